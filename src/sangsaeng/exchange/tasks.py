"""What the worker does for the exchange."""

from sangsaeng.exchange.actions.publishing import expire, remind
from sangsaeng.exchange.actions.stepping import day_of
from sangsaeng.exchange.queries.due import ending_soon, overdue
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
