"""What a viewer may see and looks for, said as a filter inside the search."""

from collections.abc import Iterable

from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.exchange.bridge.entries import OPEN, OWNER
from sangsaeng.exchange.models import Competitor
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate
from sangsaeng.organizations.models import Membership

NAMED = ("kind", "region", "sector", "size", "certificate", "dated")


def where_for(
    viewer: Viewer, looking: Looking, *, kinds: Iterable[str] = (), apart_from: Iterable[int] = ()
) -> Where:
    """Return the filter: what the viewer may see, narrowed as they look for it.

    ``kinds`` narrows to several kinds where none was chosen; ``apart_from`` names owners whose
    own are not meant. The same answer as :func:`narrowed`, which has the last word.
    """
    any_of = {name: frozenset({getattr(looking, name)}) for name in NAMED if getattr(looking, name)}
    if kinds and not looking.kind:
        any_of["kind"] = frozenset(kinds)
    hidden = {str(owner) for owner in apart_from}
    if not may_operate(viewer):
        mine = _organizations_of(viewer)
        if mine:
            hidden |= _shutting_out(mine)
        else:
            any_of["seen"] = frozenset({OPEN})
    return Where(
        any_of=any_of,
        none_of={OWNER: frozenset(hidden)} if hidden else {},
        at_least={"readiness": float(looking.readiness)} if looking.readiness else {},
        # Who asks for a level asks for those that say theirs.
        missing=False,
    )


def _organizations_of(viewer: Viewer) -> frozenset[int]:
    if not isinstance(viewer, Person):
        return frozenset()
    return frozenset(Membership.objects.organizations_of(viewer))


def _shutting_out(mine: frozenset[int]) -> set[str]:
    """Return the owners that show none of these organizations anything, other than themselves."""
    owners = Competitor.objects.filter(competitor__in=mine).exclude(owner__in=mine)
    return {str(owner) for owner in owners.values_list("owner", flat=True)}
