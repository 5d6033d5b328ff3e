"""A mail is a row first: none is lost, none is sent twice."""

from datetime import timedelta
from smtplib import SMTPDataError

import pytest
from django.core import mail as django_mail
from django.core.mail import send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet

from sangsaeng.kernel import mail
from sangsaeng.kernel.models import OutboxMail

pytestmark = pytest.mark.django_db


class RefusingTransport(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, _messages):
        raise ConnectionRefusedError


class ClosedDoor(BaseEmailBackend):
    """A mail server that nobody reaches."""

    def open(self):
        raise TimeoutError


class BrokenLine(BaseEmailBackend):
    """A mail server that falls silent after it was handed the mail."""

    def send_messages(self, _messages):
        raise TimeoutError


class NotToday(BaseEmailBackend):
    """A mail server that says it did not take the mail."""

    def send_messages(self, _messages):
        raise SMTPDataError(451, b"try again later")


@pytest.fixture(autouse=True)
def _to_memory(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_TRANSPORT_OPTIONS = {}
    settings.EMAIL_BACKEND = "sangsaeng.kernel.mail.OutboxBackend"
    django_mail.outbox = []


def test_mail_goes_out_once(at):
    mail.write_mail("a@example.org", "제목", "본문", at=at)

    assert mail.deliver(at=at) == 1
    assert mail.deliver(at=at) == 0
    assert [sent.to for sent in django_mail.outbox] == [["a@example.org"]]


def test_mail_with_the_same_key_is_written_once(at):
    assert mail.write_mail("a@example.org", "제목", "본문", at=at, once="published:1") is True
    assert mail.write_mail("a@example.org", "제목", "본문", at=at, once="published:1") is False


def test_mail_claimed_by_another_worker_is_not_sent(at):
    mail.write_mail("a@example.org", "제목", "본문", at=at)
    OutboxMail.objects.update(state="sending", not_before=at)

    assert mail.deliver(at=at) == 0


def test_mail_interrupted_while_sending_is_shown_not_repeated(at):
    mail.write_mail("a@example.org", "제목", "본문", at=at)
    OutboxMail.objects.update(state="sending", not_before=at)

    mail.deliver(at=at + timedelta(hours=1))

    assert OutboxMail.objects.get().state == "failed"
    assert django_mail.outbox == []


def test_mail_waits_and_tries_again_when_the_server_is_down(at, settings):
    settings.MAIL_TRANSPORT = "tests.kernel.test_mail.RefusingTransport"
    mail.write_mail("a@example.org", "제목", "본문", at=at)

    assert mail.deliver(at=at) == 0
    waiting = OutboxMail.objects.get()
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert waiting.not_before > at

    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    assert mail.deliver(at=waiting.not_before) == 1


def test_mail_of_libraries_goes_to_the_outbox():
    send_mail("제목", "본문", None, ["a@example.org", "b@example.org"])

    assert set(OutboxMail.objects.values_list("to", flat=True)) == {
        "a@example.org",
        "b@example.org",
    }


def test_line_break_in_a_subject_cannot_add_a_header(at):
    mail.write_mail("a@example.org", "제목\r\nBcc: x@example.org", "본문", at=at)

    mail.deliver(at=at)

    assert django_mail.outbox[0].message()["Bcc"] is None


@pytest.mark.parametrize("transport", ["ClosedDoor", "NotToday"])
def test_mail_that_surely_did_not_go_out_is_tried_again(at, settings, transport):
    settings.MAIL_TRANSPORT = f"tests.kernel.test_mail.{transport}"
    mail.write_mail("a@example.org", "제목", "본문", at=at)

    assert mail.deliver(at=at) == 0
    assert OutboxMail.objects.get().state == "waiting"


def test_mail_that_may_have_gone_out_is_not_tried_again_by_itself(at, settings):
    settings.MAIL_TRANSPORT = "tests.kernel.test_mail.BrokenLine"
    mail.write_mail("a@example.org", "제목", "본문", at=at)

    mail.deliver(at=at)

    assert OutboxMail.objects.get().state == "failed"


def test_mail_that_can_never_go_out_holds_up_no_other(at):
    mail.write_mail("nobody\r\n@example.org", "제목", "본문", at=at)
    mail.write_mail("a@example.org", "제목", "본문", at=at)

    assert mail.deliver(at=at) == 1
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"failed", "sent"}


def test_letters_are_written_once_under_their_keys_with_their_headers(at):
    letter = mail.Letter("a@example.org", "제목", "본문", "key:1", {"List-Unsubscribe": "<x>"})
    other = mail.Letter("b@example.org", "제목", "본문", "key:2")

    mail.write_letters([letter], at=at)
    mail.write_letters([letter, other], at=at)

    assert mail.deliver(at=at) == 2
    first, second = django_mail.outbox
    assert first.message()["List-Unsubscribe"] == "<x>"
    assert second.message()["List-Unsubscribe"] is None


def test_many_letters_take_one_statement(at, django_assert_num_queries):
    letters = [mail.Letter("a@example.org", "제목", "본문", f"key:{n}") for n in range(40)]

    with django_assert_num_queries(1):
        mail.write_letters(letters, at=at)


def test_without_the_claim_a_second_worker_would_send_the_same_mail(at, monkeypatch):
    """The twin: whoever sends without claiming the row sends it again."""
    mail.write_mail("a@example.org", "제목", "본문", at=at)
    [seen_by_another] = OutboxMail.objects.all()
    assert mail.deliver(at=at) == 1

    assert mail._send(seen_by_another, at) == 0  # noqa: SLF001 - the step that claims
    monkeypatch.setattr(QuerySet, "update", lambda *_args, **_fields: 1)
    assert mail._send(seen_by_another, at) == 1  # noqa: SLF001 - the step that claims
    assert len(django_mail.outbox) == 2
