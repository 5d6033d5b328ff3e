"""Whatever was entered, marked, left and noted: no station holds more than the one before it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fairs.after_the_day import leave, mark, note
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_participant,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_tables,
)

from sangsaeng.fairs.models import Opening, Population
from sangsaeng.fairs.queries.results import results_for
from sangsaeng.fairs.states import REQUEST_STATES
from sangsaeng.kernel.certainty import Rung

KINDS = st.sampled_from(["", "present", "late", "absent", "unmarked"])
NOTES = st.none() | st.tuples(st.booleans(), st.sampled_from(Rung.values), st.booleans())
FATES = st.lists(
    st.fixed_dictionaries(
        {
            "state": st.sampled_from(sorted(REQUEST_STATES.states)),
            "asking_side": st.sampled_from(["", "buyer", "supplier"]),
            "is_placed": st.booleans(),
            "marks": st.tuples(KINDS, KINDS),
            "notes": st.tuples(NOTES, NOTES),
            "left_for": st.sampled_from(["", *Opening.Cause.values]),
        }
    ),
    max_size=6,
)


def live_through(fair, fates):
    """Give the fair a request for each fate."""
    is_one = fair.population == Population.ONE
    slots = make_slots(fair, 6)
    buyer = make_participant(fair) if is_one else make_buyer(fair)
    table = make_tables(fair)[0] if is_one else buyer.tables.get()
    requests = [
        make_request(
            buyer,
            make_participant(fair) if is_one else make_supplier(fair),
            state=fate["state"],
            asking_side=fate["asking_side"],
        )
        for fate in fates
    ]
    lived = list(zip(requests, fates, slots, strict=False))
    make_published(fair, [(one, slot, table) for one, fate, slot in lived if fate["is_placed"]])
    for request, fate, _slot in lived:
        for party, kind, said in zip(
            (request.buyer, request.supplier), fate["marks"], fate["notes"], strict=True
        ):
            if kind:
                mark(request, party, kind)
            if said:
                was_held, rung, has_step = said
                step = "견적" if has_step else ""
                note(request, party, was_held=was_held, rung=rung, next_step=step)
        if fate["left_for"] and fate["is_placed"]:
            leave(request.meetings.get(), fate["left_for"])


@pytest.mark.django_db
@settings(max_examples=30)
@given(FATES, st.sampled_from(Population.values))
def test_funnel_only_narrows_and_loses_what_it_says(fates, population):
    fair = make_fair(population=population)
    live_through(fair, fates)
    results = results_for(make_officer(fair), fair).whole

    counts = results.funnel.counts
    assert counts[0] == len(fates)
    assert list(counts) == sorted(counts, reverse=True)
    assert sum(loss.requests for loss in results.losses) == counts[0] - counts[-1]
    for breakdown in results.breakdowns:
        for group in breakdown.groups:
            assert list(group.funnel.counts) == sorted(group.funnel.counts, reverse=True)
    assert sum(slot.held for slot in results.slots) == counts[3]
