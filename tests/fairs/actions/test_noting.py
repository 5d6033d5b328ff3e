"""Noting what came of a meeting: by one's own side, from its beginning on, without overwriting."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories import make_operator, make_person
from tests.fairs.factories import make_buyer, make_officer, make_request, make_staff, make_supplier
from tests.fairs.factories_after import AFTER, make_met, make_note, make_opening

from sangsaeng.fairs.actions.noting import (
    Told,
    _save,
    ask_about_step,
    mark_step_done,
    note_meeting,
    remind_of_step,
)
from sangsaeng.fairs.events import NextStepDue
from sangsaeng.fairs.models import MeetingNote
from sangsaeng.fairs.queries.follow_ups import steps_to_ask_about
from sangsaeng.fairs.queries.noted import climbs_of
from sangsaeng.fairs.refusals.afterward import NoOpenStep, NotMetYet, RemindedToday
from sangsaeng.fairs.tasks import ask_about_steps
from sangsaeng.kernel import events
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.house import Tick, keep_house, the_house
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotAllowed, NotFound
from sangsaeng.kernel.won import MOST

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 10)
TOLD = Told(
    rung=Rung.QUOTED,
    amount=360_000_000,
    result="도면 전달",
    next_step="견적 회신",
    owner="김하늘",
    due_on=DUE,
    memo="단가 여유 있음",
)


@contextmanager
def hearing(kind):
    """What is announced of this kind meanwhile."""
    heard = []
    events.listen(kind)(heard.append)
    try:
        yield heard
    finally:
        events._listeners[kind].remove(heard.append)  # noqa: SLF001 - a test's listener leaves again


@pytest.fixture
def request_met():
    """A meeting that has begun."""
    return make_met()


@pytest.fixture
def staff(request_met):
    """Somebody of the supplier."""
    return make_staff(request_met.supplier)


def write(request, staff, told=TOLD, seen=None, at=AFTER):
    """The supplier's note, written."""
    return note_meeting(request, request.supplier, told, seen=seen, actor=staff, at=at)


def test_side_tells_what_came_of_the_meeting(request_met, staff):
    write(request_met, staff)

    note = MeetingNote.objects.get()
    assert (note.participant, note.rung, note.amount) == (
        request_met.supplier,
        "quoted",
        360_000_000,
    )
    assert (note.next_step, note.due_on, note.remind_on) == ("견적 회신", DUE, DUE)
    assert (note.written_by, note.written_at) == (staff, AFTER)


def test_each_side_writes_its_own(request_met, staff):
    write(request_met, staff)
    buyer = make_staff(request_met.buyer)
    told = Told(was_held=False)
    note_meeting(request_met, request_met.buyer, told, seen=None, actor=buyer, at=AFTER)

    assert {note.was_held for note in request_met.notes.all()} == {True, False}


def test_nobody_writes_for_another_side(request_met):
    others = [
        make_staff(request_met.buyer),
        make_officer(request_met.fair),
        make_operator(),
        make_person(),
    ]
    for actor in others:
        with pytest.raises(NotAllowed):
            write(request_met, actor)


def test_nobody_writes_about_a_meeting_of_others(request_met, staff):
    strangers = make_met(request_met.fair, 1)

    with pytest.raises(NotAllowed):
        note_meeting(strangers, request_met.supplier, TOLD, seen=None, actor=staff, at=AFTER)


def test_nothing_is_told_before_the_meeting_begins(request_met, staff):
    begins = request_met.meetings.get().slot.starts_at

    with pytest.raises(NotMetYet, match="2026-11-25 10:00"):
        write(request_met, staff, at=begins - timedelta(seconds=1))

    told = replace(TOLD, due_on=begins.date())
    assert write(request_met, staff, told, at=begins).pk


def test_meeting_is_noted_long_after_the_end_of_the_fair(request_met, staff):
    request_met.fair.state = "ended"
    request_met.fair.save()
    years_later = AFTER + timedelta(days=1000)

    assert write(request_met, staff, replace(TOLD, due_on=None), at=years_later).pk


