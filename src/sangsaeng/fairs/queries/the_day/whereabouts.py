"""Where the participants are on a day, as far as the desk's marks tell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sangsaeng.fairs.models import Fair, Mark

_GONE = frozenset({Mark.Kind.LEFT, Mark.Kind.ABSENT})


@dataclass(frozen=True)
class Whereabouts:
    """Whom the desk last saw here on a day, and who left or did not come, by primary key."""

    here: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()


NOBODY_KNOWS = Whereabouts()


def whereabouts(fair: Fair) -> dict[date, Whereabouts]:
    """Return, by day in the fair's own time, where its participants are."""
    marks = fair.marks.values_list("participant", "request", "kind", "at").order_by("at", "key")
    by_day: dict[date, list[tuple[int, int | None, str]]] = defaultdict(list)
    for participant, request, kind, at in marks:
        by_day[at.astimezone(fair.tz).date()].append((participant, request, kind))
    return {day: _of_a_day(seen) for day, seen in by_day.items()}


def _of_a_day(seen: Iterable[tuple[int, int | None, str]]) -> Whereabouts:
    """Read a day's marks in their order; what was unmarked was never seen."""
    standing: dict[tuple[int, int | None], str] = {}
    for participant, request, kind in seen:
        # Taken out and put in again, so that the latest mark of a participant comes last.
        standing.pop((participant, request), None)
        if kind != Mark.Kind.UNMARKED:
            standing[participant, request] = kind
    latest = {participant: kind for (participant, _request), kind in standing.items()}
    gone = frozenset(one for one, kind in latest.items() if kind in _GONE)
    return Whereabouts(here=frozenset(latest) - gone, gone=gone)
