"""Small fairs of every kind, for property tests."""

from hypothesis import strategies as st

from sangsaeng.engine.timetable import (
    Absence,
    Buyer,
    LostTables,
    Options,
    Pair,
    Problem,
    Request,
    Running,
    Supplier,
    plan,
)
from sangsaeng.engine.timetable.problem import ORDERS


@st.composite
def fairs(draw, most_buyers=3, most_suppliers=4, most_slots=3, most_requests=7, weights=None):
    """Draw a valid fair without locks."""
    slots = draw(st.integers(1, most_slots))
    available = st.none() | st.frozensets(st.integers(0, slots - 1), min_size=1)
    limit = st.none() | st.integers(0, 3)
    buyers = tuple(
        Buyer(f"B{i}", draw(st.integers(1, 2)), draw(available), draw(limit))
        for i in range(draw(st.integers(1, most_buyers)))
    )
    suppliers = tuple(
        Supplier(f"S{i}", draw(available), draw(limit), draw(st.booleans()))
        for i in range(draw(st.integers(1, most_suppliers)))
    )
    pairs = [(buyer.id, supplier.id) for buyer in buyers for supplier in suppliers]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1, max_size=most_requests))
    weight = st.integers(1, 5) if weights is None else weights
    requests = tuple(Request(buyer, supplier, float(draw(weight))) for buyer, supplier in chosen)
    return Problem(slots, buyers, suppliers, requests)


@st.composite
def fairs_with_options(draw, **sizes):
    """Draw a fair with several days, forbidden pairs, unwanted requests and any order."""
    fair = draw(fairs(weights=st.integers(0, 5), **sizes))
    second_days = st.frozensets(st.integers(1, fair.slots - 1)) if fair.slots > 1 else st.just(())
    forbidden = draw(st.lists(st.sampled_from(fair.requests), max_size=2))
    return Problem(
        fair.slots,
        fair.buyers,
        fair.suppliers,
        fair.requests,
        days=(0, *sorted(draw(second_days))),
        forbidden=tuple(Pair(asked.buyer, asked.supplier) for asked in forbidden),
        options=Options(draw(st.sampled_from(ORDERS)), draw(st.integers(0, 2))),
    )


@st.composite
def running_fairs(draw, **sizes):
    """Draw a planned fair under way, with absences, lost tables and walk-ins."""
    fair = draw(fairs(**sizes))
    asked_later = draw(st.integers(0, min(2, len(fair.requests) - 1)))
    at_first = fair.requests[: len(fair.requests) - asked_later]
    planned = Problem(fair.slots, fair.buyers, fair.suppliers, at_first)
    slot = st.integers(0, fair.slots - 1)
    parties = [one.id for one in (*fair.buyers, *fair.suppliers)]
    absences = st.builds(Absence, st.sampled_from(parties), slot, st.none() | slot)
    losses = st.builds(LostTables, st.sampled_from([b.id for b in fair.buyers]), slot, st.just(1))
    running = Running(
        now=draw(st.integers(-1, fair.slots - 1)),
        meetings=plan(planned).meetings,
        absent=tuple(draw(st.lists(absences, max_size=2))),
        lost_tables=tuple(draw(st.lists(losses, max_size=2))),
        new_requests=fair.requests[len(at_first) :],
    )
    return planned, running
