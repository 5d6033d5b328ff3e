"""The desk's board: each hall by its own clock, who sits where, who is here and who is awaited."""

from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.fairs.factories import (
    FAIR_DAY,
    make_buyer,
    make_desk,
    make_fair,
    make_hall,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.actions.the_day.marking import HandedIn, record_marks
from sangsaeng.fairs.actions.the_day.placing import Place, take_place
from sangsaeng.fairs.models import Population
from sangsaeng.fairs.queries.desk import board_of, halls_by_slot, stamp_of, visit_of

pytestmark = pytest.mark.django_db


class Day:
    """Two halls of one buyer each; two suppliers meet both, one after the other."""

    def __init__(self, **fields):
        self.fair = make_fair(**fields)
        self.slots = make_slots(self.fair, 4)
        self.halls = [make_hall(self.fair, "가홀"), make_hall(self.fair, "나홀")]
        self.buyers = [
            make_buyer(self.fair, name, hall=hall)
            for name, hall in zip(("가전자", "나전자"), self.halls, strict=True)
        ]
        self.suppliers = [make_supplier(self.fair, "다정밀"), make_supplier(self.fair, "라소재")]
        self.requests = [
            make_request(buyer, supplier) for buyer in self.buyers for supplier in self.suppliers
        ]
        first, second, third, fourth = self.requests
        one, two = self.slots[:2]
        placed = [(first, one), (fourth, one), (second, two), (third, two)]
        self.timetable = make_published(self.fair, placed)
        self.fair.refresh_from_db()
        self.desk = make_desk(self.fair)
        self.begins = one.starts_at

    def at(self, minutes):
        """So many minutes after the first slot began."""
        return self.begins + timedelta(minutes=minutes)

    def mark(self, kind, who, request=None, *, minutes=5):
        """Let the desk mark somebody."""
        at = self.at(minutes)
        code = request.code if request else ""
        record_marks(
            self.fair,
            [HandedIn(uuid4(), who.code, code, kind, at)],
            "",
            actor=self.desk,
            at=at,
        )
        self.fair.refresh_from_db()

    def board(self, minutes=5, **narrowed):
        """The board so many minutes after the beginning."""
        return board_of(self.fair, at=self.at(minutes), **narrowed)


@pytest.fixture
def day():
    return Day()


def sitting(board, hall, table):
    """What is at the hall's table, by their numbers."""
    return board.halls[hall].tables[table].sitting


def guest(board, participant):
    """The participant among the board's people."""
    return next(one for one in board.guests if one.code == participant.code)


@pytest.mark.parametrize(
    ("minutes", "shown", "stage", "running", "following"),
    [
        (-30, 0, "to_come", None, 0),
        (0, 0, "running", 0, 1),
        (29, 0, "running", 0, 1),
        (30, 1, "running", 1, 2),
        (119, 3, "running", 3, None),
        (500, 3, "over", None, None),
    ],
)
def test_hall_shows_what_runs_or_else_what_follows(day, minutes, shown, stage, running, following):
    hall = day.board(minutes).halls[0]

    def number(slot):
        return None if slot is None else [one.pk for one in day.slots].index(slot.pk)

    assert (number(hall.shown), hall.shown.stage) == (shown, stage)
    assert (number(hall.running), number(hall.following)) == (running, following)


def test_hall_that_runs_behind_is_still_in_the_slot_before(day):
    day.halls[1].behind_minutes = 10
    day.halls[1].save()

    on_time, behind = day.board(35).halls

    assert (on_time.shown.pk, behind.shown.pk) == (day.slots[1].pk, day.slots[0].pk)
    assert behind.behind_minutes == 10


def test_chosen_slot_is_shown_of_every_hall(day):
    board = day.board(5, slot=day.slots[1])

    assert {hall.shown.pk for hall in board.halls} == {day.slots[1].pk}
    assert sitting(board, 0, 0).supplier.name == "라소재"


def test_board_narrowed_to_a_hall_counts_only_that_hall(day):
    board = day.board(hall=day.halls[1])

    assert [hall.name for hall in board.halls] == ["나홀"]
    assert (board.counts.meetings, board.counts.expected) == (2, 3)


def test_hours_are_the_fairs_own():
    day = Day(zone="America/New_York")

    board = day.board()

    assert board.slots[0].starts_at.hour == 10
    assert board.slots[0].starts_at.astimezone(UTC) == day.begins


def test_both_sides_and_their_presence_are_at_the_table(day):
    day.mark("present", day.buyers[0], day.requests[0])
    day.mark("late", day.suppliers[0], day.requests[0])

    board = day.board()

    seen = sitting(board, 0, 0)
    assert (seen.buyer.kind, seen.supplier.kind, seen.is_held) == ("present", "late", True)
    assert not sitting(board, 1, 0).is_held
    assert (board.counts.held, board.counts.arrived, board.counts.expected) == (1, 2, 4)


def test_who_is_absent_leaves_a_free_place_that_still_says_who_it_was(day):
    day.mark("absent", day.suppliers[0], day.requests[0])

    board = day.board()

    assert sitting(board, 0, 0).is_vacated
    assert sitting(board, 0, 0).supplier.kind == "absent"
    assert (board.counts.missed, board.counts.free, board.counts.meetings) == (1, 1, 3)
    assert day.board(31).counts.free == 0


def test_place_that_somebody_took_shows_the_new_meeting(day):
    day.mark("absent", day.suppliers[0], day.requests[0])
    walk_in = make_request(day.buyers[0], make_supplier(day.fair, "마테크"))
    take_place(day.fair, walk_in, Place(day.slots[0], day.buyers[0].tables.get()), at=day.at(6))

    seen = sitting(day.board(7), 0, 0)

    assert (seen.supplier.name, seen.is_vacated) == ("마테크", False)


def test_lost_table_is_lost_from_its_slot_on(day):
    table = day.buyers[0].tables.get()
    table.lost_from = day.slots[1]
    table.save()

    lost = [day.board(slot=slot).halls[0].tables[0].is_lost for slot in day.slots]

    assert lost == [False, True, True, True]


def test_people_with_a_near_meeting_who_were_not_seen_are_awaited_first(day):
    make_supplier(day.fair, "가가정밀")
    day.mark("arrived", day.suppliers[0])

    board = day.board()

    awaited = [one.name for one in board.guests if one.is_awaited]
    assert awaited == [one.name for one in board.guests][:3] == ["가전자", "나전자", "라소재"]
    coming = guest(board, day.suppliers[1]).coming
    assert (coming.hall, coming.table, coming.counterpart) == ("나홀", "02", "나전자")
    assert guest(board, day.suppliers[0]).arrival.at == day.at(5)


def test_who_sits_at_a_table_has_arrived_and_who_left_has_not(day):
    day.mark("present", day.suppliers[0], day.requests[0])
    day.mark("arrived", day.buyers[0])
    day.mark("left", day.buyers[0], minutes=6)

    board = day.board(7)

    assert guest(board, day.suppliers[0]).arrival is not None
    assert guest(board, day.buyers[0]).arrival is None


def test_presence_taken_back_is_no_arrival(day):
    day.mark("present", day.suppliers[0], day.requests[0])
    day.mark("unmarked", day.suppliers[0], day.requests[0], minutes=6)

    assert guest(day.board(7), day.suppliers[0]).arrival is None


def test_arrival_holds_for_its_day_only(day):
    day.mark("arrived", day.suppliers[0])
    [tomorrow] = make_slots(day.fair, 1, on=FAIR_DAY + timedelta(days=1))

    board = board_of(day.fair, at=tomorrow.starts_at)

    assert guest(board, day.suppliers[0]).arrival is None


def test_members_of_one_population_sit_at_common_tables():
    fair = make_fair(population=Population.ONE)
    slots = make_slots(fair, 2)
    one, other = make_participant(fair, name="가"), make_participant(fair, name="나")
    [table] = make_tables(fair)
    make_published(fair, [(make_request(one, other), slots[0], table)])

    [hall] = board_of(fair, at=slots[0].starts_at).halls

    assert hall.tables[0].owner == ""
    assert [party.name for party in hall.tables[0].sitting.parties] == ["가", "나"]


@pytest.mark.parametrize("with_slots", [False, True])
def test_fair_without_slots_or_halls_has_no_board(with_slots, at):
    fair = make_fair()
    participant = make_supplier(fair)
    if with_slots:
        make_slots(fair)

    assert board_of(fair, at=at) is None
    assert visit_of(fair, participant, at=at) is None
    assert halls_by_slot(fair, at=at) == ()


def test_board_takes_as_many_queries_for_many_as_for_few(day):
    with CaptureQueriesContext(connection) as for_few:
        day.board()
    for number in range(6):
        buyer = make_buyer(day.fair, hall=day.halls[number % 2])
        request = make_request(buyer, make_supplier(day.fair))
        take_place(day.fair, request, Place(day.slots[0], buyer.tables.get()), at=day.at(1))
        day.mark("present", buyer, request)
    day.fair.refresh_from_db()

    with CaptureQueriesContext(connection) as for_many:
        day.board()

    assert len(for_many) == len(for_few) <= 9


def test_visitor_sees_its_meetings_of_the_day_in_order(day):
    visit = visit_of(day.fair, day.suppliers[0], at=day.at(5))

    assert visit.guest.name == "다정밀"
    assert [(place.hall, place.slot.pk) for place in visit.places] == [
        ("가홀", day.slots[0].pk),
        ("나홀", day.slots[1].pk),
    ]


def test_fallback_covers_what_is_not_over_by_each_halls_clock(day):
    day.halls[1].behind_minutes = 10
    day.halls[1].save()

    on_time, behind = halls_by_slot(day.fair, at=day.at(35))

    assert (len(on_time), len(behind)) == (3, 4)


def test_stamp_changes_with_marks_revisions_delays_and_time_and_with_nothing_else(day):
    def stamp(minutes=5):
        return stamp_of(day.fair, at=day.at(minutes))

    stamps = [stamp(), stamp(31)]
    day.mark("arrived", day.suppliers[0])
    stamps.append(stamp())
    day.mark("absent", day.suppliers[0], day.requests[0])
    stamps.append(stamp())
    day.fair.halls.update(behind_minutes=5)
    stamps.append(stamp())
    day.fair.revision += 1
    stamps.append(stamp())

    assert len(set(stamps)) == 6
    assert stamp(29) == stamp()
