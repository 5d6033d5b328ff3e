"""Asking for a copy without the marks of who made the original."""

import json
from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.copies.child import DONE
from sangsaeng.kernel.confined import Bounds, Lost, run_confined

BOUNDS: Final = Bounds(cpu_seconds=30, wall_seconds=60, memory_bytes=1536 * 1024 * 1024)
CLEANED: Final = frozenset({"pdf", "png", "jpg", "docx", "xlsx", "pptx", "hwpx"})
_CHILD: Final = "sangsaeng.judging.copies.child"

FAULTS: Final[Mapping[str, str | Promise]] = {
    "locked": _("암호가 걸린 파일이라 사본을 만들 수 없습니다."),
    "broken": _("손상된 파일이라 사본을 만들 수 없습니다."),
    "too_heavy": _("너무 크거나 복잡한 파일이라 사본을 만들 수 없습니다."),
    "inside": _("안에 다른 파일이나 매크로가 들어 있어 만든 사람의 흔적을 지울 수 없습니다."),
    "picture": _("안에 든 그림의 형식 때문에 만든 사람의 흔적을 지울 수 없습니다."),
    "kind": _("이 형식은 만든 사람의 흔적을 지울 수 없습니다."),
}
_DEATHS: Final = {"time": "too_heavy", "memory": "too_heavy", "crash": "broken"}


class NoCleanCopy(Exception):
    """No copy can be made; ``code`` is a key of :data:`FAULTS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_copy(content: bytes, kind: str) -> bytes:
    """Return a copy that shows the same and holds nothing of who made it, or say why not."""
    if kind not in CLEANED:
        raise NoCleanCopy("kind")
    try:
        said = run_confined(_CHILD, {"kind": kind}, content, bounds=BOUNDS, packages=["pypdf"])
    except Lost as lost:
        raise NoCleanCopy(_DEATHS[lost.reason]) from lost
    if said.startswith(DONE):
        return said.removeprefix(DONE)
    raise NoCleanCopy(json.loads(said))
