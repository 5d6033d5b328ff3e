"""What the receipt of an entry says on paper; Korean whatever the reader's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.press import typeset
from sangsaeng.programs.models import Submission

TEMPLATE: Final = "entry_receipt"


def receipt_paper(submission: Submission, receipt: Mapping[str, Any], at: datetime) -> bytes:
    """Return the receipt of a submission as a PDF: number, moment, fingerprint, files, checkpoint."""
    entry, content = submission.entry, submission.content
    checkpoint = receipt["checkpoint"]
    with override("ko"):
        data = {
            "title": _("접수증"),
            "number": submission.receipt_number,
            "fair": f"{_('접수증')} · {submission.receipt_number}",
            "organizer": entry.call.program.host.name,
            "edition": _("%(day)s 발급") % {"day": f"{at.astimezone(SEOUL):%Y-%m-%d}"},
            "is_draft": False,
            "is_sample": entry.is_sample,
            "language": "ko",
            "lead": _("아래 신청이 접수되었음을 확인합니다."),
            "said": _said(submission),
            "team": [[one["name"], _("대표") if one["leads"] else ""] for one in content["team"]],
            "files": [[one["name"], one["sha256"]] for one in content["files"]],
            "proof": [
                (_("원장"), checkpoint["origin"]),
                (_("기록 수"), str(checkpoint["size"])),
                (_("뿌리 해시"), checkpoint["root"]),
                (_("서명한 때(UTC)"), checkpoint["time"]),
            ],
            "foot": _(
                "함께 받은 JSON 접수증을 `sangsaeng verify receipt.json`으로 인터넷 없이 확인할 수 있습니다. "
                "접수한 내용이 그 뒤에 바뀌면 지문이 달라집니다."
            ),
            "words": {
                "draft": _("초안"),
                "sample": _("예시 자료"),
                "page": _("{here} / {all}쪽"),
                "team": _("함께 신청한 곳"),
                "files": _("첨부 파일"),
                "proof": _("원장의 증명"),
                "none": _("없음"),
            },
        }
        return typeset(TEMPLATE, data, at)


def _said(submission: Submission) -> list[tuple[str, str]]:
    entry = submission.entry
    handed_in = f"{submission.submitted_at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S}"
    return [
        (_("접수 번호"), submission.receipt_number),
        (_("공고"), entry.call.title),
        (_("사례"), submission.content["title"]),
        (_("접수한 때(한국 시각)"), handed_in),
        (_("제출한 사람"), submission.submitted_by.name),
        (_("공고의 규칙"), _("%(number)s판") % {"number": submission.edition.number}),
        (_("내용의 지문(SHA-256)"), submission.sha256),
    ]
