"""A state table is the one truth about what may follow what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.fairs.states import FAIR_STATES, TIMETABLE_STATES
from sangsaeng.kernel.models import JOB_STATES, MAIL_STATES
from sangsaeng.kernel.refusals import WrongState
from sangsaeng.kernel.states import StateTable
from sangsaeng.organizations.states import CLAIM_STATES

TABLES = [FAIR_STATES, TIMETABLE_STATES, JOB_STATES, MAIL_STATES, CLAIM_STATES]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
def test_any_walk_stays_in_the_table_and_other_steps_are_refused(table, data):
    state = table.initial
    for verb in data.draw(st.lists(st.sampled_from(sorted(table.verbs)), max_size=12)):
        if table.allows(state, verb):
            state = table.after(state, verb)
        else:
            with pytest.raises(WrongState):
                table.after(state, verb)

        assert state in table.states


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_state_can_be_reached(table):
    reached, frontier = {table.initial}, [table.initial]
    while frontier:
        state = frontier.pop()
        for verb in table.verbs_from(state):
            following = table.after(state, verb)
            if following not in reached:
                reached.add(following)
                frontier.append(following)

    assert reached == set(table.states)


def test_table_with_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="unknown state"):
        StateTable("broken", "a", {"a": "A"}, {"go": "Go"}, {("a", "go"): "b"})


def test_refusal_names_state_and_verb_for_people():
    with pytest.raises(WrongState) as refused:
        FAIR_STATES.after("ended", "publish")

    assert refused.value.sentence.startswith("지금 상태(종료)에서는 ‘시간표 발표’")


def test_diagram_draws_every_step():
    assert TIMETABLE_STATES.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> draft",
        "    draft --> published: publish",
        "    draft --> discarded: discard",
        "    published --> superseded: supersede",
    ]
