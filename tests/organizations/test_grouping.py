"""Which corporate group an organization belongs to, as published."""

import pytest
from tests.factories import make_member, make_operator, make_organization

from sangsaeng.kernel.refusals import Invalid, NotAllowed
from sangsaeng.organizations.actions import merge_organizations, put_in_group
from sangsaeng.organizations.models import CorporateGroup, Role

pytestmark = pytest.mark.django_db


def test_group_is_entered_once_and_shared(at):
    operator = make_operator()
    first, second = make_organization(), make_organization()
    put_in_group(first, "한빛그룹", "공시대상기업집단", actor=operator, at=at)
    put_in_group(second, " 한빛그룹 ", "공시대상기업집단", actor=operator, at=at)

    assert first.group == second.group == CorporateGroup.objects.get()


def test_left_again_without_a_name(at):
    operator, company = make_operator(), make_organization()
    put_in_group(company, "한빛그룹", "공시", actor=operator, at=at)
    put_in_group(company, "", actor=operator, at=at)

    assert company.group is None


def test_source_is_needed(at):
    with pytest.raises(Invalid):
        put_in_group(make_organization(), "한빛그룹", actor=make_operator(), at=at)


def test_its_own_people_do_not_say_so(at):
    company = make_organization()
    with pytest.raises(NotAllowed):
        put_in_group(company, "한빛그룹", "공시", actor=make_member(company, Role.OWNER), at=at)


def test_group_is_kept_when_two_turn_out_to_be_one(at):
    operator, into, twin = make_operator(), make_organization(), make_organization()
    put_in_group(twin, "한빛그룹", "공시", actor=operator, at=at)
    merge_organizations(into, twin, actor=operator, at=at)
    into.refresh_from_db()

    assert into.group == CorporateGroup.objects.get()
