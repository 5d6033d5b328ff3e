"""What an operator does with the mail outbox."""

from datetime import datetime

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import MAIL_STATES, OutboxMail, Person
from sangsaeng.kernel.permissions import may_operate, require
from sangsaeng.kernel.refusals import ChangedMeanwhile


@action
def retry_mail(mail: OutboxMail, *, actor: Person, at: datetime) -> None:
    """Put a mail that was given up back into the queue."""
    require(may_operate(actor), actor)
    state = MAIL_STATES.after(mail.state, "retry")
    if mail.state != "failed":
        raise ChangedMeanwhile
    taken = OutboxMail.objects.filter(pk=mail.pk, state="failed").update(
        state=state, attempts=0, not_before=at
    )
    if not taken:
        raise ChangedMeanwhile
    record(mail, old={"state": mail.state}, state=state)
