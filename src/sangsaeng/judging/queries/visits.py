"""Visits for those who go, those who are visited, and those who send."""

from sangsaeng.judging.models import Visit
from sangsaeng.judging.rules import may_read_visit, may_write_visit
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound


def get_visit_for(viewer: Viewer, code: str) -> Visit:
    """Return the visit, if the viewer goes there, is visited, or sent somebody."""
    rows = Visit.objects.select_related("stage__call__program__host", "entry__call", "visitor")
    found = rows.filter(code=code).first()
    if found is None or not may_read_visit(viewer, found):
        raise NotFound
    return found


def visits_of(person: Person) -> list[Visit]:
    """Return the visits the person makes, the next one first."""
    rows = Visit.objects.filter(visitor=person).exclude(state="called_off")
    rows = rows.select_related("stage__call", "entry", "visitor").prefetch_related(
        "entry__partners__organization"
    )
    return [one for one in rows.order_by("planned_on", "pk") if may_write_visit(person, one)]
