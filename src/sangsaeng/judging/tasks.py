"""What the worker does for judging: announce the results whose moment has come."""

from sangsaeng.judging.actions.announcing import announce_planned, keep_fault
from sangsaeng.judging.models import Announcement
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.kernel.refusals import Refusal


@listen(Tick)
def announce_what_is_due(tick: Tick) -> None:
    """Announce what was set for now; what is refused waits for an officer and is not tried again."""
    due = Announcement.objects.filter(planned_for__lte=tick.at, announced_at__isnull=True, fault="")
    for planned in due.select_related("call__program"):
        try:
            announce_planned(planned, actor=the_house(), at=tick.at)
        except Refusal as refused:
            keep_fault(planned, refused, actor=the_house(), at=tick.at)
