"""Turns seats back into the names of the problem."""

from collections.abc import Iterable

import numpy as np

from sangsaeng.engine.timetable.answer import Meeting, Objective
from sangsaeng.engine.timetable.board import Layout
from sangsaeng.engine.timetable.problem import WEIGHT_UNITS
from sangsaeng.engine.timetable.proving import value_of
from sangsaeng.engine.timetable.seating import NONE, Seats, empty_seats, seat, waiting


def meetings_of(layout: Layout, seats: Seats) -> tuple[Meeting, ...]:
    """List the seated meetings by buyer, slot and table."""
    board = layout.board
    seated = np.flatnonzero(seats.slot != NONE)
    order = seated[np.lexsort((seated, seats.slot[seated], board.buyer[seated]))]
    key = board.buyer[order].astype(np.int64) * board.slots + seats.slot[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    table = np.arange(len(key)) - np.repeat(starts, np.diff(starts, append=len(key))) + 1
    requests = layout.problem.requests
    found = [
        Meeting(requests[row].buyer, requests[row].supplier, slot, number)
        for row, slot, number in zip(
            layout.requests[order].tolist(),
            seats.slot[order].tolist(),
            table.tolist(),
            strict=True,
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.buyer, one.slot, one.table)))


def objective_of(layout: Layout, seats: Seats) -> Objective:
    """Return what the seated meetings reach."""
    board = layout.board
    value = value_of(board, seats)
    met = seats.supplier_count > 0
    newcomers = np.array([s.first_timer for s in layout.problem.suppliers], dtype=np.bool_)
    return Objective(
        suppliers_met=value.met,
        meetings=int((seats.slot != NONE).sum()),
        weight=value.weight / WEIGHT_UNITS,
        gaps=sum(waiting(board, seats, int(s)) for s in np.flatnonzero(met)),
        first_timers=int((met & newcomers[layout.suppliers]).sum()),
    )


def seats_of(layout: Layout, meetings: Iterable[Meeting]) -> Seats:
    """Seat the meetings of a valid timetable on a board."""
    row = {(r.buyer, r.supplier): i for i, r in enumerate(layout.problem.requests)}
    rank = np.argsort(layout.requests)
    seats = empty_seats(layout.board)
    for meeting in meetings:
        request = int(rank[row[meeting.buyer, meeting.supplier]])
        seat(layout.board, seats, request, int(meeting.slot))
    return seats
