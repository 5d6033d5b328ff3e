"""What the worker does for programs: what is due by the clock, and what ends with a call."""

from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.programs.actions.recommending import lapse_recommendations
from sangsaeng.programs.actions.running import look_after
from sangsaeng.programs.actions.screening import end_reopening
from sangsaeng.programs.actions.supplements import look_after_supplement
from sangsaeng.programs.events import CallClosed
from sangsaeng.programs.queries.due import reopened_due, supplements_due
from sangsaeng.programs.queries.window import calls_due


@listen(Tick)
def look_after_calls(tick: Tick) -> None:
    """Look after the calls whose moment has come."""
    for call in calls_due(tick.at):
        look_after(call, actor=the_house(), at=tick.at)


@listen(Tick)
def look_after_supplements(tick: Tick) -> None:
    """Remind of supplements, and end those whose time is over."""
    for supplement in supplements_due(tick.at):
        look_after_supplement(supplement, actor=the_house(), at=tick.at)


@listen(Tick)
def look_after_reopened(tick: Tick) -> None:
    """Let the last submission stand where an entry was let open again and not handed in."""
    for entry in reopened_due(tick.at):
        end_reopening(entry, actor=the_house(), at=tick.at)


@listen(CallClosed)
def end_recommendations(event: CallClosed) -> None:
    """End the recommendations that nobody answered in time."""
    lapse_recommendations(event.call, actor=the_house(), at=event.at)
