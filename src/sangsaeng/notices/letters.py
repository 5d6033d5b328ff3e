"""Notices as mails: plain text in the reader's language, with a way out in each."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sangsaeng.kernel.mail import Letter
from sangsaeng.notices.addresses import DIGEST, leaving_address, whole
from sangsaeng.notices.kinds import GROUP_OF
from sangsaeng.notices.models import Notice
from sangsaeng.notices.wording import Text, text_of


def letter_of(notice: Notice) -> Letter:
    """Return the mail about one notice."""
    person = notice.person
    leaving = leaving_address(person, GROUP_OF[notice.kind])
    with override(person.language):
        text = text_of(notice)
        return Letter(
            person.email,
            _("[상생] %(title)s") % {"title": text.title},
            "\n\n".join([_about(notice), _body(text), whole(notice.path), _foot(leaving)]),
            f"notice:{notice.pk}",
            _headers(leaving),
        )


def digest_of(notices: Sequence[Notice]) -> Letter:
    """Return one mail about several notices of one person, the oldest first."""
    person = notices[0].person
    leaving = leaving_address(person, DIGEST)
    with override(person.language):
        subject = ngettext(
            "[상생] 새 소식 %(count)s건", "[상생] 새 소식 %(count)s건", len(notices)
        ) % {"count": len(notices)}
        parts = [_in_digest(notice) for notice in notices]
        return Letter(
            person.email,
            subject,
            "\n\n".join([_("지난번 모음 뒤에 바뀐 일을 모았습니다."), *parts, _foot(leaving)]),
            f"digest:{person.pk}:{max(notice.pk for notice in notices)}",
            _headers(leaving),
        )


def _in_digest(notice: Notice) -> str:
    text = text_of(notice)
    return "\n".join([f"■ {text.title}", _about(notice), _body(text), whole(notice.path)])


def _about(notice: Notice) -> str:
    """Say which organization it concerns; a person may speak for several."""
    if not notice.concerns:
        return _("%(person)s 님께 드리는 알림입니다.") % {"person": notice.person.name}
    return _("%(organization)s 구성원께 드리는 알림입니다.") % {"organization": notice.concerns}


def _body(text: Text) -> str:
    return "\n".join([*text.lines, text.next_step])


def _foot(leaving: str) -> str:
    return "\n".join(
        [
            "--",
            _("알림 방법 바꾸기: %(address)s") % {"address": whole(reverse("notices_settings"))},
            _("이 메일 그만 받기: %(address)s") % {"address": leaving},
        ]
    )


def _headers(leaving: str) -> dict[str, str]:
    """The headers that let a mail program offer «unsubscribe» (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{leaving}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
