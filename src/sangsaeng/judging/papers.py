"""The form of a field check: what is signed, its digest, and its paper."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sangsaeng.judging.models import Visit, VisitSignature
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.press import typeset
from sangsaeng.ledger.canonical import canonical_text

TEMPLATE: Final = "lawful"

# What is checked where the stage names no criteria of its own.
USUAL_ITEMS: Final = (
    ("done", gettext_lazy("신청서에 적은 활동이 실제로 있었다")),
    ("result", gettext_lazy("성과를 뒷받침하는 자료를 보았다")),
    ("shared", gettext_lazy("협력기업도 성과를 함께 누렸다")),
    ("current", gettext_lazy("신청서를 낸 뒤 달라진 사실이 없다")),
)
WORDS: Final[Mapping[bool | None, Any]] = {
    True: gettext_lazy("확인함"),
    False: gettext_lazy("확인되지 않음"),
    None: gettext_lazy("해당 없음"),
}


def items_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return what is to be checked: the criteria of the stage, or else the usual."""
    own = tuple((one.key, one.name) for one in visit.stage.criteria.all())
    return own or tuple((key, str(text)) for key, text in USUAL_ITEMS)


def form_of(visit: Visit) -> dict[str, Any]:
    """Return everything both sides sign: photos by their digests."""
    return {
        "visit": visit.code,
        "entry": visit.entry.number,
        "visitor": visit.visitor.name,
        "visited_on": visit.visited_on.isoformat() if visit.visited_on else "",
        "place": visit.place,
        "met": visit.met,
        "findings": visit.findings,
        "remarks": visit.remarks,
        "photos": [
            {"sha256": one.file.sha256, "caption": one.caption}
            for one in visit.photos.select_related("file").order_by("pk")
        ],
    }


def digest_of(visit: Visit) -> str:
    """Return the digest of exactly what is signed."""
    return sha256(canonical_text(form_of(visit)).encode()).hexdigest()


def visit_paper(visit: Visit, at: datetime) -> bytes:
    """Return 현장 확인서 as a PDF, with its digest and who signed it."""
    entry, call = visit.entry, visit.stage.call
    with override("ko"):
        title = _("현장 확인서")
        data = {
            "title": title,
            "number": entry.number,
            "fair": f"{title} · {entry.number}",
            "organizer": call.program.host.name,
            "edition": f"{at.astimezone(SEOUL):%Y-%m-%d}",
            "is_draft": visit.state != "signed",
            "is_sample": entry.is_sample,
            "language": "ko",
            "law": f"{call.title} · {visit.stage.label}",
            "parties": [
                {"part": one.seat.label, "name": one.organization.name, "number": ""}
                for one in entry.partners.exclude(state="declined").select_related(
                    "organization", "seat"
                )
            ],
            "lead": entry.title,
            "terms": _terms(visit),
            "tables": [_findings(visit), _signatures(visit)],
            "foot": _("확인서의 SHA-256 지문: %(digest)s") % {"digest": visit.sha256},
            "words": {"draft": _("초안"), "sample": _("예시 자료"), "page": _("{here} / {all}쪽")},
        }
        return typeset(TEMPLATE, data, at)


def _terms(visit: Visit) -> list[dict[str, str]]:
    said = (
        (_("방문일"), visit.visited_on.isoformat() if visit.visited_on else ""),
        (_("장소"), visit.place),
        (_("만난 사람"), visit.met),
        (_("확인자"), visit.visitor.name),
        (_("종합 의견"), visit.remarks),
        (_("사진"), _("%(count)s장") % {"count": visit.photos.count()}),
    )
    return [{"label": label, "text": text} for label, text in said]


def _findings(visit: Visit) -> dict[str, Any]:
    return {
        "title": _("확인 항목"),
        "heads": [_("항목"), _("확인"), _("내용")],
        "rows": [[one["label"], str(WORDS[one["holds"]]), one["note"]] for one in visit.findings],
    }


def _signatures(visit: Visit) -> dict[str, Any]:
    signed = visit.signatures.order_by("signed_at")
    return {
        "title": _("서명"),
        "heads": [_("서명한 쪽"), _("이름"), _("서명한 때(한국 시각)"), "SHA-256"],
        "rows": [
            [
                str(VisitSignature.Side(one.side).label),
                one.name,
                f"{one.signed_at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S}",
                one.sha256,
            ]
            for one in signed
        ],
    }
