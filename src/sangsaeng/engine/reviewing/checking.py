"""An independent look at an assignment: nothing is taken from how it was made."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sangsaeng.engine.reviewing.panels import Assignment, Panel


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with an assignment.

    Attributes
    ----------
    code : str
        `unknown`, `twice`, `conflict`, `over_room`, `lock_lost`, `short_unnamed` or `wrong_count`.
    entry, judge : int
        Whom it concerns; -1 where nobody.
    """

    code: str
    entry: int = -1
    judge: int = -1


def check_assignment(panel: Panel, assignment: Assignment) -> list[Violation]:
    """Check an assignment against its panel.

    Parameters
    ----------
    panel : Panel
        Needs, room, conflicts and locks.
    assignment : Assignment
        The answer to check, ours or any other's.

    Returns
    -------
    list of Violation
        Empty if it keeps every conflict, cap and lock, and names every entry that goes short with
        the right number. Locked pairs may be in conflict or over a cap: they stay anyway.

    Examples
    --------
    >>> import numpy as np
    >>> panel = Panel(np.array([1]), np.array([1]), np.array([[True]]), np.zeros((1, 1)))
    >>> [one.code for one in check_assignment(panel, Assignment(pairs=((0, 0),)))]
    ['conflict']
    >>> [one.code for one in check_assignment(panel, Assignment(pairs=()))]
    ['short_unnamed']
    """
    known = [pair for pair in assignment.pairs if _is_known(panel, pair)]
    return [
        *(Violation("unknown", *pair) for pair in assignment.pairs if not _is_known(panel, pair)),
        *_pair_violations(panel, known),
        *_room_violations(panel, known),
        *(Violation("lock_lost", *pair) for pair in panel.locked if pair not in set(known)),
        *_need_violations(panel, assignment, known),
    ]


def _is_known(panel: Panel, pair: tuple[int, int]) -> bool:
    return 0 <= pair[0] < len(panel.need) and 0 <= pair[1] < len(panel.room)


def _pair_violations(panel: Panel, pairs: list[tuple[int, int]]) -> Iterator[Violation]:
    locked = set(panel.locked)
    for pair, times in Counter(pairs).items():
        if times > 1:
            yield Violation("twice", *pair)
        if panel.forbidden[pair] and pair not in locked:
            yield Violation("conflict", *pair)


def _room_violations(panel: Panel, pairs: list[tuple[int, int]]) -> Iterator[Violation]:
    locked = Counter(judge for _, judge in panel.locked)
    for judge, load in Counter(judge for _, judge in pairs).items():
        if load > max(int(panel.room[judge]), locked[judge]):
            yield Violation("over_room", judge=judge)


def _need_violations(
    panel: Panel, assignment: Assignment, pairs: list[tuple[int, int]]
) -> Iterator[Violation]:
    has = Counter(entry for entry, _ in pairs)
    named = {one.entry: one.missing for one in assignment.shortages}
    for entry, need in enumerate(panel.need.tolist()):
        missing = max(need - has[entry], 0)
        if missing and entry not in named:
            yield Violation("short_unnamed", entry)
        elif named.get(entry, 0) != missing:
            yield Violation("wrong_count", entry)
