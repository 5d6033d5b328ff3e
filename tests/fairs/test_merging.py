"""When two organizations turn out to be one, their places in fairs become one's."""

from datetime import timedelta

import pytest
from tests.factories import make_operator, make_organization
from tests.fairs.factories import make_fair, make_session, make_staff, make_supplier
from tests.fairs.factories_after import make_no_show

from sangsaeng.fairs.models import ChecklistItem, KeptItem, Participant
from sangsaeng.fairs.refusals.setting_up import BothTakePart
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.organizations.actions import merge_organizations
from sangsaeng.organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return make_operator()


def test_participation_and_fair_go_to_the_one_that_stays(operator, at):
    kept, duplicate = make_organization(), make_organization()
    part = make_supplier(make_fair(), organization=duplicate)
    fair = make_fair(organizer=duplicate)

    merge_organizations(kept, duplicate, actor=operator, at=at)

    part.refresh_from_db()
    fair.refresh_from_db()
    assert (part.organization, fair.organizer) == (kept, kept)
    assert AuditEvent.objects.filter(subject_type="fairs.participant", actor=operator).exists()


def test_people_who_moved_keep_their_timetable(operator, at):
    kept, duplicate = make_organization(), make_organization()
    part = make_supplier(make_fair(), organization=duplicate)
    staff = make_staff(part)

    merge_organizations(kept, duplicate, actor=operator, at=at)

    assert Participant.objects.visible_to(staff).get() == part


def test_two_in_one_fair_stay_two(operator, at):
    fair = make_fair("기술협력 상담회")
    one, other = make_supplier(fair), make_supplier(fair)

    with pytest.raises(BothTakePart, match="기술협력 상담회"):
        merge_organizations(one.organization, other.organization, actor=operator, at=at)

    assert not Organization.objects.filter(merged_into__isnull=False).exists()
    assert {part.organization_id for part in Participant.objects.all()} == {
        one.organization_id,
        other.organization_id,
    }


def test_absences_and_kept_checklists_follow(operator, at):
    kept, duplicate = make_organization("가온정밀"), make_organization("가온정밀(주)")
    absence = make_no_show(make_supplier(make_fair(), organization=duplicate))
    session = make_session(absence.fair, starts_at=at, ends_at=at + timedelta(hours=1))
    both, one = (ChecklistItem.objects.create(session=session, text=text) for text in "가나")
    for item, organization, ready in [
        (both, kept, False),
        (both, duplicate, True),
        (one, duplicate, True),
    ]:
        KeptItem.objects.create(item=item, organization=organization, is_ready=ready, kept_at=at)

    merge_organizations(kept, duplicate, actor=operator, at=at)

    absence.refresh_from_db()
    assert absence.organization == kept
    assert set(KeptItem.objects.values_list("item", "organization", "is_ready")) == {
        (both.pk, kept.pk, True),
        (one.pk, kept.pk, True),
    }
