"""What the house does for notices when it looks at its clock."""

from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick
from sangsaeng.notices.actions.mailing import mail_at_once, mail_digests


@listen(Tick)
def mail_what_waits(tick: Tick) -> None:
    """Hand what waits to the outbox, which is emptied right after."""
    mail_at_once(at=tick.at)
    mail_digests(at=tick.at)
