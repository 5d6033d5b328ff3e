"""The sample's fair of today: under way whenever it is loaded."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import make_organization

from sangsaeng.fairs.models import Fair, Mark
from sangsaeng.organizations.models import Organization
from sangsaeng.sample.live_day import BUYERS, SLUG, load_live_day
from sangsaeng.sample.people import load_people

pytestmark = pytest.mark.django_db


def load_at(at):
    suppliers = [make_organization(f"예시 공급{number}", is_sample=True) for number in range(12)]
    organizer = make_organization("예시 협회", kind="association")
    load_live_day(organizer, suppliers, load_people(), at=at)
    return Fair.objects.get(slug=SLUG)


@pytest.mark.parametrize("hour", [1, 5, 14, 16, 23])
def test_some_slots_are_over_or_to_come_at_any_hour(hour, monkeypatch):
    monkeypatch.setattr("sangsaeng.sample.live_day.REQUESTS", 30)
    at = datetime(2026, 11, 25, hour, 17, tzinfo=UTC)

    fair = load_at(at)

    assert fair.state == "published"
    assert {slot.starts_at.astimezone(fair.tz).date() for slot in fair.slots.all()} == {
        at.astimezone(fair.tz).date()
    }
    assert fair.slots.count() >= 2
    assert Organization.objects.filter(is_sample=True).count() >= len(BUYERS)


def test_everybody_came_to_the_meetings_that_are_over(monkeypatch):
    monkeypatch.setattr("sangsaeng.sample.live_day.REQUESTS", 60)
    at = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)

    fair = load_at(at)

    over = fair.timetables.get(state="published").meetings.filter(slot__ends_at__lte=at)
    assert over.count() > 0
    assert fair.marks.filter(kind=Mark.Kind.PRESENT).count() == 2 * over.count()
    assert not fair.openings.exists()
    assert fair.timetables.get().published_at < at - timedelta(days=1)


def test_participants_introduce_themselves_and_two_sessions_are_held(monkeypatch):
    monkeypatch.setattr("sangsaeng.sample.live_day.REQUESTS", 30)

    fair = load_at(datetime(2026, 11, 25, 3, 30, tzinfo=UTC))

    states = set(fair.participants.values_list("side", "profile_state"))
    assert states == {("buyer", "complete"), ("supplier", "complete"), ("supplier", "draft")}
    assert fair.sessions.count() == 2
    assert fair.sessions.filter(checklist__kept__is_ready=True).exists()