def test_request_that_never_had_a_place_is_not_noted(request_met):
    fair = request_met.fair
    request = make_request(make_buyer(fair), make_supplier(fair))

    with pytest.raises(NotFound):
        write(request, make_staff(request.supplier))


def test_meeting_that_left_its_place_on_the_day_can_be_noted(request_met, staff):
    make_opening(request_met, "late")

    assert write(request_met, staff, Told(was_held=False)).was_held is False


def test_colleagues_do_not_overwrite_each_other(request_met, staff):
    first = write(request_met, staff)

    with pytest.raises(ChangedMeanwhile):
        write(request_met, make_staff(request_met.supplier))
    again = replace(TOLD, rung=Rung.ORDERED)
    write(request_met, staff, again, seen=first.written_at, at=AFTER + timedelta(days=1))

    assert MeetingNote.objects.get().rung == "ordered"


def test_database_keeps_one_note_for_a_side(request_met):
    """The twin: without the look beforehand, the first note of a quicker colleague still stands."""
    make_note(request_met, result="먼저")

    with pytest.raises(ChangedMeanwhile):
        _save(
            MeetingNote(
                request=request_met,
                participant=request_met.supplier,
                written_by=the_house(),
                written_at=AFTER,
            )
        )
    assert MeetingNote.objects.get().result == "먼저"


def test_going_back_is_allowed_and_stays_in_the_trail(request_met, staff):
    seen = None
    for day, rung in enumerate([Rung.TALKED, Rung.ORDERED, Rung.QUOTED]):
        at = AFTER + timedelta(days=day)
        told = replace(TOLD, rung=rung, amount=None if rung == Rung.TALKED else 10**day)
        seen = write(request_met, staff, told, seen, at).written_at

    climbs = climbs_of(MeetingNote.objects.get())
    assert [(one.rung, one.amount, one.is_back) for one in climbs] == [
        ("상담함", "", False),
        ("발주함", "10원", False),
        ("견적을 냄", "100원", True),
    ]


def test_trail_never_holds_the_words_of_the_memo(request_met, staff):
    first = write(request_met, staff)
    write(request_met, staff, replace(TOLD, memo="비밀"), seen=first.written_at)

    kept = str(list(AuditEvent.objects.values("old", "new")))
    assert "단가" not in kept
    assert "비밀" not in kept
    assert "is_memo_changed" in kept


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"rung": "rumored"}, "rung"),
        ({"was_held": False, "rung": Rung.TALKED}, "amount"),
        ({"was_held": False, "amount": None}, "rung"),
        ({"amount": -1}, "amount"),
        ({"amount": MOST + 1}, "amount"),
        ({"next_step": ""}, "next_step"),
    ],
)
def test_what_contradicts_itself_is_refused_beside_its_field(changed, field):
    with pytest.raises(Invalid) as refused:
        replace(TOLD, **changed)

    assert list(refused.value.faults) == [field]


def test_new_step_is_not_due_in_the_past(request_met, staff):
    with pytest.raises(Invalid) as refused:
        write(request_met, staff, replace(TOLD, due_on=AFTER.date() - timedelta(days=1)))

    assert list(refused.value.faults) == ["due_on"]


def test_late_step_that_stays_the_same_can_be_kept(request_met, staff):
    first = write(request_met, staff)
    late = AFTER + timedelta(days=40)

    note = write(request_met, staff, replace(TOLD, result="통화함"), first.written_at, late)

    assert note.due_on == DUE


def test_step_is_marked_done_once_and_by_its_own_side(request_met, staff):
    note = write(request_met, staff)
    with pytest.raises(NotAllowed):
        mark_step_done(note, actor=make_staff(request_met.buyer), at=AFTER)

    mark_step_done(note, actor=staff, at=AFTER)
    assert (note.done_at, note.remind_on) == (AFTER, None)
    with pytest.raises(NoOpenStep):
        mark_step_done(note, actor=staff, at=AFTER)


def tick_days(first, days):
    """The stages heard, by the day after the first moment on which the house asked."""
    heard = {}
    for day in range(days):
        with hearing(NextStepDue) as due:
            for hour in (0, 9, 20):
                ask_about_steps(Tick(first + timedelta(days=day, hours=hour)))
        if due:
            heard[day] = [one.days_late for one in due]
    return heard


