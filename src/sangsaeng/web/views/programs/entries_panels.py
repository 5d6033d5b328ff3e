"""What entries put on a call's page, on the officers' page of a call, and on one's own page."""

from django.http import HttpRequest

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Entry, Recommendation
from sangsaeng.programs.queries.entries import asked_into, own_entries, recommendations_for
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.queries.writing import is_open_for
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.programs.entries_run import counts_of
from sangsaeng.web.views.programs.entry_frame import TONES


def entering_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Lead to the viewer's own entry, or to a new one, while the call takes entries."""
    viewer = request.user
    takes = is_taking(call, clock.now())
    own = (
        list(Entry.objects.of_team(viewer).filter(call=call).select_related("lead"))
        if isinstance(viewer, Person)
        else []
    )
    if not takes and not own:
        return None
    return Panel(
        "web/entries/_entering.html",
        {
            "call": call,
            "is_taking": takes,
            "rows": [{"entry": one, "tone": TONES[one.state]} for one in own],
            "may_recommend": takes and bool(call.recommenders),
        },
    )


def entries_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Tell the officer how many entries there are in each state."""
    viewer = request.user
    if not isinstance(viewer, Person):
        return None
    waiting = Recommendation.objects.visible_to(viewer).filter(call=call).count()
    return Panel(
        "web/entries/_run.html",
        {"call": call, "counts": counts_of(viewer, call), "recommendations": waiting},
    )


def entries_waiting_for(person: Person) -> dict[str, object]:
    """Return what waits for the person on their own page: drafts, supplements, questions of others."""
    at = clock.now()
    own = own_entries(person).filter(state__in=("draft", "supplementing"))
    return {
        "entries": [one for one in own if one.state == "supplementing" or is_open_for(one, at)],
        "asked": list(asked_into(person)),
        "recommended": list(recommendations_for(person).filter(state="sent")),
    }
