"""A calendar tells the right hour in every zone and follows every published version."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from tests.fairs.factories import (
    PUBLISHED,
    make_buyer,
    make_fair,
    make_published,
    make_request,
    make_session,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.web.documents.calendar import calendar_of

pytestmark = pytest.mark.django_db


def read(participant):
    return Calendar.from_ical(calendar_of(participant))


def events(participant):
    return {str(event["UID"]): event for event in read(participant).walk("VEVENT")}


@pytest.mark.parametrize(
    ("zone", "on", "offset"),
    [
        ("Asia/Seoul", date(2026, 11, 25), timedelta(hours=9)),
        ("Pacific/Honolulu", date(2026, 11, 25), timedelta(hours=-10)),
        ("Australia/Sydney", date(2026, 7, 1), timedelta(hours=10)),
        ("Australia/Sydney", date(2026, 11, 25), timedelta(hours=11)),
        ("Australia/Sydney", date(2026, 10, 4), timedelta(hours=11)),
    ],
)
def test_event_starts_at_the_hour_of_the_fairs_zone(zone, on, offset):
    fair = make_fair(zone=zone)
    slots = make_slots(fair, on=on, begins=time(10))
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, slots[0])])

    event = events(request.supplier)[f"{request.code}@localhost"]

    start = event["DTSTART"]
    assert start.params["TZID"] == zone
    assert start.dt.replace(tzinfo=None) == datetime.combine(on, time(10))
    assert start.dt.utcoffset() == offset
    assert start.dt == slots[0].starts_at


def test_zone_is_described_with_the_rules_of_the_events_year():
    fair = make_fair(zone="Australia/Sydney")
    slots = make_slots(fair)
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, slots[0])])

    (zone,) = read(request.supplier).walk("VTIMEZONE")

    assert zone["TZID"] == "Australia/Sydney"
    summer = zone.to_tz(lookup_tzid=False)
    assert datetime(2026, 11, 25, 10, tzinfo=summer).utcoffset() == timedelta(hours=11)
    assert datetime(2026, 7, 1, 10, tzinfo=summer).utcoffset() == timedelta(hours=10)


def test_meeting_over_midnight_ends_on_the_next_day():
    fair = make_fair()
    slots = make_slots(fair, 1, begins=time(23, 45))
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, slots[0])])

    event = events(request.buyer)[f"{request.code}@localhost"]

    seoul = ZoneInfo("Asia/Seoul")
    assert event["DTSTART"].dt == datetime(2026, 11, 25, 23, 45, tzinfo=seoul)
    assert event["DTEND"].dt == datetime(2026, 11, 26, 0, 15, tzinfo=seoul)


def test_event_names_counterpart_place_and_purpose():
    fair = make_fair("기술협력 상담회", place="코엑스 B홀", slug="tech")
    slots = make_slots(fair)
    buyer = make_buyer(fair, "한국수력원자력")
    request = make_request(buyer, make_supplier(fair), purpose="joint_rnd", topic="밸브, 펌프")
    make_published(fair, [(request, slots[0])])

    event = events(request.supplier)[f"{request.code}@localhost"]

    assert event["SUMMARY"] == "[상담] 한국수력원자력"
    assert event["LOCATION"] == "상담장 1 01번 테이블, 코엑스 B홀"
    assert event["DESCRIPTION"].split("\n") == [
        "기술협력 상담회",
        "상담 상대: 한국수력원자력",
        "상담 목적: 공동 기술개발",
        "상담 내용: 밸브, 펌프",
    ]
    assert event["URL"] == "http://localhost:8000/fairs/tech/"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == PUBLISHED


def test_sequence_rises_only_for_what_a_version_changed():
    fair = make_fair()
    slots = make_slots(fair)
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    stays = make_request(buyer, supplier)
    moves = make_request(make_buyer(fair), supplier)
    make_published(fair, [(stays, slots[0]), (moves, slots[1])])
    later = PUBLISHED + timedelta(days=1)

    make_published(fair, [(stays, slots[0]), (moves, slots[3])], published_at=later)

    told = events(supplier)
    assert told[f"{stays.code}@localhost"]["SEQUENCE"] == 1
    assert told[f"{stays.code}@localhost"]["LAST-MODIFIED"].dt == PUBLISHED
    assert told[f"{moves.code}@localhost"]["SEQUENCE"] == 2
    assert told[f"{moves.code}@localhost"]["LAST-MODIFIED"].dt == later
    assert told[f"{moves.code}@localhost"]["DTSTART"].dt == slots[3].starts_at


def test_meeting_that_stands_no_more_is_cancelled_and_may_come_back():
    fair = make_fair()
    slots = make_slots(fair)
    request = make_request(make_buyer(fair), make_supplier(fair))
    uid = f"{request.code}@localhost"
    make_published(fair, [(request, slots[0])])
    make_published(fair, [])
    cancelled = events(request.supplier)[uid]

    make_published(fair, [(request, slots[0])])
    restored = events(request.supplier)[uid]

    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", 2)
    assert cancelled["DTSTART"].dt == slots[0].starts_at
    assert (restored["STATUS"], restored["SEQUENCE"]) == ("CONFIRMED", 3)


def test_drafts_and_others_meetings_are_not_told():
    fair = make_fair()
    slots = make_slots(fair)
    buyer, supplier = make_buyer(fair), make_supplier(fair)
    make_published(fair, [(make_request(buyer, make_supplier(fair)), slots[0])])
    make_timetable(fair, [(make_request(buyer, supplier), slots[1])])

    assert events(supplier) == {}
    assert read(supplier).walk("VTIMEZONE")


def test_side_sessions_of_the_participant_are_told():
    fair = make_fair()
    make_slots(fair)
    supplier, other = make_supplier(fair), make_supplier(fair)
    session = make_session(fair, supplier, title="미래기술설명회", place="2관")

    (event,) = events(supplier).values()

    assert event["SUMMARY"] == "[부대행사] 미래기술설명회"
    assert event["LOCATION"] == "2관, 코엑스"
    assert event["DTSTART"].dt == session.starts_at
    assert events(other) == {}


def test_calendar_is_the_same_bytes_for_the_same_version_and_folds_lines():
    fair = make_fair("가" * 100)
    slots = make_slots(fair)
    request = make_request(make_buyer(fair), make_supplier(fair))
    make_published(fair, [(request, slots[0])])

    content = calendar_of(request.supplier)

    assert content == calendar_of(request.supplier)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT15M" in content
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0")
