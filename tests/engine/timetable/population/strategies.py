"""Tiny populations of every kind."""

from itertools import combinations

from hypothesis import strategies as st

from sangsaeng.engine.timetable.population import (
    BREAKS,
    GAPS,
    Participant,
    PopulationProblem,
    PopulationRequest,
)


@st.composite
def populations(draw, *, place_all):
    """Draw a problem small enough to try everything."""
    slots = draw(st.integers(2, 5))
    names = ["P1", "P2", "P3", "P4", "P5"][: draw(st.integers(2, 5))]
    some = st.one_of(st.none(), st.frozensets(st.integers(0, slots - 1), min_size=1))
    pairs = draw(
        st.lists(st.sampled_from(list(combinations(names, 2))), min_size=1, max_size=5, unique=True)
    )
    requests = tuple(
        PopulationRequest(pair, weight=draw(st.integers(1, 9)), slots=draw(some)) for pair in pairs
    )
    orders = st.lists(st.sampled_from(list(combinations(range(len(pairs)), 2)) or [(0, 0)]))
    precedences = draw(orders.map(lambda found: found[:1])) if len(pairs) > 1 else []
    difference = st.one_of(st.none(), st.integers(0, 2))
    return PopulationProblem(
        slots=slots,
        participants=tuple(
            Participant(name, available=draw(some), max_meetings=draw(limits(place_all=place_all)))
            for name in names
        ),
        requests=requests,
        tables=draw(st.sampled_from([None, 1, 2])),
        days=draw(st.sampled_from([(0,), (0, slots - 1)])),
        precedences=tuple(precedences),
        max_break_difference=draw(difference) if place_all else None,
        idle=draw(st.sampled_from([BREAKS, GAPS])),
        place_all=place_all,
    )


def limits(*, place_all):
    """Draw a limit; few of them where all must be placed, since most make that impossible."""
    return st.none() if place_all else st.one_of(st.none(), st.integers(0, 2))
