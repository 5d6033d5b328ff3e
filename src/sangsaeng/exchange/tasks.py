"""What the worker does for the exchange."""

from sangsaeng.exchange.actions.following import tell_news
from sangsaeng.exchange.queries.following import searches_with_possible_news
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house


@listen(Tick)
def tell_what_searches_found(tick: Tick) -> None:
    """Tell people what is new in the searches they keep."""
    for search in searches_with_possible_news(tick.at):
        tell_news(search, actor=the_house(), at=tick.at)
