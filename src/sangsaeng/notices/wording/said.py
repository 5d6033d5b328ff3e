"""Notices that say one thing in one way: a title and a next step, and the facts one to a line.

What somebody typed (a title, a reason) is data: it is set on one line and is not made a link, so
that nobody writes a sentence or an address of their own into the house's mail.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.language import for_reader
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.wording.text import Text, day, moment

Template = str | Promise
Said = Mapping[Kind, tuple[Template, Template]]

_LONGEST: Final = 300
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)")


def typed(text: str) -> str:
    """What somebody typed, on one line, with no address that a mail program would make a link."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    plain = _ADDRESS.sub(lambda found: "".join(_split(*found.groups())), line)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def words_of(said: Said) -> Mapping[str, Callable[[Facts], Text]]:
    """Return for each kind what puts its facts into words."""
    return {kind.value: partial(_told, *words) for kind, words in said.items()}


def _told(title: Template, next_step: Template, facts: Facts) -> Text:
    fields = {key: _field(value) for key, value in facts.items()}
    lines = [str(label) % {"it": show(facts[key])} for key, label, show in _LINES if facts.get(key)]
    return Text(str(title) % fields, tuple(lines), str(next_step) % fields)


def _field(value: Any) -> Any:
    if isinstance(value, dict):
        return _names(value)
    return typed(value) if isinstance(value, str) else value


def _names(value: Facts) -> str:
    return typed(for_reader(value["ko"], value["en"]))


def _split(scheme: str | None, colon: str, www: str | None, dot: str) -> tuple[str, ...]:
    return (scheme, f"[{colon}]") if scheme else (www or "", f"[{dot}]")


# In the order in which they are read
_LINES: Final[tuple[tuple[str, Template, Callable[[Any], str]], ...]] = (
    ("call", _("공고: %(it)s"), _names),
    ("stage", _("단계: %(it)s"), _names),
    ("entry", _("사례: %(it)s"), typed),
    ("number", _("신청번호: %(it)s"), typed),
    ("fingerprint", _("내용 지문(SHA-256): %(it)s"), typed),
    ("lead", _("대표 신청 기업: %(it)s"), _names),
    ("partner", _("기업·기관: %(it)s"), _names),
    ("recommender", _("추천한 곳: %(it)s"), _names),
    ("honor", _("포상: %(it)s"), typed),
    ("benefit", _("혜택: %(it)s"), _names),
    ("handed_in_at", _("접수한 때: %(it)s"), moment),
    ("held_at", _("일시: %(it)s"), moment),
    ("visit_on", _("방문일: %(it)s"), day),
    ("place", _("장소: %(it)s"), typed),
    ("closes_at", _("접수 마감: %(it)s"), moment),
    ("due_at", _("기한: %(it)s"), moment),
    ("ends_on", _("끝나는 날: %(it)s"), day),
    ("objection_until", _("이의신청 기한: %(it)s"), moment),
    ("wanted", _("보완할 내용: %(it)s"), typed),
    ("reason", _("까닭: %(it)s"), typed),
)
