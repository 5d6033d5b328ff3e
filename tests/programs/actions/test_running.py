"""A call on its way: announced, opened, reminded of and closed by the clock, extended, called off."""

from datetime import timedelta

import pytest
from tests.factories import MOMENT, make_person
from tests.programs.factories import DAY, make_call, make_program, officer_of

from sangsaeng.kernel.house import Tick
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotAllowed, WrongState
from sangsaeng.programs.actions import amending, running
from sangsaeng.programs.actions.amending import Change
from sangsaeng.programs.actions.calls import NewCall, edit_call, set_window, write_call
from sangsaeng.programs.actions.running import (
    announce_call,
    begin_judging,
    call_off,
    end_call,
    extend_call,
    look_after,
)
from sangsaeng.programs.events import (
    CallAnnounced,
    CallClosed,
    CallClosing,
    JudgingBegan,
)
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.refusals import (
    NotReady,
    ReasonNeeded,
    SlugTaken,
    WindowPromised,
    WindowRefused,
)
from sangsaeng.programs.schemes import scheme_of
from sangsaeng.programs.tasks import look_after_calls

pytestmark = pytest.mark.django_db

OPENS, CLOSES = MOMENT + 2 * DAY, MOMENT + 20 * DAY
SECOND = timedelta(seconds=1)


@pytest.fixture
def heard(monkeypatch):
    """What was announced to other contexts."""
    told = []
    for room in (amending, running):
        monkeypatch.setattr(room, "announce", told.append)
    return told


def draft(**fields):
    """A whole call that nobody knows of yet."""
    program = make_program()
    window = {"opens_at": OPENS, "closes_at": CLOSES} | fields
    return write_call(
        program,
        NewCall("honors-1", "1차", **window),
        scheme_of("win_win_honors").rules,
        actor=officer_of(program),
        at=MOMENT,
    )


def announced():
    """A call that everybody knows of."""
    call = draft()
    announce_call(call, actor=officer_of(call.program), at=MOMENT)
    return call


def tick(call, at):
    """Let the worker look at its clock."""
    look_after_calls(Tick(at))
    call.refresh_from_db()


def test_announcing_freezes_the_rules_and_tells_everybody(heard):
    call = announced()

    assert call.state == "announced"
    assert call.editions.get().number == 1
    assert Program.objects.get().announced_at == MOMENT
    assert [(type(one), one.is_new) for one in heard] == [(CallAnnounced, True)]


def test_a_call_that_lacks_something_is_not_announced():
    call = draft(opens_at=None, closes_at=None)
    with pytest.raises(NotReady) as refused:
        announce_call(call, actor=officer_of(call.program), at=MOMENT)

    assert "접수 시작과 마감" in refused.value.sentence


def test_weights_that_do_not_add_up_are_named():
    call = draft()
    one = call.stages.get(label="1차 전문가 평가").criteria.first()
    one.weight = 26
    one.save()
    with pytest.raises(NotReady) as refused:
        announce_call(call, actor=officer_of(call.program), at=MOMENT)

    assert "1차 전문가 평가" in refused.value.sentence
    assert "101%" in refused.value.sentence


def test_only_officers_announce():
    call = draft()
    with pytest.raises(NotAllowed):
        announce_call(call, actor=make_person(), at=MOMENT)


def test_two_officers_at_once_announce_once():
    call = draft()
    officer = officer_of(call.program)
    first, second = Call.objects.get(pk=call.pk), Call.objects.get(pk=call.pk)
    announce_call(first, actor=officer, at=MOMENT)
    with pytest.raises(WrongState):
        announce_call(second, actor=officer, at=MOMENT)

    assert call.editions.count() == 1


def test_the_clock_opens_and_closes_to_the_second(heard):
    call = announced()
    tick(call, OPENS - SECOND)
    assert call.state == "announced"
    tick(call, OPENS)
    assert call.state == "open"
    tick(call, CLOSES - SECOND)
    assert call.state == "open"
    assert is_taking(call, CLOSES - SECOND)
    assert not is_taking(call, CLOSES)
    tick(call, CLOSES)
    assert call.state == "closed"
    assert type(heard[-1]) is CallClosed


def test_the_clock_decides_even_while_the_worker_sleeps():
    call = announced()

    assert call.state == "announced"
    assert not is_taking(call, OPENS - SECOND)
    assert is_taking(call, OPENS)
    assert not is_taking(call, CLOSES)


