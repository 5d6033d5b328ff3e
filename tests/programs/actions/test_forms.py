"""The pieces of a call are added, changed, moved and removed; what people rely on stays."""

import pytest
from tests.factories import MOMENT
from tests.programs.factories import DAY, make_call, make_program, officer_of

from sangsaeng.kernel.refusals import Invalid
from sangsaeng.programs.actions.amending import Change
from sangsaeng.programs.actions.calls import edit_call
from sangsaeng.programs.actions.forms import (
    add_piece,
    edit_piece,
    move_piece,
    remove_piece,
    set_criteria,
)
from sangsaeng.programs.refusals import EntriesRelyOnIt, NotReady, ScopePromised

pytestmark = pytest.mark.django_db

WHY = Change("글을 바로잡음")


@pytest.fixture
def draft():
    program = make_program()
    officer_of(program)
    return make_call(program, state="draft")


@pytest.fixture
def running():
    program = make_program()
    officer_of(program)
    return make_call(program)


def by(call, at=MOMENT + DAY):
    return {"actor": officer_of(call.program), "at": at}


def keys(call):
    return [one.key for one in call.questions.all()]


def test_a_new_question_comes_last_and_gets_a_key(draft):
    one = add_piece(draft, "questions", {"label": "새 질문", "form": "line"}, **by(draft))

    assert keys(draft)[-1] == one.key == "q1"


def test_questions_move_up_and_down(draft):
    first = draft.questions.get(key="problem")
    move_piece(first, 1, **by(draft))
    assert keys(draft) == ["effort", "problem", "contact"]
    move_piece(first, 99, **by(draft))
    assert keys(draft) == ["effort", "contact", "problem"]
    move_piece(first, -99, **by(draft))
    assert keys(draft) == ["problem", "effort", "contact"]


def test_stages_move_though_no_two_share_a_place(draft):
    add_piece(draft, "stages", {"kind": "deliberation", "label": "심의"}, **by(draft))
    last = draft.stages.get(label="심의")
    move_piece(last, -1, **by(draft))

    assert [one.label for one in draft.stages.all()] == ["심의", "1차 전문가 평가"]


def test_a_new_evaluation_has_weights_that_add_up(draft):
    stage = add_piece(draft, "stages", {"kind": "evaluation", "label": "2차"}, **by(draft))

    assert [one.weight for one in stage.criteria.all()] == [100]


def test_criteria_are_set_together(draft):
    stage = draft.stages.get()
    effort, result = stage.criteria.all()
    rows = [
        {"pk": result.pk, "label": "추진성과", "weight": 70},
        {"label": "지속가능성", "weight": 30},
    ]
    set_criteria(stage, rows, **by(draft))

    assert stage.criteria.values_list("pk", "label").first() == (result.pk, "추진성과")
    assert not stage.criteria.filter(pk=effort.pk).exists()
    assert stage.criteria.count() == 2


def test_announced_weights_stay_whole(running):
    stage = running.stages.get()
    rows = [{"label": "하나", "weight": 70}]
    with pytest.raises(NotReady):
        set_criteria(stage, rows, with_=WHY, **by(running))
    assert stage.criteria.count() == 2


def test_a_fault_names_its_field(draft):
    with pytest.raises(Invalid) as refused:
        add_piece(draft, "questions", {"label": "", "form": "line"}, **by(draft))
    assert set(refused.value.faults) == {"label"}


def test_two_questions_do_not_share_a_key(draft):
    with pytest.raises(Invalid):
        add_piece(draft, "questions", {"key": "effort", "label": "또", "form": "line"}, **by(draft))


def test_a_draft_loses_pieces_freely(draft):
    remove_piece(draft.questions.get(key="effort"), **by(draft))
    remove_piece(draft.seats.get(key="demand"), **by(draft))

    assert keys(draft) == ["problem", "contact"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda call, **by: remove_piece(call.questions.first(), **by),
        lambda call, **by: remove_piece(call.seats.first(), **by),
        lambda call, **by: edit_piece(call.questions.first(), {"form": "number"}, **by),
        lambda call, **by: edit_piece(call.questions.first(), {"key": "other"}, **by),
        lambda call, **by: edit_piece(call.seats.first(), {"key": "other"}, **by),
        lambda call, **by: add_piece(
            call, "questions", {"label": "새", "form": "line", "is_required": True}, **by
        ),
        lambda call, **by: add_piece(call, "seats", {"label": "새", "least": 1}, **by),
    ],
)
def test_what_entries_are_written_to_stays(running, deed):
    with pytest.raises(EntriesRelyOnIt):
        deed(running, with_=WHY, **by(running))


def test_a_question_that_need_not_be_answered_may_still_come(running):
    add_piece(running, "questions", {"label": "새", "form": "line"}, with_=WHY, **by(running))

    assert running.editions.count() == 2


def test_who_reads_an_answer_is_a_promise(running):
    contact = running.questions.get(key="contact")
    problem = running.questions.get(key="problem")
    for wider in ("judges", "public"):
        with pytest.raises(ScopePromised):
            edit_piece(contact, {"scope": wider}, with_=WHY, **by(running))
    edit_piece(problem, {"scope": "officers"}, with_=WHY, **by(running))

    assert running.questions.get(key="problem").scope == "officers"


def test_a_blind_call_stays_blind(running):
    with pytest.raises(ScopePromised):
        edit_call(running, {"is_blind": False}, with_=WHY, **by(running))


def test_an_answer_that_identifies_stays_hidden(running):
    one = add_piece(
        running,
        "questions",
        {"label": "회사", "form": "line", "identifies": True},
        with_=WHY,
        **by(running),
    )
    with pytest.raises(ScopePromised):
        edit_piece(one, {"identifies": False}, with_=WHY, **by(running))


def test_before_the_window_opens_promises_may_still_change():
    program = make_program()
    officer_of(program)
    call = make_call(program, state="announced")
    contact = call.questions.get(key="contact")
    edit_piece(contact, {"scope": "judges"}, with_=WHY, **by(call, MOMENT - DAY / 2))

    assert call.editions.count() == 2
