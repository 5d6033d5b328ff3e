"""What the worker does for the ledger."""

from django.db.models import Subquery

from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick, the_house
from sangsaeng.ledger.actions import SIGN_AFTER, SIGN_EVERY, sign_checkpoint
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.ledger.queries import checkpoints


@listen(Tick)
def sign_what_is_new(tick: Tick) -> None:
    """Sign a checkpoint every ten minutes, or after 256 events, while there is something new."""
    newest = checkpoints()[:1]
    last = (
        LedgerEvent.objects.order_by("-seq")
        .annotate(size=Subquery(newest.values("size")), signed_at=Subquery(newest.values("at")))
        .values_list("seq", "size", "signed_at")
        .first()
    )
    if last is None:
        return
    seq, size, signed_at = last
    unsigned = seq + 1 - (size or 0)
    is_time = signed_at is None or tick.at - signed_at >= SIGN_EVERY
    if unsigned >= SIGN_AFTER or (unsigned > 0 and is_time):
        sign_checkpoint(actor=the_house(), at=tick.at)
