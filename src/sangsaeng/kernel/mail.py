"""The mail outbox: a mail is a row first, so that none is lost and none is sent twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import MAIL_STATES, OutboxMail

MAX_ATTEMPTS = 6
BATCH = 50
STUCK_AFTER = timedelta(minutes=10)


def write_mail(
    to: str, subject: str, body: str, *, at: datetime, once: str | None = None, html: str = ""
) -> bool:
    """Put a mail into the outbox; the same ``once`` key is taken only once. Tell whether it was."""
    fields = {
        "to": to,
        "subject": " ".join(subject.split())[:300],
        "body": body,
        "html": html,
        "written_at": at,
        "not_before": at,
    }
    if once is None:
        OutboxMail.objects.create(**fields)
        return True
    return OutboxMail.objects.get_or_create(once=once, defaults=fields)[1]


class OutboxBackend(BaseEmailBackend):
    """Takes every mail that libraries send and puts it into the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write one row for each addressee."""
        written = 0
        for message in email_messages:
            html = next(
                (
                    str(part[0])
                    for part in getattr(message, "alternatives", ())
                    if part[1] == "text/html"
                ),
                "",
            )
            for address in message.recipients():
                write_mail(
                    address, str(message.subject), str(message.body), at=clock.now(), html=html
                )
                written += 1
        return written


def deliver(*, at: datetime) -> int:
    """Send what is due and return how many went out.

    A row is claimed by moving it to «sending» in one statement, so two workers never send the same
    mail. A row stuck in «sending» after a crash is not sent again by itself: whether it went out
    is unknown, and twice is worse than a question to the operator.
    """
    OutboxMail.objects.filter(state="sending", not_before__lt=at - STUCK_AFTER).update(
        state=MAIL_STATES.after("sending", "give_up"), fault="interrupted while sending"
    )
    due = OutboxMail.objects.filter(state="waiting", not_before__lte=at).order_by("pk")[:BATCH]
    return sum(_send(mail, at) for mail in due)


def _send(mail: OutboxMail, at: datetime) -> int:
    claimed = OutboxMail.objects.filter(pk=mail.pk, state="waiting").update(
        state=MAIL_STATES.after("waiting", "send"), attempts=mail.attempts + 1, not_before=at
    )
    if not claimed:
        return 0
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        connection=get_connection(settings.MAIL_TRANSPORT, **settings.MAIL_TRANSPORT_OPTIONS),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except OSError as fault:
        _put_back(mail, str(fault), at)
        return 0
    _settle(mail, state=MAIL_STATES.after("sending", "succeed"), sent_at=at, fault="")
    return 1


def _put_back(mail: OutboxMail, fault: str, at: datetime) -> None:
    attempts = mail.attempts + 1
    verb = "retry" if attempts < MAX_ATTEMPTS else "give_up"
    _settle(
        mail,
        state=MAIL_STATES.after("sending", verb),
        fault=fault[:300],
        not_before=at + timedelta(minutes=2**attempts),
    )


def _settle(mail: OutboxMail, **fields: Any) -> None:
    OutboxMail.objects.filter(pk=mail.pk, state="sending").update(**fields)
