"""A fair in which anybody meets anybody passes through the same rooms."""

import pytest
from django.urls import reverse
from tests.fairs.factories import (
    make_fair,
    make_officer,
    make_participant,
    make_request,
    make_slots,
    make_staff,
    make_tables,
)

from sangsaeng.fairs.actions.planning import plan_fair
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.models import Population
from sangsaeng.fairs.queries.planning import spots_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def timetable(client, at):
    """Four members who all ask for each other, two tables, three slots, one of them limited."""
    fair = make_fair(population=Population.ONE)
    make_slots(fair, 3)
    make_tables(fair, 2)
    members = [make_participant(fair, name=name) for name in ("가", "나", "다")]
    members.append(make_participant(fair, name="라", limit=1))
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            make_request(one, other, buyer_wish="want", supplier_wish="want")
    officer = make_officer(fair)
    client.force_login(officer)
    made = plan_fair(fair, actor=officer, at=at)
    made.officer = officer
    return made


def test_every_page_of_the_room_opens(client, timetable):
    place = [timetable.fair.slug, timetable.serial]
    left = timetable.unplaced.first()
    pages = [reverse("plan", args=place[:1])]
    pages += [
        reverse(name, args=place)
        for name in ("plan_draft", "plan_unplaced", "plan_parties", "plan_compare", "plan_publish")
    ]
    pages += [
        reverse("plan_meeting", args=[*place, one.request.code])
        for one in (timetable.meetings.first(), left)
    ]

    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_limited_member_leaves_requests_with_its_reason(client, timetable):
    url = reverse("plan_unplaced", args=[timetable.fair.slug, timetable.serial])

    rows = client.get(url).context["rows"]

    assert {row.unplaced.reason for row in rows} == {"participant_full"}
    assert len(rows) == 2


def test_meeting_moves_where_both_parties_are_free(client, timetable):
    meeting = timetable.meetings.first()
    meeting.timetable = timetable
    url = reverse("plan_move", args=[timetable.fair.slug, timetable.serial, meeting.request.code])

    statuses = {
        spot.is_open: client.get(url, {"spot": f"{spot.slot.pk}-{spot.table.pk}"}).status_code
        for spot in spots_for(meeting)
    }

    assert statuses == {True: 200, False: 409}


def test_member_reads_its_own_timetable(client, timetable, at):
    publish(timetable, actor=timetable.officer, at=at)
    member = timetable.meetings.first().buyer
    client.force_login(make_staff(member))
    url = reverse("participant_timetable", args=[timetable.fair.slug, member.code])

    page = client.get(url)

    assert page.status_code == 200
    assert (
        len(page.context["days"][0]["meetings"])
        == timetable.meetings.filter(buyer=member).count()
        + timetable.meetings.filter(supplier=member).count()
    )
