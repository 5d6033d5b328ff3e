"""The best timetable of a tiny fair, found by trying all of them."""

from collections import Counter, defaultdict
from itertools import pairwise


def timetables(fair):
    """Yield every valid timetable as a mapping from pair to slot."""
    buyers = {buyer.id: buyer for buyer in fair.buyers}
    suppliers = {supplier.id: supplier for supplier in fair.suppliers}
    forbidden = {(pair.buyer, pair.supplier) for pair in fair.forbidden}
    eligible = [
        asked
        for asked in fair.requests
        if asked.slot is not None
        or (asked.weight > 0 and (asked.buyer, asked.supplier) not in forbidden)
    ]
    yield from _extend(fair, buyers, suppliers, eligible, {})


def _extend(fair, buyers, suppliers, eligible, chosen):
    if not eligible:
        yield dict(chosen)
        return
    asked, rest = eligible[0], eligible[1:]
    if asked.slot is None:
        yield from _extend(fair, buyers, suppliers, rest, chosen)
    for slot in range(fair.slots):
        if asked.slot in (None, slot) and _fits(buyers, suppliers, chosen, asked, slot):
            chosen[asked.buyer, asked.supplier] = slot
            yield from _extend(fair, buyers, suppliers, rest, chosen)
            del chosen[asked.buyer, asked.supplier]


def _fits(buyers, suppliers, chosen, asked, slot):
    buyer, supplier = buyers[asked.buyer], suppliers[asked.supplier]
    for party in (buyer, supplier):
        if party.available is not None and slot not in party.available:
            return False
    of_buyer = [k for (b, _), k in chosen.items() if b == buyer.id]
    of_supplier = [k for (_, s), k in chosen.items() if s == supplier.id]
    return (
        of_buyer.count(slot) < buyer.tables
        and slot not in of_supplier
        and (buyer.max_meetings is None or len(of_buyer) < buyer.max_meetings)
        and (supplier.max_meetings is None or len(of_supplier) < supplier.max_meetings)
    )


def value(fair, chosen):
    """Return what a timetable is worth, in the fair's order; idle slots come last, negated."""
    weights = {(asked.buyer, asked.supplier): asked.weight for asked in fair.requests}
    held = Counter(supplier for _, supplier in chosen)
    floor = sum(
        min(held[one.id], fair.options.first_timer_floor)
        for one in fair.suppliers
        if one.first_timer
    )
    terms = {
        "suppliers_met": len(held),
        "weight": sum(weights[pair] for pair in chosen),
        "gaps": -idle_slots(fair, chosen),
    }
    return (floor, *(terms[term] for term in fair.options.order))


def idle_slots(fair, chosen):
    """Count idle slots between the first and last meeting of each supplier on each day."""
    days = defaultdict(list)
    for (_, supplier), slot in chosen.items():
        days[supplier, max(day for day in fair.days if day <= slot)].append(slot)
    return sum(b - a - 1 for slots in days.values() for a, b in pairwise(sorted(slots)))


def best_value(fair):
    """Return the value of the best timetable there is."""
    return max(value(fair, chosen) for chosen in timetables(fair))
