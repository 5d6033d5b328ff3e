"""Which meetings were held, as far as the desk and the two sides say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sangsaeng.fairs.models import Mark, MeetingNote

HERE = frozenset({Mark.Kind.PRESENT, Mark.Kind.LATE})
BOTH = 2

Marks = Mapping[int, Mapping[int, str]]


def marks_in_force(fairs: Collection[int]) -> dict[int, dict[int, str]]:
    """Return, by request, the mark that holds for each side at the meeting: the latest one.

    A mark that was wiped is none. Fairs are given by primary key.
    """
    found = Mark.objects.filter(fair__in=fairs, request__isnull=False).order_by("at", "key")
    marks: dict[int, dict[int, str]] = defaultdict(dict)
    for request, participant, kind in found.values_list("request", "participant", "kind"):
        if kind == Mark.Kind.UNMARKED:
            marks[request].pop(participant, None)
        else:
            marks[request][participant] = kind
    return marks


def held_requests(fairs: Collection[int]) -> set[int]:
    """Return the requests of these fairs whose meeting was held."""
    noted = MeetingNote.objects.filter(request__fair__in=fairs, was_held=True).order_by()
    return held_among(marks_in_force(fairs), noted.values_list("request", flat=True))


def held_among(marks: Marks, noted: Iterable[int]) -> set[int]:
    """Return what was held: both sides were marked present, on time or late, or a note says so."""
    both_here = {
        request
        for request, of_sides in marks.items()
        if len(of_sides) == BOTH and HERE.issuperset(of_sides.values())
    }
    return both_here.union(noted)
