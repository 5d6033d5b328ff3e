"""Honors on the pages of others: a call's, an entry's, an organization's."""

from django.http import HttpRequest

from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.queries.gallery import honors_of_call
from sangsaeng.honors.queries.giving import waiting_for_honor
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership
from sangsaeng.programs.models import Call, Entry
from sangsaeng.web.panel import Panel

ANNOUNCED = ("published", "ended")


def call_panel(_request: HttpRequest, call: Call) -> Panel | None:
    """Show the public what was honored."""
    honors = list(honors_of_call(call)) if call.state in ANNOUNCED else []
    return Panel("web/honors/_call_panel.html", {"honors": honors}) if honors else None


def run_panel(_request: HttpRequest, call: Call) -> Panel | None:
    """Lead the officer to giving once the results are out."""
    if call.state not in ANNOUNCED:
        return None
    waiting, given = len(waiting_for_honor(call)), Honor.objects.filter(call=call).count()
    if not waiting and not given:
        return None
    context = {"call": call, "waiting": waiting, "given": given}
    return Panel("web/honors/_run_panel.html", context)


def entry_panel(request: HttpRequest, entry: Entry) -> Panel | None:
    """Show the team its honor and its plaques."""
    honor = Honor.objects.filter(entry=entry).select_related("program").first()
    if honor is None or not isinstance(request.user, Person):
        return None
    plaques = Plaque.objects.filter(holder__honor=honor, revoked_at=None).select_related("holder")
    mine = set(Membership.objects.organizations_of(request.user))
    context = {"honor": honor, "plaques": list(plaques), "mine": mine}
    return Panel("web/honors/_entry_panel.html", context)
