"""What the worker does for programs: calls open, remind and close by the clock."""

from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.programs.actions.running import look_after
from sangsaeng.programs.queries.window import calls_due


@listen(Tick)
def look_after_calls(tick: Tick) -> None:
    """Look after the calls whose moment has come."""
    for call in calls_due(tick.at):
        look_after(call, actor=the_house(), at=tick.at)
