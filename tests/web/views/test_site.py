"""The front page tells a visitor of the sample what each log-in shows."""

import pytest
from tests.factories import make_member, make_operator, make_person
from tests.fairs.factories import make_desk, make_fair, make_staff, make_supplier

from sangsaeng.kernel.models import Person
from sangsaeng.web.views.site import sample_accounts

pytestmark = pytest.mark.django_db


def test_each_sample_log_in_says_what_it_shows():
    fair = make_fair(is_sample=True)
    supplier = make_supplier(fair, "가온정밀")
    people = {
        make_operator(is_sample=True): ("플랫폼 운영자",),
        make_desk(fair, is_sample=True): ("상담회 현장 안내",),
        make_staff(supplier, is_sample=True): ("공급기업 (가온정밀)",),
    }

    assert {account.person: account.shows for account in sample_accounts()} == people


def test_nobody_else_and_no_other_fair_is_told(client):
    sample = make_desk(make_fair("열리지 않은 상담회", state="preparing"), is_sample=True)
    make_person(name="진짜 사람")
    make_member(make_supplier(make_fair(is_sample=True)).organization, name="다른 사람")

    # Who writes for sample organizations has no password.
    Person.objects.enter("writer@example.org", "쓰는 사람", is_sample=True)

    page = client.get("/").content.decode()

    assert [(each.person, each.shows) for each in sample_accounts()] == [(sample, ())]
    assert "진짜 사람" not in page
    assert "다른 사람" not in page
    assert "쓰는 사람" not in page
