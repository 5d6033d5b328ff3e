"""What the officer's page of a call shows of its ceremony."""

from django.http import HttpRequest

from sangsaeng.honors.models import Ceremony
from sangsaeng.honors.rules import may_hold_ceremony
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.programs.models import Call
from sangsaeng.web.panel import Panel


def ceremony_panel(request: HttpRequest, call: Call) -> Panel | None:
    """Return the way to the ceremony, once results are out."""
    if call.state not in {"published", "ended"} or not may_hold_ceremony(request.user, call):
        return None
    ceremony = Ceremony.objects.filter(call=call).first()
    held_at = ceremony.held_at.astimezone(SEOUL) if ceremony else None
    context = {"call": call, "ceremony": ceremony, "held_at": held_at}
    return Panel("web/ceremony/_run.html", context)
