"""What a person runs: the calls that are not over yet."""

from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Officer
from sangsaeng.programs.models.call import CallQuerySet

OVER = ("ended", "called_off")
MOST_SHOWN = 12


def calls_run_by(person: Person) -> CallQuerySet:
    """Return the calls of the person's programs on which there is still something to do."""
    mine = Call.objects.filter(program__in=Officer.objects.programs_of(person))
    running = mine.exclude(state__in=OVER).select_related("program")
    return running.order_by("closes_at", "pk")[:MOST_SHOWN]
