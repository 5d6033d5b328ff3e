"""Says of each request that has no meeting what keeps it out, and proves it by a witness."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from sangsaeng.engine.timetable import blocking
from sangsaeng.engine.timetable.answer import Meeting, Unplaced
from sangsaeng.engine.timetable.blocking import CODE, MINE, SLOT, find_blocks
from sangsaeng.engine.timetable.board import Layout, lay_out
from sangsaeng.engine.timetable.chains import empty_chain
from sangsaeng.engine.timetable.problem import WEIGHT_UNITS, Buyer, Problem, Request, Supplier
from sangsaeng.engine.timetable.reporting import seats_of
from sangsaeng.engine.timetable.seating import NONE, Seats
from sangsaeng.engine.timetable.validity import require_valid

SENTENCES: Mapping[str, str] = {
    "forbidden": "{buyer} and {supplier} must not meet.",
    "not_wanted": "The request has no weight.",
    "buyer_absent": "{buyer} is not there to meet anyone.",
    "supplier_absent": "{supplier} is not there to meet anyone.",
    "no_common_slot": "{buyer} and {supplier} are never available in the same slot.",
    "buyer_full": "{buyer} is full; one more place would be for {supplier} in slot {slot}.",
    "supplier_full": "{supplier} is full; one more meeting would be with {buyer} in slot {slot}.",
    "supplier_busy": "{supplier} is busy in each of its slots.",
    "no_free_slot": "Both have room, but in each common slot one of them is taken.",
    "outranked": "It would cost {rivals}, which count for more.",
    "placeable": "Nothing stands in the way: they could meet.",
}

ROUNDED_TO_NOTHING = 0.5

_BY_CODE = {
    blocking.NO_COMMON_SLOT: "no_common_slot",
    blocking.BUYER_FULL: "buyer_full",
    blocking.SUPPLIER_FULL: "supplier_full",
    blocking.NO_FREE_SLOT: "no_free_slot",
    blocking.OUTRANKED: "outranked",
    blocking.PLACEABLE: "placeable",
}


def explain(problem: Problem, meetings: tuple[Meeting, ...]) -> tuple[Unplaced, ...]:
    """Say of each request that a timetable leaves out what keeps it out.

    Parameters
    ----------
    problem : Problem
        The fair.
    meetings : tuple of Meeting
        Any valid timetable of it, planned or made by hand.

    Returns
    -------
    tuple of Unplaced
        One for each request without a meeting, by buyer and supplier.

    Raises
    ------
    InvalidProblem
        If the problem cannot be planned.

    Notes
    -----
    Each reason has a witness that can be tried:

    - ``forbidden``, ``not_wanted``, ``buyer_absent``, ``supplier_absent`` (absent, or with a
      limit of no meeting) and ``no_common_slot`` hold by the problem alone;
    - ``buyer_full``: with one more table and one more meeting of the buyer, the pair meets in
      the slot named, and nobody loses a meeting;
    - ``supplier_full``: with one more meeting of the supplier, the same; a supplier who is busy
      in each of its slots needs, instead of the slot named, one more slot with the buyer;
    - ``no_free_slot``: both have room, and with one more slot for these two alone, they meet;
    - ``outranked``: the pair can meet in the slot named once the meetings named are given up,
      and the timetable is then no better;
    - ``placeable``: a chain of moves seats the pair without any loss, which happens only in
      timetables made by hand.

    Takes time in slots x tables per request, and a search for a chain where both have room.

    Examples
    --------
    >>> from sangsaeng.engine.timetable import Buyer, Meeting, Problem, Request, Supplier, explain
    >>> fair = Problem(1, (Buyer("B"),), (Supplier("S"), Supplier("T")),
    ...                (Request("B", "S"), Request("B", "T", weight=2.0)))
    >>> [left] = explain(fair, (Meeting("B", "T", slot=0, table=1),))
    >>> left.reason, left.facts["by"]
    ('buyer_full', 'tables')
    """
    require_valid(problem)
    layout = lay_out(problem)
    return reasons_of(layout, seats_of(layout, meetings))


def reasons_of(layout: Layout, seats: Seats, absent: Collection[str] = ()) -> tuple[Unplaced, ...]:
    """List the requests without a seat, each with what keeps it out."""
    board = layout.board
    left = np.flatnonzero(seats.slot == NONE).astype(np.int32)
    free = np.zeros(len(board.buyer), dtype=np.int32)
    blocks = find_blocks(board, seats, empty_chain(board), left, free)
    view = _View(layout, seats, absent)
    found = [
        view.unplaced(request, block)
        for request, block in zip(left.tolist(), blocks.tolist(), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (one.buyer, one.supplier)))


def _missing(parties: Sequence[Buyer | Supplier], absent: Collection[str]) -> set[str]:
    """Return those who are absent or take no meeting at all."""
    return {one.id for one in parties if one.id in absent or one.max_meetings == 0}


class _View:
    """Reads what was found on a board in the names of the problem."""

    def __init__(self, layout: Layout, seats: Seats, absent: Collection[str]) -> None:
        problem, board = layout.problem, layout.board
        self._board, self._seats = board, seats
        self._missing_buyers = _missing(problem.buyers, absent)
        self._missing_suppliers = _missing(problem.suppliers, absent)
        self._asked = [problem.requests[row] for row in layout.requests.tolist()]
        self._forbidden = {(pair.buyer, pair.supplier) for pair in problem.forbidden}
        self._buyer, self._supplier = board.buyer.tolist(), board.supplier.tolist()
        self._slot = seats.slot.tolist()

    def unplaced(self, request: int, block: list[int]) -> Unplaced:
        """Return a request with its reason, told and as data."""
        asked = self._asked[request]
        reason = self._plain_reason(asked) or _BY_CODE[block[CODE]]
        facts = self._facts(request, reason, block)
        busy = reason == "supplier_full" and block[SLOT] == NONE
        sentence = SENTENCES["supplier_busy" if busy else reason].format(
            buyer=asked.buyer,
            supplier=asked.supplier,
            slot=block[SLOT],
            rivals=" and ".join(
                f"{self._asked[rival].buyer}-{self._asked[rival].supplier}"
                for rival in block[MINE:]
                if rival != NONE
            ),
        )
        return Unplaced(asked.buyer, asked.supplier, reason, sentence, facts)

    def _plain_reason(self, asked: Request) -> str | None:
        """Return the reason that the request has by itself, whatever the timetable."""
        if (asked.buyer, asked.supplier) in self._forbidden:
            return "forbidden"
        if asked.buyer in self._missing_buyers:
            return "buyer_absent"
        if asked.supplier in self._missing_suppliers:
            return "supplier_absent"
        return "not_wanted" if asked.weight * WEIGHT_UNITS < ROUNDED_TO_NOTHING else None

    def _facts(self, request: int, reason: str, block: list[int]) -> dict[str, object]:
        if reason == "buyer_full":
            return {"slot": block[SLOT]} | self._buyer_room(self._buyer[request])
        if reason == "supplier_full" and block[SLOT] == NONE:
            return self._supplier_room(self._supplier[request])
        if reason == "supplier_full":
            return {"slot": block[SLOT]} | self._supplier_room(self._supplier[request])
        if reason == "no_free_slot":
            return {"common_slots": self._common_slots(request)}
        if reason == "outranked":
            rivals = [rival for rival in block[MINE:] if rival != NONE]
            return {
                "slot": block[SLOT],
                "weight": self._asked[request].weight,
                "meetings": [self._meeting(rival) for rival in rivals],
            }
        return {"slot": block[SLOT]} if reason == "placeable" else {}

    def _buyer_room(self, buyer: int) -> dict[str, object]:
        free = (self._board.places[buyer] > self._seats.taken[buyer]).any()
        held = int(self._seats.buyer_count[buyer])
        return {"meetings": held, "by": "limit" if free else "tables"}

    def _supplier_room(self, supplier: int) -> dict[str, object]:
        free = (self._board.present[supplier] & (self._seats.supplier_at[supplier] == NONE)).any()
        held = int(self._seats.supplier_count[supplier])
        return {"meetings": held, "by": "limit" if free else "slots"}

    def _common_slots(self, request: int) -> list[int]:
        both = self._board.present[self._supplier[request]] & (
            self._board.places[self._buyer[request]] > 0
        )
        return [int(slot) for slot in np.flatnonzero(both)]

    def _meeting(self, request: int) -> dict[str, object]:
        asked = self._asked[request]
        return {
            "buyer": asked.buyer,
            "supplier": asked.supplier,
            "slot": self._slot[request],
            "weight": asked.weight,
            "locked": asked.slot is not None,
        }
