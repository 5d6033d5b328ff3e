"""The sample's fair that is over: what is told of it, what is overdue, and who did not come."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import make_organization

from sangsaeng.fairs.models import Fair, MeetingNote, NoShow
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.rules import may_copy
from sangsaeng.organizations.models import Role
from sangsaeng.sample.past_fair import AGO, SLUG, load_past_fair
from sangsaeng.sample.people import load_people, seat

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)


@pytest.fixture
def loaded():
    people = load_people()
    organizer = make_organization("예시 부처", kind="ministry")
    seat(people["officer"], organizer, at=AT)
    buyers = [make_organization(f"예시 수요{number}", is_sample=True) for number in range(4)]
    suppliers = [make_organization(f"예시 공급{number}", is_sample=True) for number in range(9)]
    load_past_fair(organizer, buyers, suppliers, people, at=AT)
    return people, Fair.objects.get(slug=SLUG)


def test_it_is_over_and_its_officer_may_copy_it(loaded):
    people, fair = loaded

    assert fair.state == "ended"
    assert fair.days.get().date < (AT - AGO + timedelta(days=2)).date()
    assert get_fair_for(people["supplier"], SLUG) == fair
    assert people["officer"].memberships.get().role == Role.OWNER
    assert may_copy(people["officer"], fair) is True


def test_both_sides_tell_of_one_meeting_and_steps_are_overdue(loaded):
    _people, fair = loaded
    notes = MeetingNote.objects.filter(request__fair=fair)

    told = [note.request_id for note in notes]
    assert len(told) == 4
    assert len(set(told)) == 3
    assert notes.filter(next_step__gt="", due_on__lt=AT.date(), done_at=None).count() == 1


def test_one_supplier_did_not_come_and_says_why(loaded):
    _people, fair = loaded

    absence = NoShow.objects.get(fair=fair)
    assert absence.organization.name == "예시 공급1"
    assert absence.answer
    assert absence.excused_at is None
