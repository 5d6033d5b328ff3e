"""An agenda holds a participant's own meetings, sessions and free stretches by day."""

from datetime import date, time

import pytest
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_hall,
    make_participant,
    make_published,
    make_request,
    make_session,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.models import Purpose
from sangsaeng.fairs.queries.timetables import agenda_of, agendas_of

pytestmark = pytest.mark.django_db


def outline(agenda):
    return [
        (entry.kind, f"{entry.starts_at:%H:%M}", f"{entry.ends_at:%H:%M}", entry.title)
        for day in agenda.days
        for entry in day.entries
    ]


def test_agenda_joins_what_is_free_between_meetings_and_sessions():
    fair = make_fair()
    slots = make_slots(fair, 6)
    supplier = make_supplier(fair, "한빛정밀")
    request = make_request(make_buyer(fair, "한국전력공사"), supplier)
    make_session(
        fair, supplier, title="시상식", starts_at=slots[3].starts_at, ends_at=slots[3].ends_at
    )
    make_away(supplier, slots[5])
    timetable = make_published(fair, [(request, slots[2])])

    agenda = agenda_of(timetable, supplier)

    assert outline(agenda) == [
        ("free", "10:00", "11:00", ""),
        ("meeting", "11:00", "11:30", "한국전력공사"),
        ("session", "11:30", "12:00", "시상식"),
        ("free", "12:00", "12:30", ""),
        ("away", "12:30", "13:00", ""),
    ]


def test_agenda_names_where_and_what_for():
    fair = make_fair()
    (slot,) = make_slots(fair, 1)
    buyer = make_buyer(fair, hall=make_hall(fair, "B홀"))
    request = make_request(buyer, make_supplier(fair), purpose=Purpose.JOINT_RND, topic="밸브")
    timetable = make_published(fair, [(request, slot)])

    (meeting,) = agenda_of(timetable, buyer).meetings

    assert (meeting.hall, meeting.table, meeting.place) == ("B홀", "01", "B홀 · 01")
    assert (meeting.purpose, meeting.topic) == ("공동 기술개발", "밸브")
    assert meeting.counterpart_code == request.supplier.code


def test_agenda_of_a_buyer_with_two_tables_holds_both_meetings_of_a_slot():
    fair = make_fair()
    (slot,) = make_slots(fair, 1)
    buyer = make_buyer(fair, tables=2)
    requests = [make_request(buyer, make_supplier(fair, name)) for name in ("가온", "나래")]
    placed = zip(requests, buyer.tables.all(), strict=True)
    timetable = make_published(fair, [(request, slot, table) for request, table in placed])

    meetings = agenda_of(timetable, buyer).meetings

    assert [(one.title, one.table) for one in meetings] == [("가온", "01"), ("나래", "02")]


def test_agenda_is_told_in_the_zone_of_the_fair_and_parts_days_and_breaks():
    fair = make_fair(zone="Pacific/Honolulu")
    make_slots(fair, 2, on=date(2026, 11, 25), begins=time(23, 30))
    make_slots(fair, 1, on=date(2026, 11, 26), begins=time(9))
    make_slots(fair, 1, on=date(2026, 11, 26), begins=time(13))
    timetable = make_published(fair)

    days = agenda_of(timetable, make_supplier(fair)).days

    assert [day.date.isoformat() for day in days] == ["2026-11-25", "2026-11-26"]
    assert days[0].entries[0].ends_another_day
    assert [f"{entry.starts_at:%H:%M}" for entry in days[1].entries] == ["09:00", "13:00"]


def test_agenda_of_a_member_of_one_population_names_the_other_party():
    fair = make_fair(population="one")
    (slot,) = make_slots(fair, 1)
    one, other = make_participant(fair, name="가온"), make_participant(fair, name="나래")
    (table,) = make_tables(fair)
    timetable = make_published(fair, [(make_request(one, other), slot, table)])

    agendas = {agenda.name: agenda for agenda in agendas_of(timetable)}

    assert [entry.title for entry in agendas["가온"].meetings] == ["나래"]
    assert [entry.title for entry in agendas["나래"].meetings] == ["가온"]


def test_name_is_english_where_the_reader_reads_english(settings):
    settings.LANGUAGE_CODE = "en"
    fair = make_fair()
    (slot,) = make_slots(fair, 1)
    buyer = make_buyer(fair, "한국전력공사")
    buyer.organization.name_en = "KEPCO"
    buyer.organization.save()
    request = make_request(buyer, make_supplier(fair, "한빛정밀"))
    timetable = make_published(fair, [(request, slot)])

    assert [one.title for one in agenda_of(timetable, request.supplier).meetings] == ["KEPCO"]
    assert [one.title for one in agenda_of(timetable, buyer).meetings] == ["한빛정밀"]


@pytest.mark.parametrize("rows", [1, 3])
def test_agendas_of_all_take_as_many_queries_for_three_as_for_one(rows, django_assert_num_queries):
    fair = make_fair()
    slots = make_slots(fair, 3)
    buyer = make_buyer(fair)
    requests = [make_request(buyer, make_supplier(fair)) for _ in range(rows)]
    for request in requests:
        make_session(fair, request.supplier)
        make_away(request.supplier, slots[0])
    timetable = make_published(fair, list(zip(requests, slots, strict=False)))

    with django_assert_num_queries(5):
        agendas_of(timetable)
