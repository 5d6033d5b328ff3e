"""A running fair on the board: the past closed, the absent gone, the announced in their places."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from sangsaeng.engine.timetable.answer import Bound, Meeting
from sangsaeng.engine.timetable.board import Board, Ints, Layout, lay_out
from sangsaeng.engine.timetable.chains import Chain, empty_chain, insert
from sangsaeng.engine.timetable.improving import seat_somehow
from sangsaeng.engine.timetable.problem import WEIGHT_UNITS, Buyer, Problem, Running, Supplier
from sangsaeng.engine.timetable.proving import prove
from sangsaeng.engine.timetable.searching import close_gaps, fill
from sangsaeng.engine.timetable.seating import NONE, Seats, empty_seats, fits, seat, unseat

LONGEST_RESCUE = 8
STEPS_PER_ADDITION = 200
MARK = 1_024

Party = TypeVar("Party", Buyer, Supplier)


@dataclass(frozen=True, slots=True)
class Scene:
    """A running fair: its board with the past closed, its seats, and where each was announced."""

    layout: Layout
    running: Running
    seats: Seats
    announced: Ints
    table: Ints
    chain: Chain

    @property
    def board(self) -> Board:
        """The board of the scene."""
        return self.layout.board

    def meetings(self) -> tuple[Meeting, ...]:
        """List the seated meetings, each at its announced table where it can stay there."""
        by_place: dict[tuple[int, int], list[int]] = defaultdict(list)
        for request in np.flatnonzero(self.seats.slot != NONE).tolist():
            by_place[int(self.board.buyer[request]), int(self.seats.slot[request])].append(request)
        found: list[Meeting] = []
        for (buyer, slot), requests in by_place.items():
            tables = self._tables(requests, slot, int(self.board.places[buyer, slot]))
            for request, table in tables.items():
                asked = self.layout.problem.requests[self.layout.requests[request]]
                found.append(Meeting(asked.buyer, asked.supplier, slot, table))
        return tuple(sorted(found, key=lambda one: (one.buyer, one.slot, one.table)))

    def _tables(self, requests: list[int], slot: int, places: int) -> dict[int, int]:
        """Give each meeting of a buyer in a slot a table."""
        staying = {
            request: int(self.table[request])
            for request in requests
            if self.announced[request] == slot
            and (slot <= self.running.now or self.table[request] <= places)
        }
        free = (table for table in range(1, places + 1) if table not in set(staying.values()))
        return staying | {request: next(free) for request in requests if request not in staying}


def set_scene(problem: Problem, running: Running) -> Scene:
    """Lay out a running fair with nobody seated yet."""
    away = _absent_slots(problem, running)
    whole = replace(
        problem,
        buyers=tuple(_without(buyer, away, problem.slots) for buyer in problem.buyers),
        suppliers=tuple(_without(one, away, problem.slots) for one in problem.suppliers),
        requests=(*problem.requests, *running.new_requests),
    )
    told = {(one.buyer, one.supplier): one for one in running.meetings}
    found = [told.get((asked.buyer, asked.supplier)) for asked in whole.requests]
    slot = np.array([NONE if one is None else one.slot for one in found], dtype=np.int32)
    table = np.array([0 if one is None else one.table for one in found], dtype=np.int32)
    layout = lay_out(whole, (slot.astype(np.int64) * MARK + table).tolist())
    slot, table = slot[layout.requests], table[layout.requests]
    board = _board_from_now_on(layout, running, slot)
    return Scene(
        replace(layout, board=board), running, empty_seats(board), slot, table, empty_chain(board)
    )


def _absent_slots(problem: Problem, running: Running) -> dict[str, set[int]]:
    away: dict[str, set[int]] = defaultdict(set)
    for absence in running.absent:
        last = problem.slots - 1 if absence.until is None else absence.until
        away[absence.party].update(range(max(absence.since, running.now + 1), last + 1))
    return away


def _without(party: Party, away: Mapping[str, set[int]], slots: int) -> Party:
    if party.id not in away:
        return party
    here = frozenset(range(slots)) if party.available is None else party.available
    return replace(party, available=here - away[party.id])


def _board_from_now_on(layout: Layout, running: Running, announced: Ints) -> Board:
    """Close the past but for what was announced in it, and take lost tables away."""
    board, now = layout.board, running.now
    places, present = board.places.copy(), board.present.copy()
    index = {layout.problem.buyers[row].id: i for i, row in enumerate(layout.buyers.tolist())}
    for lost in running.lost_tables:
        places[index[lost.buyer], max(lost.since, now + 1) :] -= lost.tables
    np.clip(places, 0, None, out=places)
    places[:, : now + 1] = 0
    present[:, : now + 1] = False
    past = np.flatnonzero((announced != NONE) & (announced <= now))
    np.add.at(places, (board.buyer[past], announced[past]), 1)
    present[board.supplier[past], announced[past]] = True
    fixed = np.where(board.fixed > now, board.fixed, NONE).astype(np.int32)
    fixed[past] = announced[past]
    return board._replace(places=places, present=present, fixed=fixed)


def keep_or_move(scene: Scene) -> None:
    """Seat the announced meetings: where they are, else at the price of the fewest moves."""
    board, seats = scene.board, scene.seats
    for request in np.flatnonzero(board.fixed != NONE).tolist():
        slot = int(board.fixed[request])
        if fits(board, seats, request, slot):
            seat(board, seats, request, slot)
        else:
            board.fixed[request] = NONE
    told = np.flatnonzero((scene.announced != NONE) & (seats.slot == NONE))
    displaced: list[int] = []
    for request in told[np.argsort(scene.table[told], kind="stable")].tolist():
        slot = int(scene.announced[request])
        if fits(board, seats, request, slot):
            seat(board, seats, request, slot)
        else:
            displaced.append(request)
    for attempt in (_move_only_it, _move_one_for_it, _move_several_for_it):
        displaced = [request for request in displaced if not attempt(scene, request)]


def _cost_of_moves(scene: Scene) -> Ints:
    cost: Ints = (scene.announced == scene.seats.slot).astype(np.int32)
    return cost


def _move_only_it(scene: Scene, request: int) -> bool:
    """Give a displaced meeting another slot, moving at most others that are displaced as well."""
    return bool(seat_somehow(scene.board, scene.seats, scene.chain, request, _cost_of_moves(scene)))


def _move_one_for_it(scene: Scene, request: int) -> bool:
    """Leave a displaced meeting in its slot, and move another one of the same buyer instead."""
    board, seats, slot = scene.board, scene.seats, int(scene.announced[request])
    buyer = board.buyer[request]
    first = int(board.first_cell[buyer] + slot * board.tables[buyer])
    for other in seats.cells[first : first + seats.taken[buyer, slot]].tolist():
        if board.fixed[other] != NONE:
            continue
        unseat(board, seats, other)
        if fits(board, seats, request, slot):
            seat(board, seats, request, slot)
            if _move_only_it(scene, other):
                return True
            unseat(board, seats, request)
        seat(board, seats, other, slot)
    return False


def _move_several_for_it(scene: Scene, request: int) -> bool:
    cost = _cost_of_moves(scene)
    return bool(insert(scene.board, scene.seats, scene.chain, request, cost, LONGEST_RESCUE))


def back_fill(scene: Scene) -> tuple[Board, Bound]:
    """Seat requests that are out beside the announced meetings, which stay where they are now.

    Returns the board on which they stay, and the bound of what can be seated on it.
    """
    seats = scene.seats
    ceiling = fill(_pinned(scene), seats, to_the_end=False)
    if scene.running.move_price is not None:
        _add_at_a_price(scene, round(scene.running.move_price * WEIGHT_UNITS))
    board = _pinned(scene)
    additions = int(((seats.slot != NONE) & (board.fixed == NONE)).sum())
    idle = close_gaps(board, seats, STEPS_PER_ADDITION * additions)
    return board, prove(board, seats, ceiling, idle)


def _pinned(scene: Scene) -> Board:
    """Return the board with every seated announced meeting fixed in its slot."""
    stays = (scene.seats.slot != NONE) & (scene.announced != NONE)
    return scene.board._replace(
        fixed=np.where(stays, scene.seats.slot, scene.board.fixed).astype(np.int32)
    )


def _add_at_a_price(scene: Scene, price: int) -> None:
    """Seat requests that are out by moving announced meetings, if their weight pays for it."""
    board, seats = scene.board, scene.seats
    out = np.flatnonzero(board.wanted & (seats.slot == NONE))
    for request in out[np.argsort(-board.weight[out], kind="stable")].tolist():
        moves = int(board.weight[request]) // price if price else LONGEST_RESCUE
        if _has_room(board, seats, request):
            cost = _cost_of_moves(scene)
            insert(board, seats, scene.chain, request, cost, min(moves, LONGEST_RESCUE))


def _has_room(board: Board, seats: Seats, request: int) -> bool:
    b, s = board.buyer[request], board.supplier[request]
    return bool(
        seats.buyer_count[b] < board.buyer_limit[b]
        and seats.supplier_count[s] < board.supplier_limit[s]
    )
