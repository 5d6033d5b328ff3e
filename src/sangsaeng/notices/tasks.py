"""What the house does for notices when it looks at its clock."""

from sangsaeng.kernel.events import listen
from sangsaeng.kernel.house import Tick
from sangsaeng.notices.actions.mailing import mail_at_once, mail_digests
from sangsaeng.notices.actions.publishing import tell_what_was_published


@listen(Tick)
def tell_and_mail(tick: Tick) -> None:
    """Tell what was published and hand what waits to the outbox, which is emptied right after."""
    tell_what_was_published(at=tick.at)
    mail_at_once(at=tick.at)
    mail_digests(at=tick.at)
