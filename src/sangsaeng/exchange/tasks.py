"""What the worker does for the exchange."""

from sangsaeng.exchange.actions.interest import expire_interest, remind_of_interest
from sangsaeng.exchange.queries.due import interest_due, is_overdue
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house


@listen(Tick)
def look_after_interest(tick: Tick) -> None:
    """End the interest nobody answered in time, and remind of what ends soon."""
    for interest in interest_due(tick.at):
        deed = expire_interest if is_overdue(interest, tick.at) else remind_of_interest
        deed(interest, actor=the_house(), at=tick.at)
