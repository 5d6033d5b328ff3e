"""The rules of a call are frozen when it is announced: no edit after that passes in silence."""

import pytest
from django.db import DatabaseError, transaction
from tests.factories import MOMENT, make_person
from tests.programs.factories import DAY, make_program, officer_of

from sangsaeng.kernel.refusals import NotAllowed, Refusal
from sangsaeng.programs.actions import amending
from sangsaeng.programs.actions.amending import Change
from sangsaeng.programs.actions.calls import NewCall, edit_call, set_window, write_call
from sangsaeng.programs.actions.forms import (
    add_piece,
    edit_piece,
    move_piece,
    remove_piece,
    set_criteria,
)
from sangsaeng.programs.actions.running import announce_call, begin_judging, look_after
from sangsaeng.programs.freezing import fingerprint, newest_edition, rules_of, stands_as_announced
from sangsaeng.programs.models import Call, Criterion
from sangsaeng.programs.refusals import JudgingBegun, ReasonNeeded, RulesDiffer
from sangsaeng.programs.schemes import scheme_of

pytestmark = pytest.mark.django_db

OPENS, CLOSES = MOMENT + 10 * DAY, MOMENT + 31 * DAY


@pytest.fixture
def call():
    """A call that is announced and not yet open."""
    program = make_program()
    officer = officer_of(program)
    call = write_call(
        program,
        NewCall("honors-1", "1차", opens_at=OPENS, closes_at=CLOSES),
        scheme_of("win_win_honors").rules,
        actor=officer,
        at=MOMENT,
    )
    announce_call(call, actor=officer, at=MOMENT)
    return call


def _weights(call, **by):
    """The criteria of the first evaluation, two of them moved."""
    stage = call.stages.filter(kind="evaluation").first()
    rows = [
        {"pk": one.pk, "label": one.label, "weight": one.weight, "most": one.most}
        for one in stage.criteria.all()
    ]
    rows[0]["weight"] += 5
    rows[1]["weight"] -= 5
    return set_criteria(stage, rows, **by)


def _benefit(call, **by):
    return add_piece(call, "benefits", {"kind": "other", "label": "덤"}, **by)


# Attack 16: every edit an officer has, tried on rules that were announced.
EDITS = {
    "weights": _weights,
    "tie rule": lambda call, **by: edit_call(call, {"tie_rule": "추첨"}, **by),
    "places": lambda call, **by: edit_call(call, {"places": 3}, **by),
    "blindness": lambda call, **by: edit_call(call, {"is_blind": False}, **by),
    "sources": lambda call, **by: edit_call(call, {"sources": {"places": "https://a.kr"}}, **by),
    "window": lambda call, **by: set_window(call, (OPENS, CLOSES + DAY), **by),
    "seat": lambda call, **by: edit_piece(call.seats.first(), {"most": 9}, **by),
    "condition": lambda call, **by: remove_piece(call.rules.first(), **by),
    "question": lambda call, **by: edit_piece(call.questions.first(), {"label": "다른"}, **by),
    "order of questions": lambda call, **by: move_piece(call.questions.first(), 2, **by),
    "stage": lambda call, **by: edit_piece(
        call.stages.filter(kind="evaluation").first(), {"drops_extremes": True}, **by
    ),
    "a stage gone": lambda call, **by: remove_piece(call.stages.last(), **by),
    "benefit": _benefit,
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_of_announced_rules_needs_a_reason(call, name):
    with pytest.raises(ReasonNeeded):
        EDITS[name](call, actor=officer_of(call.program), at=MOMENT + DAY)

    assert stands_as_announced(Call.objects.get(pk=call.pk))
    assert call.editions.count() == 1


@pytest.mark.parametrize("name", EDITS)
def test_a_change_with_a_reason_is_announced_as_a_new_edition(call, name):
    EDITS[name](
        call,
        with_=Change("공고에 오류가 있었습니다"),
        actor=officer_of(call.program),
        at=MOMENT + DAY,
    )
    first, second = call.editions.all()

    assert second.number == 2
    assert second.reason == "공고에 오류가 있었습니다"
    assert second.sha256 != first.sha256
    assert fingerprint(first.rules) == first.sha256
    assert stands_as_announced(Call.objects.get(pk=call.pk))


@pytest.mark.parametrize("name", EDITS)
def test_nothing_changes_once_judging_began(call, name):
    officer = officer_of(call.program)
    _judge(call, officer)
    before = rules_of(call)
    with pytest.raises(JudgingBegun):
        EDITS[name](call, with_=Change("까닭"), actor=officer, at=CLOSES + DAY)

    assert rules_of(call) == before
    assert call.editions.count() == 1


@pytest.mark.parametrize("name", EDITS)
def test_the_guard_is_what_stops_it(call, name, monkeypatch):
    """The twin: without the guard the edit goes through after judging began."""
    officer = officer_of(call.program)
    _judge(call, officer)
    monkeypatch.setattr(amending, "CHANGEABLE", {"judging"})
    at = CLOSES - DAY if name == "window" else CLOSES + DAY
    try:
        EDITS[name](call, with_=Change("까닭"), actor=officer, at=at)
    except JudgingBegun:
        pytest.fail("the guard is off")
    except Refusal:
        # Other guards still hold: what was promised to those who entered.
        assert name in ("blindness", "window")


@pytest.mark.parametrize("name", EDITS)
def test_nobody_but_an_officer_changes_anything(call, name):
    with pytest.raises(NotAllowed):
        EDITS[name](call, with_=Change("까닭"), actor=make_person(), at=MOMENT + DAY)


def test_what_is_no_rule_changes_without_a_new_edition(call):
    edit_call(call, {"about": "문의: 02-000-0000"}, actor=officer_of(call.program), at=MOMENT + DAY)

    assert call.editions.count() == 1


def test_judging_begins_only_by_the_rules_as_announced(call):
    officer = officer_of(call.program)
    look_after(call, actor=officer, at=OPENS)
    look_after(call, actor=officer, at=CLOSES)
    Criterion.objects.filter(stage__call=call).update(weight=7)
    with pytest.raises(RulesDiffer):
        begin_judging(call, actor=officer, at=CLOSES + DAY)


def test_an_edition_that_somebody_touched_is_noticed(call):
    from tests.unguarded import unguarded

    edition = newest_edition(call)
    edition.rules["settings"]["places"] = 99
    with unguarded("programs_edition"):
        edition.save()

    assert not stands_as_announced(call)


def test_the_same_rules_have_the_same_digest_however_they_are_read(call):
    assert fingerprint(rules_of(call)) == newest_edition(call).sha256
    assert fingerprint(dict(reversed(rules_of(call).items()))) == newest_edition(call).sha256


def _judge(call, officer):
    for moment in (OPENS, CLOSES):
        call.refresh_from_db()
        Call.objects.filter(pk=call.pk).update(due_at=moment)
        look_after(call, actor=officer, at=moment)
    begin_judging(call, actor=officer, at=CLOSES)


def test_the_database_itself_keeps_an_edition(call):
    edition = newest_edition(call)
    edition.reason = "몰래"
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.delete()
