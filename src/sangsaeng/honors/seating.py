"""Who sits where at a ceremony: those who receive in front, by the order of the honors."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Seated:
    """A guest to be seated: their key, whose people they are, and how early they go up.

    ``turn`` is the place in the order of the ceremony; those who do not go up have none.
    """

    key: int
    group: str
    turn: tuple[int, int] | None = None


def arrange(guests: Sequence[Seated], rows: int, seats_per_row: int) -> dict[int, tuple[int, int]]:
    """Return a row and a seat, both counted from 1, for every guest.

    Those who receive fill the first rows in the order in which they go up. The others begin a row
    of their own, if the hall has one to spare, and sit by organization, those of the honored first;
    an organization that would be cut in two moves on to the next row while there is room for that.

    Parameters
    ----------
    guests : sequence of Seated
        Everybody who is to have a seat.
    rows, seats_per_row : int
        The hall.

    Returns
    -------
    dict
        For each key its row and seat; empty when there are more guests than seats.

    Examples
    --------
    >>> arrange([Seated(1, "가"), Seated(2, "나", (1, 1))], 2, 2)
    {2: (1, 1), 1: (2, 1)}
    """
    if len(guests) > rows * seats_per_row:
        return {}
    receiving = sorted(
        (one for one in guests if one.turn is not None), key=lambda one: one.turn or (0, 0)
    )
    places = {one.key: index for index, one in enumerate(receiving)}
    groups = _groups([one for one in guests if one.turn is None], receiving)
    taken = len(receiving)
    left = sum(len(group) for group in groups)
    if _spare(taken, left, rows, seats_per_row):
        taken = _next_row(taken, seats_per_row)
    for group in groups:
        room = seats_per_row - taken % seats_per_row
        is_cut = room < len(group) <= seats_per_row
        if is_cut and _spare(taken, left, rows, seats_per_row):
            taken = _next_row(taken, seats_per_row)
        places |= {one.key: taken + index for index, one in enumerate(group)}
        taken, left = taken + len(group), left - len(group)
    return {
        key: (place // seats_per_row + 1, place % seats_per_row + 1)
        for key, place in places.items()
    }


def _spare(taken: int, left: int, rows: int, seats_per_row: int) -> bool:
    """Tell whether all that are left still find a seat when the rest of this row stays empty."""
    return _next_row(taken, seats_per_row) + left <= rows * seats_per_row


def _next_row(taken: int, seats_per_row: int) -> int:
    return -(-taken // seats_per_row) * seats_per_row


def _groups(others: Sequence[Seated], receiving: Sequence[Seated]) -> list[list[Seated]]:
    """Return the others by organization: first the people of those who receive, in their order."""
    order = list(dict.fromkeys(one.group for one in receiving))
    names = sorted({one.group for one in others} - set(order))
    of = {name: [one for one in others if one.group == name] for name in [*order, *names]}
    return [group for group in of.values() if group]
