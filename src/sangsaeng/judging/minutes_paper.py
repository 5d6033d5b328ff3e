"""Closed minutes as a Korean paper, with the digest of the rules they were held under."""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.judging.models import Minutes
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.press import typeset

TEMPLATE: Final = "minutes"


def minutes_paper(minutes: Minutes, at: datetime) -> bytes:
    """Return the minutes as a PDF."""
    call = minutes.stage.call
    with override("ko"):
        said: list[tuple[str, str]] = [
            (_("회차"), call.title),
            (_("단계"), minutes.stage.label),
            (_("연 때"), _moment(minutes.held_at)),
            (_("장소"), minutes.place),
            (_("참석자"), minutes.attendees),
            (_("심의 내용"), minutes.text),
            (_("작성한 사람"), minutes.written_by.name),
            (_("마친 때"), _moment(minutes.closed_at) if minutes.closed_at else ""),
            (_("심사 기준(SHA-256)"), minutes.rules_sha256),
        ]
        rows = [
            [one.entry.number, one.entry.title, one.text, str(one.get_verdict_display() or "–")]
            for one in minutes.discussed.select_related("entry").order_by("pk")
        ]
        data: dict[str, Any] = {
            "title": _("심의록"),
            "number": f"{minutes.stage.position}-{minutes.number}",
            "fair": f"{_('심의록')} · {call.title}",
            "organizer": call.program.host.name,
            "edition": _("%(day)s 뽑음") % {"day": f"{at.astimezone(SEOUL):%Y-%m-%d}"},
            "is_draft": False,
            "is_sample": call.is_sample,
            "language": "ko",
            "terms": [{"label": label, "text": text or "–"} for label, text in said],
            "heads": [_("번호"), _("신청"), _("논의"), _("의견")],
            "rows": rows,
            "words": {"draft": _("초안"), "sample": _("예시 자료"), "page": _("{here} / {all}쪽")},
        }
        return typeset(TEMPLATE, data, at)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SEOUL):%Y-%m-%d %H:%M}"
