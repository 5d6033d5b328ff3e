"""The choice of meetings as a flow: the most that any timetable can reach, and who would meet."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from sangsaeng.engine.timetable.board import Board, Flags, Ints, Longs
from sangsaeng.engine.timetable.seating import NONE, Seats

MOST_COST = 1 << 61


@dataclass(frozen=True, slots=True)
class Room:
    """How many more meetings each participant can have, and how many a supplier has."""

    buyer: Longs
    supplier: Longs
    has: Ints


@dataclass(frozen=True, slots=True)
class Choice:
    """The requests that a best flow carries, and the grain to which their weights were rounded."""

    chosen: Flags
    grain: int


def open_requests(board: Board, seats: Seats) -> Flags:
    """Say which requests can still be seated in at least one slot that both sides have."""
    free_buyer = board.places > seats.taken
    free_supplier = board.present & (seats.supplier_at == NONE)
    common: Flags = (free_buyer[board.buyer] & free_supplier[board.supplier]).any(axis=1)
    asking: Flags = board.wanted & (seats.slot == NONE) & common
    return asking


def room_of(board: Board, seats: Seats, asking: Flags) -> Room:
    """Count how many more meetings each participant can have, given who still asks."""
    edges = np.flatnonzero(asking)
    buyer, supplier = board.buyer[edges], board.supplier[edges]
    free_places = board.places - seats.taken
    free_supplier = board.present & (seats.supplier_at == NONE)
    partners = np.zeros(free_places.shape, dtype=np.int64)
    np.add.at(partners, buyer, free_supplier[supplier])
    reachable = np.zeros(free_supplier.shape, dtype=np.bool_)
    np.logical_or.at(reachable, supplier, free_places[buyer] > 0)
    usable_places = np.minimum(free_places, partners).sum(axis=1)
    usable_slots = (free_supplier & reachable).sum(axis=1)
    return Room(
        np.clip(np.minimum(board.buyer_limit - seats.buyer_count, usable_places), 0, None),
        np.clip(np.minimum(board.supplier_limit - seats.supplier_count, usable_slots), 0, None),
        seats.supplier_count.copy(),
    )


def choose(board: Board, asking: Flags, room: Room) -> Choice:
    """Choose the most valuable requests within the room that each participant has.

    Parameters
    ----------
    board : Board
        The fair.
    asking : array of bool, one per request
        The requests that may be chosen.
    room : Room
        How many meetings each participant can still have, and has already.

    Returns
    -------
    Choice
        The chosen requests.

    Notes
    -----
    A minimum-cost flow from suppliers to buyers. The first meeting of a supplier carries a bonus,
    as do those up to a first-timer's floor: a concave utility, so the flow is exact. Slots are
    left out, which makes it a relaxation of the timetable. Should the costs exceed 64 bits, they
    are rounded up to a grain; with weights rounded up likewise, the bound still holds.
    """
    edges = np.flatnonzero(asking)
    buyers, suppliers = len(room.buyer), len(room.supplier)
    source, sink = buyers + suppliers, buyers + suppliers + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    units = _units(board, room)
    grain = _grain(board, buyers + suppliers + 2)
    total = int(room.supplier.sum())
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(len(units.supplier), source),
        units.supplier,
        units.count,
        -_ceiled(units.bonus, grain),
    )
    meetings = flow.add_arcs_with_capacity_and_unit_cost(
        board.supplier[edges],
        suppliers + board.buyer[edges],
        np.ones(len(edges), dtype=np.int64),
        -_ceiled(board.weight[edges] * board.scale[0], grain),
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        suppliers + np.arange(buyers), np.full(buyers, sink), room.buyer, np.zeros(buyers, np.int64)
    )
    flow.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([total, -total]))
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("the flow of a fair always has a solution")
    chosen = np.zeros(len(board.buyer), dtype=np.bool_)
    chosen[edges[flow.flows(meetings) > 0]] = True
    return Choice(chosen, grain)


@dataclass(frozen=True, slots=True)
class _Units:
    supplier: Longs
    count: Longs
    bonus: Longs


def _units(board: Board, room: Room) -> _Units:
    """Split each supplier's room by what its next meetings bring besides their weight."""
    met_bonus, floor_bonus = int(board.scale[1]), int(board.scale[2])
    first = np.minimum(room.supplier, room.has == 0)
    up_to_floor = np.clip(board.floor - np.maximum(room.has, 1), 0, room.supplier - first)
    rest = room.supplier - first - up_to_floor
    everyone = np.arange(len(room.supplier))
    return _Units(
        np.concatenate([everyone, everyone, everyone]),
        np.concatenate([first, up_to_floor, rest]),
        np.concatenate(
            [
                np.where(board.floor > 0, met_bonus + floor_bonus, met_bonus),
                np.full(len(everyone), floor_bonus),
                np.zeros(len(everyone), dtype=np.int64),
            ]
        ),
    )


def _grain(board: Board, nodes: int) -> int:
    largest = int(board.scale[1] + board.scale[2]) + int(
        board.weight.max(initial=0) * board.scale[0]
    )
    return max(1, -(-largest * (nodes + 1) // MOST_COST))


def _ceiled(cost: Longs, grain: int) -> Longs:
    return -(-cost // grain)
