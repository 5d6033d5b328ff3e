"""The mail outbox: a mail is a row first, so that none is lost and none is sent twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import MAIL_STATES, OutboxMail

MAX_ATTEMPTS = 6
BATCH = 50
STUCK_AFTER = timedelta(minutes=10)
# With these the server has said that it did not take the mail; after anything else it may have.
SURELY_NOT_SENT = (ConnectionRefusedError, SMTPResponseException, SMTPRecipientsRefused)


@dataclass(frozen=True)
class Letter:
    """A mail to be written under a key of its own; ``headers`` go out as they stand."""

    to: str
    subject: str
    body: str
    once: str
    headers: Mapping[str, str] = field(default_factory=dict)


def write_letters(letters: Iterable[Letter], *, at: datetime) -> None:
    """Put many mails into the outbox in few statements; a key already taken is passed over."""
    OutboxMail.objects.bulk_create(
        [
            OutboxMail(
                to=letter.to,
                subject=_one_line(letter.subject),
                body=letter.body,
                headers=dict(letter.headers),
                once=letter.once,
                written_at=at,
                not_before=at,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )


def write_mail(
    to: str, subject: str, body: str, *, at: datetime, once: str | None = None, html: str = ""
) -> bool:
    """Put a mail into the outbox; the same ``once`` key is taken only once. Tell whether it was."""
    fields = {
        "to": to,
        "subject": _one_line(subject),
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
    connection = get_connection(settings.MAIL_TRANSPORT, **settings.MAIL_TRANSPORT_OPTIONS)
    try:
        connection.open()
    except OSError as fault:
        _put_back(mail, str(fault), at)
        return 0
    try:
        _message(mail, connection).send()
    except SURELY_NOT_SENT as fault:
        _put_back(mail, str(fault), at)
        return 0
    except (OSError, ValueError) as fault:
        # It may have gone out, or it can never go out; either way it is not tried again by itself.
        _settle(mail, state=MAIL_STATES.after("sending", "give_up"), fault=str(fault)[:300])
        return 0
    finally:
        connection.close()
    _settle(mail, state=MAIL_STATES.after("sending", "succeed"), sent_at=at, fault="")
    return 1


def _message(mail: OutboxMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        headers=mail.headers,
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


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


def _one_line(subject: str) -> str:
    """A subject is one header line: nothing in it may begin another."""
    return " ".join(subject.split())[:300]
