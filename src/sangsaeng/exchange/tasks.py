"""What the worker does for the exchange."""

from sangsaeng.exchange.actions.interest import expire_interest, remind_of_interest
from sangsaeng.exchange.actions.publishing import expire, remind
from sangsaeng.exchange.queries.due import (
    day_of,
    ending_soon,
    interest_due,
    is_overdue,
    overdue,
)
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house


@listen(Tick)
def end_what_is_over(tick: Tick) -> None:
    """End what is out and whose last day is over."""
    if due := overdue(day_of(tick.at)):
        expire(due, actor=the_house(), at=tick.at)


@listen(Tick)
def remind_of_the_end(tick: Tick) -> None:
    """Remind the owners of what ends soon."""
    if due := ending_soon(day_of(tick.at)):
        remind(due, actor=the_house(), at=tick.at)


@listen(Tick)
def look_after_interest(tick: Tick) -> None:
    """End the interest nobody answered in time, and remind of what ends soon."""
    for interest in interest_due(tick.at):
        deed = expire_interest if is_overdue(interest, tick.at) else remind_of_interest
        deed(interest, actor=the_house(), at=tick.at)