# Midnight in Seoul at the beginning of the due day.
MIDNIGHT = AFTER.replace(month=12, day=9, hour=15)


def test_house_asks_on_the_day_and_after_thirty_and_ninety_days_each_once(request_met):
    make_note(request_met, next_step="견적 회신", due_on=DUE)

    assert tick_days(MIDNIGHT, 120) == {0: [0], 30: [30], 90: [90]}


def test_worker_hears_when_a_step_is_due(request_met):
    make_note(request_met, next_step="견적 회신", due_on=DUE)

    with hearing(NextStepDue) as due:
        keep_house(at=MIDNIGHT + timedelta(hours=9))

    assert [one.days_late for one in due] == [0]


def test_house_wakes_nobody(request_met):
    make_note(request_met, next_step="견적 회신", due_on=DUE)

    assert steps_to_ask_about(MIDNIGHT + timedelta(hours=9, seconds=-1)) == []
    assert len(steps_to_ask_about(MIDNIGHT + timedelta(hours=9))) == 1


def test_house_that_slept_asks_only_what_is_latest(request_met):
    make_note(request_met, next_step="견적 회신", due_on=DUE)

    assert tick_days(MIDNIGHT + timedelta(days=45), 60) == {0: [30], 45: [90]}


def test_done_step_is_asked_about_no_more(request_met, staff):
    note = write(request_met, staff)
    assert tick_days(MIDNIGHT, 5) == {0: [0]}
    note.refresh_from_db()
    mark_step_done(note, actor=staff, at=MIDNIGHT)

    assert tick_days(MIDNIGHT, 120) == {}


def test_changed_step_is_asked_about_at_its_own_time(request_met, staff):
    note = write(request_met, staff)
    later = replace(TOLD, next_step="시제품 납품", due_on=DUE + timedelta(days=10))
    write(request_met, staff, later, note.written_at, AFTER + timedelta(hours=1))

    assert tick_days(MIDNIGHT, 60) == {10: [0], 40: [30]}


def test_two_workers_ask_once(request_met):
    note = make_note(request_met, next_step="견적 회신", due_on=DUE)
    twin = MeetingNote.objects.get()
    at = MIDNIGHT + timedelta(hours=9)

    with hearing(NextStepDue) as due:
        ask_about_step(note, actor=the_house(), at=at)
        ask_about_step(twin, actor=the_house(), at=at)

    assert len(due) == 1


def test_only_the_house_asks_by_itself(request_met):
    note = make_note(request_met, next_step="견적 회신", due_on=DUE)

    with pytest.raises(NotAllowed):
        ask_about_step(note, actor=make_operator(), at=MIDNIGHT)


def test_tick_with_nothing_due_asks_the_database_once(request_met, django_assert_num_queries):
    make_note(request_met, next_step="견적 회신", due_on=DUE)

    with django_assert_num_queries(1):
        ask_about_steps(Tick(AFTER))


def test_officer_reminds_of_a_late_step_once_a_day(request_met):
    note = make_note(request_met, next_step="견적 회신", due_on=DUE)
    officer, at = make_officer(request_met.fair), MIDNIGHT + timedelta(days=3)

    with hearing(NextStepDue) as due:
        remind_of_step(note, actor=officer, at=at)
        with pytest.raises(RemindedToday):
            remind_of_step(note, actor=officer, at=at + timedelta(hours=23))
        remind_of_step(note, actor=officer, at=at + timedelta(days=1, seconds=1))

    assert [one.days_late for one in due] == [3, 4]


def test_step_that_is_not_due_is_not_pressed(request_met):
    note = make_note(request_met, next_step="견적 회신", due_on=DUE)

    with pytest.raises(NoOpenStep):
        remind_of_step(note, actor=make_officer(request_met.fair), at=AFTER)
    with pytest.raises(NotAllowed):
        remind_of_step(note, actor=make_staff(request_met.buyer), at=MIDNIGHT)
