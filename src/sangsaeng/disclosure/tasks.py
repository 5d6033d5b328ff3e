"""What the worker does for disclosure."""

from sangsaeng.disclosure.actions.running import ask_for_certificate, look_after
from sangsaeng.disclosure.models import AUTHORIZED, Agreement, Certificate
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house


@listen(Tick)
def look_after_agreements(tick: Tick) -> None:
    """Begin, remind of and end the agreements whose day has come."""
    due = Agreement.objects.filter(state__in=AUTHORIZED, remind_on__lte=day_of(tick.at))
    for agreement in due.select_related("demand__owner", "demand__receiver"):
        look_after(agreement, actor=the_house(), at=tick.at)


@listen(Tick)
def ask_for_certificates(tick: Tick) -> None:
    """Remind of certificates that are still not there."""
    due = Certificate.objects.filter(state="due", remind_on__lte=day_of(tick.at))
    for certificate in due.select_related("agreement__demand"):
        ask_for_certificate(certificate, actor=the_house(), at=tick.at)
