"""Technical material as a person sees it: PDF pages, each marked with who looks, and when.

A stranger's file is opened in a process of its own (see ``watermark_child``), which builds new pages
from what is drawn on the old ones and takes nothing else along. The mark says who carried a
page away; it does not keep anybody from carrying it away, or from wiping it off.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.confined import Bounds, Lost, run_confined
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.web.documents.typesetting import typeset

VIEWABLE: Final = frozenset({"pdf", "png", "jpg"})
MOST_PAGES: Final = 500
MOST_PIXELS: Final = 60_000_000
BOUNDS: Final = Bounds(cpu_seconds=30, wall_seconds=60, memory_bytes=1536 * 1024 * 1024)
_CHILD: Final = "sangsaeng.web.documents.watermark_child"


class NotViewable(Refusal):
    """Files of this kind have no pages that can be marked; they are handed over by hand."""

    code = "material.not_viewable"
    text = gettext_lazy(
        "이 형식(%(kind)s)은 화면에서 볼 수 없습니다. 봉인하여 보관하며, 제공 기업이 직접 전달합니다. "
        "화면에서 보이려면 PDF로 바꾸어 올려 주십시오."
    )


class MaterialLocked(Refusal):
    """The file is encrypted."""

    code = "material.locked"
    status = 422
    text = gettext_lazy("암호가 걸린 PDF입니다. 암호를 풀어 저장한 뒤 다시 올려 주십시오.")


class MaterialBroken(Refusal):
    """The file cannot be read as what it says it is."""

    code = "material.broken"
    status = 422
    text = gettext_lazy(
        "파일이 손상되어 쪽을 읽을 수 없습니다. 원본 프로그램에서 PDF로 다시 저장하여 올려 주십시오."
    )


class MaterialTooLarge(Refusal):
    """The file has more pages than are shown."""

    code = "material.too_large"
    status = 422
    text = gettext_lazy("쪽이 너무 많습니다. %(limit)s쪽 이하로 나누어 올려 주십시오.")


class MaterialTooHeavy(Refusal):
    """The file asks for more time or memory than anybody gets."""

    code = "material.too_heavy"
    status = 422
    text = gettext_lazy(
        "파일이 너무 복잡하거나 큽니다. 쪽을 나누거나 해상도를 낮춘 PDF로 다시 올려 주십시오."
    )


_REFUSALS: Final[dict[str, type[Refusal]]] = {
    "locked": MaterialLocked,
    "broken": MaterialBroken,
    "too_large": MaterialTooLarge,
    "too_heavy": MaterialTooHeavy,
    "time": MaterialTooHeavy,
    "memory": MaterialTooHeavy,
    "crash": MaterialBroken,
}


@dataclass(frozen=True)
class Stamp:
    """Who looks, for whom, when, at what, under which number."""

    person: str
    organization: str
    at: datetime
    material: str
    receipt: str

    @property
    def moment(self) -> str:
        """The moment in Korea, to the second."""
        return f"{self.at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S} KST"


def viewable(kind: str) -> bool:
    """Tell whether a kind of file is shown as pages; others are kept sealed and given by hand."""
    return kind in VIEWABLE


def watermarked(content: bytes, kind: str, stamp: Stamp) -> bytes:
    """Return new PDF pages with what the file's pages show, each marked with the stamp.

    Scripts, actions, links, forms, attachments, comments and metadata stay behind. Refuses what
    is locked, broken, too long, too heavy, or of a kind that has no pages.
    """
    if not viewable(kind):
        raise NotViewable(kind=kind)
    overlay = _overlay(stamp)
    request = {
        "kind": kind,
        "overlay": len(overlay),
        # Only a picture is laid into a file, in memory, for the press to read.
        "file_bytes": 0 if kind == "pdf" else len(content),
        "most_pages": MOST_PAGES,
        "most_pixels": MOST_PIXELS,
    }
    try:
        said = run_confined(
            _CHILD, request, overlay + content, bounds=BOUNDS, packages=["pypdf", "typst"]
        )
    except Lost as lost:
        raise _REFUSALS[lost.reason] from lost
    if said.startswith(b"%PDF-"):
        return said
    raise _REFUSALS[json.loads(said)["refused"]](limit=MOST_PAGES)


def _overlay(stamp: Stamp) -> bytes:
    lines = [
        f"{stamp.organization} {stamp.person}",
        stamp.moment,
        f"{stamp.material} {stamp.receipt}",
    ]
    footer = _("비밀유지계약에 따라 %(who)s에게만 보인 자료입니다 · %(when)s · %(what)s") % {
        "who": lines[0],
        "when": lines[1],
        "what": lines[2],
    }
    data = {
        "title": stamp.material,
        "language": (get_language() or "ko")[:2],
        "lines": lines,
        "footer": footer,
    }
    return typeset("watermark", data, stamp.at)
