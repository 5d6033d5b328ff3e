"""Joining a panel: entries without any chain of common judges cannot be compared."""

from collections.abc import Iterable, Iterator

from sangsaeng.engine.reviewing.panels import Pair, Panel

# Beyond so many tries for one part, the parts stay as they are and are told of.
MOST_TRIES = 20_000


def group_of_entries(pairs: Iterable[Pair]) -> dict[int, int]:
    """Name for each entry the part it belongs to: entries linked by common judges share a part.

    Parameters
    ----------
    pairs : iterable of pairs
        Entry and judge.

    Returns
    -------
    dict
        From entry to its part, a number without meaning.

    Examples
    --------
    >>> found = group_of_entries([(0, 0), (1, 0), (2, 1)])
    >>> found[0] == found[1], found[0] == found[2]
    (True, False)
    """
    above: dict[tuple[str, int], tuple[str, int]] = {}
    listed = list(pairs)
    for entry, judge in listed:
        first, second = _root(above, ("entry", entry)), _root(above, ("judge", judge))
        above[second] = first
    roots = {entry: _root(above, ("entry", entry)) for entry, _ in listed}
    numbers = {root: number for number, root in enumerate(dict.fromkeys(roots.values()))}
    return {entry: numbers[root] for entry, root in roots.items()}


def _root(above: dict[tuple[str, int], tuple[str, int]], one: tuple[str, int]) -> tuple[str, int]:
    path = [one]
    while above.get(path[-1], path[-1]) != path[-1]:
        path.append(above[path[-1]])
    for passed in path:
        above[passed] = path[-1]
    return path[-1]


def connect(pairs: list[Pair], fixed: set[Pair], panel: Panel) -> list[Pair]:
    """Exchange judges between parts until all entries are linked, as far as it is allowed.

    Parameters
    ----------
    pairs : list of pairs
        Entry and judge.
    fixed : set of pairs
        Those that must stay.
    panel : Panel
        Whose conflicts hold.

    Returns
    -------
    list of pairs
        The same numbers of judges for each entry and of entries for each judge, in fewer parts
        where an exchange could be found.

    Notes
    -----
    An exchange takes (a, p) and (b, q) of two parts and makes (a, q) and (b, p) of them; it is
    taken, the best fitting first, if it leaves fewer parts.

    Examples
    --------
    >>> import numpy as np
    >>> four = Panel(np.full(4, 2), np.full(4, 2), np.zeros((4, 4), dtype=bool), np.zeros((4, 4)))
    >>> blocks = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)]
    >>> len(set(group_of_entries(connect(blocks, set(), four)).values()))
    1
    """
    while True:
        parts = group_of_entries(pairs)
        count = len(set(parts.values()))
        better = None if count < 2 else _joined(pairs, parts, fixed, panel)  # noqa: PLR2004 -- one part
        if better is None:
            return sorted(pairs)
        pairs = better


def _joined(
    pairs: list[Pair], parts: dict[int, int], fixed: set[Pair], panel: Panel
) -> list[Pair] | None:
    count = len(set(parts.values()))
    for swap in sorted(_swaps(pairs, parts, fixed, panel)):
        _, one, other = swap
        changed = set(pairs) - {one, other} | {(one[0], other[1]), (other[0], one[1])}
        if len(set(group_of_entries(changed).values())) < count:
            return sorted(changed)
    return None


def _swaps(
    pairs: list[Pair], parts: dict[int, int], fixed: set[Pair], panel: Panel
) -> Iterator[tuple[float, Pair, Pair]]:
    """The allowed exchanges of the smallest part with the others, each with what it costs."""
    sizes: dict[int, int] = {}
    for entry, _ in pairs:
        sizes[parts[entry]] = sizes.get(parts[entry], 0) + 1
    smallest = min(sizes, key=lambda part: (sizes[part], part))
    inside = [pair for pair in pairs if parts[pair[0]] == smallest and pair not in fixed]
    outside = [pair for pair in pairs if parts[pair[0]] != smallest and pair not in fixed]
    tries = 0
    for one in inside:
        for other in outside:
            first, second = (one[0], other[1]), (other[0], one[1])
            if panel.forbidden[first] or panel.forbidden[second]:
                continue
            tries += 1
            if tries > MOST_TRIES:
                return
            fit = panel.mismatch[first] + panel.mismatch[second]
            yield float(fit - panel.mismatch[one] - panel.mismatch[other]), one, other
