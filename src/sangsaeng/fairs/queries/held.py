"""Which meetings were held, as far as the desk and the two sides say."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sangsaeng.fairs.models import Mark, MeetingNote

HERE = frozenset({Mark.Kind.PRESENT, Mark.Kind.LATE})
BOTH = 2


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


def were_both_here(marks: Mapping[int, str]) -> bool:
    """Tell whether both sides of a meeting were marked as present, on time or late."""
    return len(marks) == BOTH and HERE.issuperset(marks.values())


def held_requests(fairs: Collection[int]) -> set[int]:
    """Return the requests whose meeting was held: both sides were marked present, or a note says so."""
    noted = MeetingNote.objects.filter(request__fair__in=fairs, was_held=True)
    marked = marks_in_force(fairs).items()
    both_here = {request for request, of_sides in marked if were_both_here(of_sides)}
    return both_here | set(noted.values_list("request", flat=True))
