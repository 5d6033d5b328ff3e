"""A person's own page: what they run, where they take part, what waits, and their feeds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT, make_person
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_feed,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
    make_timetable,
)
from time_machine import travel

from sangsaeng.fairs.models import CalendarFeed

pytestmark = pytest.mark.django_db
URL = "/my/"


@pytest.fixture(autouse=True)
def moment():
    with travel(MOMENT, tick=False):
        yield


def test_officer_finds_the_planning_room(client):
    fair = make_fair()
    client.force_login(make_officer(fair))

    assert reverse("plan", args=[fair.slug]) in client.get(URL).content.decode()


def test_party_finds_its_next_meetings_once_they_are_published(client):
    fair = make_fair()
    slots = make_slots(fair)
    request = make_request(make_buyer(fair, "가전자"), make_supplier(fair))
    client.force_login(make_staff(request.supplier))
    make_timetable(fair, [(request, slots[0])])

    [part] = client.get(URL).context["parts"]
    assert part["meetings"] == []

    make_published(fair, [(request, slots[1])])
    [part] = client.get(URL).context["parts"]
    [meeting] = part["meetings"]
    assert (meeting["counterpart"], f"{meeting['begins']:%H:%M}") == ("가전자", "10:30")


def test_past_meetings_are_not_next(client):
    fair = make_fair()
    slots = make_slots(fair)
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, slots[0])])
    client.force_login(make_staff(request.supplier))

    with travel(slots[0].ends_at.replace(year=2027), tick=False):
        client.force_login(make_staff(request.supplier))
        [part] = client.get(URL).context["parts"]

    assert part["meetings"] == []


def test_requests_without_an_own_wish_wait_for_an_answer_while_they_may_be_answered(client):
    fair = make_fair(state="collecting")
    supplier = make_supplier(fair)
    make_request(make_buyer(fair), supplier, buyer_wish="must")
    make_request(make_buyer(fair), supplier, supplier_wish="want")
    client.force_login(make_staff(supplier))

    [waiting] = client.get(URL).context["to_answer"]
    assert waiting.to_answer == 1

    fair.state = "planning"
    fair.save()
    assert client.get(URL).context["to_answer"] == []


def test_fair_in_preparation_is_not_shown_to_its_participants(client):
    fair = make_fair(state="preparing")
    client.force_login(make_staff(make_supplier(fair)))

    assert client.get(URL).context["parts"] == []


def test_person_without_anything_is_led_to_a_next_step(client):
    client.force_login(make_person())

    page = client.get(URL).content.decode()

    assert reverse("fairs") in page
    assert reverse("organizations") in page


def test_own_feed_is_listed_and_revoked_for_good(client):
    feed = make_feed(make_supplier(make_fair()))
    client.force_login(feed.person)
    assert [one["code"] for one in client.get(URL).context["feeds"]] == [feed.code]

    client.post(reverse("feed_revoke", args=[feed.code]))

    assert client.get(URL).context["feeds"] == []
    calendar = reverse("calendar_feed", args=[feed.participant.fair.slug, feed.code])
    assert client.get(calendar).status_code == 404


def test_feed_of_somebody_else_is_not_revoked(client):
    feed = make_feed(make_supplier(make_fair()))
    client.force_login(make_staff(feed.participant))

    assert client.post(reverse("feed_revoke", args=[feed.code])).status_code == 404
    assert CalendarFeed.objects.get().revoked_at is None


def test_opening_a_feed_again_kills_the_older_address(client):
    supplier = make_supplier(make_fair())
    person = make_staff(supplier)
    client.force_login(person)
    url = reverse("feed_open", args=[supplier.fair.slug, supplier.code])

    client.post(url)
    client.post(url)

    living = CalendarFeed.objects.filter(person=person, revoked_at=None)
    assert (living.count(), CalendarFeed.objects.count()) == (1, 2)


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_revoking_never_leads_away_from_the_site(client, onward):
    feed = make_feed(make_supplier(make_fair()))
    client.force_login(feed.person)

    answer = client.post(reverse("feed_revoke", args=[feed.code]), {"next": onward})

    assert answer.url == URL


def test_page_takes_the_same_queries_for_one_fair_as_for_three(client):
    def take_part(person=None):
        fair = make_fair()
        request = make_request(make_buyer(fair), make_supplier(fair))
        make_published(fair, [(request, make_slots(fair)[0])])
        if person is None:
            return make_staff(request.supplier)
        person.memberships.create(
            organization=request.supplier.organization, role="staff", began_at=MOMENT
        )
        make_feed(request.supplier, person)
        return person

    def queries():
        client.get(URL)
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    person = take_part()
    make_feed(person.memberships.get().organization.participations.get(), person)
    client.force_login(person)
    once = queries()
    take_part(person)
    take_part(person)

    assert queries() == once


def test_next_meetings_are_told_in_the_hours_of_the_fair(client):
    fair = make_fair(zone="America/New_York")
    supplier = make_supplier(fair)
    make_published(fair, [(make_request(make_buyer(fair), supplier), make_slots(fair, 1)[0])])
    client.force_login(make_staff(supplier))

    page = client.get(URL).content.decode()

    assert "10:00" in page
    assert "11월 25일" in page
