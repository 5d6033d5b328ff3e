"""What follows from an honor by itself, and what the house does for honors at its clock."""

from sangsaeng.honors.actions.benefits import (
    anything_ends_soon,
    grant_promised,
    remind_of_endings,
    stop_all,
)
from sangsaeng.honors.events import HonorGiven, HonorRevoked
from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house


@listen(HonorGiven)
def grant_what_was_promised(event: HonorGiven) -> None:
    """With the honor go the benefits of its round."""
    grant_promised(event.honor, actor=event.actor, at=event.at)


@listen(HonorRevoked)
def stop_what_followed(event: HonorRevoked) -> None:
    """Without the honor there is no benefit."""
    stop_all(event.honor, actor=event.actor, at=event.at)


@listen(Tick)
def remind_holders(tick: Tick) -> None:
    """Remind holders of what ends soon."""
    if anything_ends_soon(at=tick.at):
        remind_of_endings(actor=the_house(), at=tick.at)