def test_those_with_drafts_are_reminded_seven_days_and_one_day_before(heard):
    call = announced()
    for hours in range(0, 24 * 21, 6):
        tick(call, MOMENT + timedelta(hours=hours))
    reminded = [(one.days, one.at) for one in heard if isinstance(one, CallClosing)]

    assert reminded == [(7, CLOSES - 7 * DAY), (1, CLOSES - DAY)]


def test_a_worker_that_slept_reminds_once_and_says_the_truth(heard):
    call = announced()
    tick(call, OPENS)
    tick(call, CLOSES - timedelta(hours=3))
    tick(call, CLOSES - timedelta(hours=2))

    assert [one.days for one in heard if isinstance(one, CallClosing)] == [1]


def test_nothing_due_is_one_query(django_assert_num_queries):
    call = announced()
    with django_assert_num_queries(1):
        look_after_calls(Tick(MOMENT))
    assert call.state == "announced"


def test_two_workers_close_once(heard):
    call = announced()
    tick(call, OPENS)
    officer = officer_of(call.program)
    first, second = Call.objects.get(pk=call.pk), Call.objects.get(pk=call.pk)
    look_after(first, actor=officer, at=CLOSES)
    look_after(second, actor=officer, at=CLOSES)

    assert [type(one) for one in heard].count(CallClosed) == 1


def test_a_window_is_lengthened_with_a_reason_and_never_shortened(heard):
    call = announced()
    officer = officer_of(call.program)
    tick(call, OPENS)
    with pytest.raises(ReasonNeeded):
        extend_call(call, CLOSES + DAY, Change(), actor=officer, at=OPENS + DAY)
    with pytest.raises(WindowPromised):
        extend_call(call, CLOSES - DAY, Change("급함"), actor=officer, at=OPENS + DAY)
    extend_call(call, CLOSES + DAY, Change("접속 장애"), actor=officer, at=OPENS + DAY)

    assert call.closes_at == CLOSES + DAY
    assert call.editions.last().reason == "접속 장애"
    assert heard[-1].is_new is False


def test_a_closed_call_opens_again():
    call = announced()
    tick(call, OPENS)
    tick(call, CLOSES)
    extend_call(
        call,
        CLOSES + 3 * DAY,
        Change("접수가 적음"),
        actor=officer_of(call.program),
        at=CLOSES + DAY,
    )

    assert call.state == "open"
    tick(call, CLOSES + 3 * DAY)
    assert call.state == "closed"


def test_the_beginning_does_not_move_once_it_passed():
    call = announced()
    with pytest.raises(WindowPromised):
        set_window(
            call,
            (OPENS + DAY, CLOSES),
            with_=Change("까닭"),
            actor=officer_of(call.program),
            at=OPENS,
        )


def test_a_window_runs_forward():
    with pytest.raises(WindowRefused):
        draft(opens_at=CLOSES, closes_at=OPENS)


def test_two_calls_do_not_share_an_address():
    call = draft()
    with pytest.raises(SlugTaken):
        write_call(
            call.program, NewCall(call.slug, "2차"), actor=officer_of(call.program), at=MOMENT
        )


def test_calling_off_needs_a_reason_and_is_told(heard):
    call = announced()
    officer = officer_of(call.program)
    with pytest.raises(ReasonNeeded):
        call_off(call, " ", actor=officer, at=MOMENT)
    call_off(call, "예산이 줄었습니다", actor=officer, at=MOMENT)

    assert call.state == "called_off"
    assert call.due_at is None
    assert heard[-1].reason == "예산이 줄었습니다"


def test_a_draft_is_called_off_in_silence(heard):
    call = draft()
    call_off(call, "그만둠", actor=officer_of(call.program), at=MOMENT)

    assert heard == []


def test_judging_begins_after_the_window_and_not_before(heard):
    call = announced()
    officer = officer_of(call.program)
    tick(call, OPENS)
    with pytest.raises(WrongState):
        begin_judging(call, actor=officer, at=OPENS)
    tick(call, CLOSES)
    begin_judging(call, actor=officer, at=CLOSES)

    assert call.state == "judging"
    assert type(heard[-1]) is JudgingBegan


def test_a_call_ends_after_its_results():
    program = make_program()
    call = make_call(program, state="published")
    end_call(call, actor=officer_of(program), at=MOMENT)

    assert call.state == "ended"


def test_nobody_overwrites_what_they_have_not_seen():
    call = draft()
    officer = officer_of(call.program)
    seen = call.version
    edit_call(call, {"places": 3}, with_=Change(seen=seen), actor=officer, at=MOMENT)
    with pytest.raises(ChangedMeanwhile):
        edit_call(call, {"places": 4}, with_=Change(seen=seen), actor=officer, at=MOMENT)
