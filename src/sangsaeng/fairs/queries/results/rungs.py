"""What the two sides say came of their meetings, rung by rung of the ladder of certainty.

Rungs stand beside each other and are never added up: what is ordered was agreed before, so a sum
over rungs would count the same money several times. The two sides are not added up either, since
both tell of the same meeting.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sangsaeng.fairs.models import MeetingNote, Population, Side
from sangsaeng.fairs.queries.results.journeys import Trail
from sangsaeng.kernel.certainty import Rung


@dataclass(frozen=True)
class RungLine:
    """What one side says stands on one rung: meetings, and the won told for some of them."""

    rung: Rung
    side: str
    meetings: int
    amounts_told: int
    amount: int


def rungs_of(trail: Trail) -> tuple[RungLine, ...]:
    """Return a line for each rung and side, the lowest rung first.

    Where anybody meets anybody the sides have no names: there is one line for each rung, a meeting
    counts once on it, and of two amounts told for one meeting the lower one is taken.
    """
    notes = [note for note in trail.notes if note.was_held and note.request_id in trail.held]
    sides: Mapping[str, Iterable[MeetingNote]]
    if trail.fair.population == Population.ONE:
        sides = {Side.MEMBER: notes}
    else:
        sides = {
            side: [note for note in notes if trail.participants[note.participant_id].side == side]
            for side in (Side.BUYER, Side.SUPPLIER)
        }
    return tuple(
        _line(rung, side, [note for note in of_side if note.rung == rung])
        for rung in Rung
        for side, of_side in sides.items()
    )


def _line(rung: Rung, side: str, notes: list[MeetingNote]) -> RungLine:
    amounts: dict[int, list[int]] = defaultdict(list)
    for note in notes:
        if note.amount is not None:
            amounts[note.request_id].append(note.amount)
    return RungLine(
        rung,
        side,
        meetings=len({note.request_id for note in notes}),
        amounts_told=len(amounts),
        amount=sum(min(told) for told in amounts.values()),
    )
