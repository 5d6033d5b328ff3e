"""Says whether a problem can be planned, or names all that stands in the way."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sangsaeng.engine.timetable.faults import Fault, InvalidProblem
from sangsaeng.engine.timetable.problem import ORDERS, Buyer, Problem, Request, Running, Supplier

MOST_SLOTS = 2_000
MOST_TABLES = 1_000
MOST_PLACES = 50_000_000
MOST_WEIGHT = 1_000_000


def require_valid(problem: Problem) -> None:
    """Raise `InvalidProblem` with every fault of the problem, if it has any."""
    refuse(find_faults(problem))


def require_valid_running(problem: Problem, running: Running) -> None:
    """Raise `InvalidProblem` with every fault of a problem and its running fair."""
    refuse([*find_faults(problem), *find_running_faults(problem, running)])


def refuse(faults: Sequence[Fault]) -> None:
    """Raise `InvalidProblem` if there is any fault."""
    if faults:
        raise InvalidProblem(tuple(faults))


def find_faults(problem: Problem) -> list[Fault]:
    """List every fault of a problem, in the order of its fields."""
    return [
        *_slot_faults(problem),
        *_party_faults("buyers", problem.buyers, problem.slots),
        *_table_faults(problem),
        *_party_faults("suppliers", problem.suppliers, problem.slots),
        *_size_faults(problem),
        *request_faults("requests", problem.requests, problem),
        *_lock_faults(problem),
        *_forbidden_faults(problem),
        *_option_faults(problem),
    ]


def find_running_faults(problem: Problem, running: Running) -> list[Fault]:
    """List every fault of what is said about a running fair."""
    asked = (*problem.requests, *running.new_requests)
    repeats = request_faults("running.new_requests", asked, problem, len(problem.requests))
    return [
        *_now_faults(problem, running),
        *_announced_faults(problem, running),
        *_absence_faults(problem, running),
        *_lost_table_faults(problem, running),
        *repeats,
        *_price_faults(running),
    ]


def _slot_faults(problem: Problem) -> Iterator[Fault]:
    if problem.slots < 1:
        yield Fault("slots", "no_slots")
    if problem.slots > MOST_SLOTS:
        yield Fault("slots", "too_many_slots", {"most": MOST_SLOTS})
    for index, first in enumerate(problem.days):
        if not 0 <= first < max(problem.slots, 1):
            yield _no_such_slot(f"days[{index}]", first, problem.slots)
    rising = all(a < b for a, b in zip(problem.days, problem.days[1:], strict=False))
    if not problem.days or problem.days[0] != 0 or not rising:
        yield Fault("days", "days_not_rising")


def _party_faults(kind: str, parties: Sequence[Buyer | Supplier], slots: int) -> Iterator[Fault]:
    if not parties:
        yield Fault(kind, f"no_{kind}")
    first_place: dict[str, str] = {}
    for index, party in enumerate(parties):
        place = f"{kind}[{index}]"
        if not party.id:
            yield Fault(f"{place}.id", "empty_id")
        elif party.id in first_place:
            first = first_place[party.id]
            yield Fault(f"{place}.id", "repeated_id", {"id": party.id, "first": first})
        first_place.setdefault(party.id, place)
        if party.max_meetings is not None and party.max_meetings < 0:
            yield Fault(f"{place}.max_meetings", "negative_limit")
        if party.available is not None:
            yield from _availability_faults(f"{place}.available", party.id, party.available, slots)


def _availability_faults(
    place: str, party: str, available: Collection[int], slots: int
) -> Iterator[Fault]:
    if not available:
        yield Fault(place, "no_availability", {"id": party})
    for slot in sorted(available):
        if not 0 <= slot < slots:
            yield _no_such_slot(place, slot, slots)


def _table_faults(problem: Problem) -> Iterator[Fault]:
    for index, buyer in enumerate(problem.buyers):
        if buyer.tables < 1:
            yield Fault(f"buyers[{index}].tables", "no_table", {"id": buyer.id})
        if buyer.tables > MOST_TABLES:
            yield Fault(f"buyers[{index}].tables", "too_many_tables", {"most": MOST_TABLES})


def _size_faults(problem: Problem) -> Iterator[Fault]:
    tables = sum(max(buyer.tables, 0) for buyer in problem.buyers)
    if problem.slots * (tables + len(problem.suppliers)) > MOST_PLACES:
        yield Fault("buyers", "too_large", {"most": MOST_PLACES})


def request_faults(
    kind: str, requests: Sequence[Request], problem: Problem, start: int = 0
) -> Iterator[Fault]:
    """Yield the faults of requests from ``start`` on, each read against all that come before it."""
    buyers = {buyer.id for buyer in problem.buyers}
    suppliers = {supplier.id for supplier in problem.suppliers}
    first_place: dict[tuple[str, str], str] = {}
    if not requests:
        yield Fault(kind, "no_requests")
    for index, request in enumerate(requests):
        inside = index >= start
        place = f"{kind}[{index - start}]" if inside else f"requests[{index}]"
        pair = (request.buyer, request.supplier)
        first = first_place.setdefault(pair, place)
        if not inside:
            continue
        if request.buyer not in buyers:
            yield Fault(f"{place}.buyer", "unknown_buyer", {"id": request.buyer})
        if request.supplier not in suppliers:
            yield Fault(f"{place}.supplier", "unknown_supplier", {"id": request.supplier})
        if first != place:
            params = {"buyer": request.buyer, "supplier": request.supplier, "first": first}
            yield Fault(place, "repeated_request", params)
        yield from _weight_faults(f"{place}.weight", request.weight)
        if request.slot is not None and not 0 <= request.slot < problem.slots:
            yield _no_such_slot(f"{place}.slot", request.slot, problem.slots)


def _weight_faults(place: str, weight: float) -> Iterator[Fault]:
    if weight != weight or weight in (float("inf"), float("-inf")):  # noqa: PLR0124 -- not a number
        yield Fault(place, "weight_not_finite")
    elif weight < 0:
        yield Fault(place, "negative_weight")
    elif weight > MOST_WEIGHT:
        yield Fault(place, "weight_too_large", {"most": MOST_WEIGHT})


@dataclass(frozen=True, slots=True)
class _Lock:
    place: str
    buyer: Buyer
    supplier: Supplier
    slot: int


def _lock_faults(problem: Problem) -> Iterator[Fault]:
    locks = _locks(problem)
    if locks:
        yield from _lock_availability_faults(locks)
        yield from _lock_forbidden_faults(locks, problem)
        yield from _lock_clash_faults(locks)
        yield from _lock_limit_faults(locks)


def _locks(problem: Problem) -> list[_Lock]:
    buyers = {buyer.id: buyer for buyer in problem.buyers}
    suppliers = {supplier.id: supplier for supplier in problem.suppliers}
    return [
        _Lock(f"requests[{i}]", buyers[asked.buyer], suppliers[asked.supplier], asked.slot)
        for i, asked in enumerate(problem.requests)
        if asked.slot is not None
        and 0 <= asked.slot < problem.slots
        and asked.buyer in buyers
        and asked.supplier in suppliers
    ]


def _lock_availability_faults(locks: Iterable[_Lock]) -> Iterator[Fault]:
    for lock in locks:
        for party in (lock.buyer, lock.supplier):
            if party.available is not None and lock.slot not in party.available:
                params = {"slot": lock.slot, "id": party.id}
                yield Fault(f"{lock.place}.slot", "locked_while_away", params)


def _lock_forbidden_faults(locks: Iterable[_Lock], problem: Problem) -> Iterator[Fault]:
    forbidden = {(pair.buyer, pair.supplier) for pair in problem.forbidden}
    for lock in locks:
        if (lock.buyer.id, lock.supplier.id) in forbidden:
            params = {"buyer": lock.buyer.id, "supplier": lock.supplier.id}
            yield Fault(f"{lock.place}.slot", "locked_forbidden", params)


def _lock_clash_faults(locks: Iterable[_Lock]) -> Iterator[Fault]:
    first_at: dict[tuple[str, int], str] = {}
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for lock in locks:
        first = first_at.setdefault((lock.supplier.id, lock.slot), lock.place)
        if first != lock.place:
            params = {"supplier": lock.supplier.id, "slot": lock.slot, "first": first}
            yield Fault(f"{lock.place}.slot", "supplier_locked_twice", params)
        taken[lock.buyer.id, lock.slot] += 1
        if taken[lock.buyer.id, lock.slot] > max(lock.buyer.tables, 1):
            over: Mapping[str, object] = {"buyer": lock.buyer.id, "slot": lock.slot}
            yield Fault(f"{lock.place}.slot", "buyer_locked_over_tables", over)


def _lock_limit_faults(locks: Iterable[_Lock]) -> Iterator[Fault]:
    counted: dict[tuple[bool, str], int] = defaultdict(int)
    for lock in locks:
        for party in (lock.buyer, lock.supplier):
            key = (party is lock.buyer, party.id)
            counted[key] += 1
            limit = party.max_meetings
            if limit is not None and counted[key] > limit >= 0:
                params = {"id": party.id, "limit": limit}
                yield Fault(f"{lock.place}.slot", "locked_over_limit", params)


def _forbidden_faults(problem: Problem) -> Iterator[Fault]:
    buyers = {buyer.id for buyer in problem.buyers}
    suppliers = {supplier.id for supplier in problem.suppliers}
    for index, pair in enumerate(problem.forbidden):
        if pair.buyer not in buyers:
            yield Fault(f"forbidden[{index}].buyer", "unknown_buyer", {"id": pair.buyer})
        if pair.supplier not in suppliers:
            place = f"forbidden[{index}].supplier"
            yield Fault(place, "unknown_supplier", {"id": pair.supplier})


def _option_faults(problem: Problem) -> Iterator[Fault]:
    if problem.options.order not in ORDERS:
        orders = " or ".join(", ".join(order) for order in ORDERS)
        yield Fault("options.order", "unknown_order", {"orders": orders})
    if problem.options.first_timer_floor < 0:
        yield Fault("options.first_timer_floor", "negative_limit")


def _now_faults(problem: Problem, running: Running) -> Iterator[Fault]:
    if not -1 <= running.now < problem.slots:
        yield _no_such_slot("running.now", running.now, problem.slots)


def _announced_faults(problem: Problem, running: Running) -> Iterator[Fault]:
    tables = {buyer.id: buyer.tables for buyer in problem.buyers}
    suppliers = {supplier.id for supplier in problem.suppliers}
    asked = {(one.buyer, one.supplier) for one in (*problem.requests, *running.new_requests)}
    first_at: dict[tuple[object, ...], str] = {}
    for index, meeting in enumerate(running.meetings):
        place = f"running.meetings[{index}]"
        pair = (meeting.buyer, meeting.supplier)
        if meeting.buyer not in tables:
            yield Fault(f"{place}.buyer", "unknown_buyer", {"id": meeting.buyer})
        elif not 1 <= meeting.table <= tables[meeting.buyer]:
            params: Mapping[str, object] = {"buyer": meeting.buyer, "table": meeting.table}
            yield Fault(f"{place}.table", "no_such_table", params)
        if meeting.supplier not in suppliers:
            yield Fault(f"{place}.supplier", "unknown_supplier", {"id": meeting.supplier})
        elif meeting.buyer in tables and pair not in asked:
            both = {"buyer": meeting.buyer, "supplier": meeting.supplier}
            yield Fault(place, "not_requested", both)
        if not 0 <= meeting.slot < problem.slots:
            yield _no_such_slot(f"{place}.slot", meeting.slot, problem.slots)
        keys = (pair, (meeting.supplier, meeting.slot), (*pair[:1], meeting.slot, meeting.table))
        clashes = {first_at.setdefault(key, place) for key in keys} - {place}
        if clashes:
            yield Fault(place, "announced_twice", {"first": min(clashes)})


def _absence_faults(problem: Problem, running: Running) -> Iterator[Fault]:
    buyers = {buyer.id for buyer in problem.buyers}
    suppliers = {supplier.id for supplier in problem.suppliers}
    for index, absence in enumerate(running.absent):
        place = f"running.absent[{index}]"
        if absence.party in buyers and absence.party in suppliers:
            yield Fault(f"{place}.party", "ambiguous_party", {"id": absence.party})
        if absence.party not in buyers and absence.party not in suppliers:
            yield Fault(f"{place}.party", "unknown_party", {"id": absence.party})
        for name, slot in (("from", absence.since), ("to", absence.until)):
            if slot is not None and not 0 <= slot < problem.slots:
                yield _no_such_slot(f"{place}.{name}", slot, problem.slots)


def _lost_table_faults(problem: Problem, running: Running) -> Iterator[Fault]:
    tables = {buyer.id: buyer.tables for buyer in problem.buyers}
    for index, lost in enumerate(running.lost_tables):
        place = f"running.lost_tables[{index}]"
        if lost.buyer not in tables:
            yield Fault(f"{place}.buyer", "unknown_buyer", {"id": lost.buyer})
        if lost.tables < 0:
            yield Fault(f"{place}.tables", "negative_number")
        if not 0 <= lost.since < problem.slots:
            yield _no_such_slot(f"{place}.from", lost.since, problem.slots)


def _price_faults(running: Running) -> Iterator[Fault]:
    if running.move_price is not None:
        yield from _weight_faults("running.move_price", running.move_price)


def _no_such_slot(place: str, slot: int, slots: int) -> Fault:
    return Fault(place, "no_such_slot", {"slot": slot, "last": slots - 1})
