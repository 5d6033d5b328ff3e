"""How needs and offers are drawn: the words that were found lit, the fields in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from sangsaeng.exchange.bridge.matching import Piece
from sangsaeng.exchange.bridge.searching import Hit
from sangsaeng.exchange.kinds import Certificate, Side
from sangsaeng.exchange.queries.shown import Shown, shown_to
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.sectors import sector_group, sector_label

SHORTEST_LIT = 2
PERCENT = 100


@dataclass(frozen=True)
class Row:
    """A need or an offer in a list, with what was found in it."""

    shown: Shown
    url: str
    title: Sequence[Piece]
    abstract: Sequence[Piece]
    sector: str
    certificates: Sequence[str]
    # In percent; None where nothing was searched for
    score: int | None = None
    reasons: Sequence[str] = ()
    # What the viewer's organization said of it, where that is asked
    word: str = ""
    judge_url: str = ""
    why_url: str = ""


def several(side: str) -> str:
    """Return what the needs or the offers are called together."""
    return pgettext("several", "수요") if side == Side.NEED else pgettext("several", "제안")


def address_of(side: str, code: str, name: str = "listing_page") -> str:
    """Return an address about a need or an offer."""
    return reverse(name, args=[side, code])


def hits_of(found: Iterable[Any]) -> list[Hit]:
    """Return what was found, rows without words among them, as hits."""
    return [one if isinstance(one, Hit) else Hit(one) for one in found]


def rows_of(viewer: Viewer, hits: Sequence[Hit], words: str = "") -> list[Row]:
    """Return hits as they are drawn to the viewer."""
    shown = shown_to(viewer, [hit.listing for hit in hits])
    said = words.split()
    return [_row(one, hit, said) for one, hit in zip(shown, hits, strict=True)]


def certificates_in_words(shown: Shown) -> list[str]:
    """Return the certificates by their names; one that is not on the list speaks for itself."""
    known = dict(Certificate.choices)
    return [str(known.get(one, one)) for one in shown.certificates]


def lit(text: str, words: Iterable[str]) -> list[Piece]:
    """Return the pieces of a text, those that say one of the words lit."""
    sought = sorted({one for one in words if len(one) >= SHORTEST_LIT}, key=lambda one: -len(one))
    if not sought:
        return [Piece(text, is_lit=False)] if text else []
    pattern = re.compile("(" + "|".join(map(re.escape, sought)) + ")", re.IGNORECASE)
    parts = enumerate(pattern.split(text))
    return [Piece(part, is_lit=bool(at % 2)) for at, part in parts if part]


def _row(shown: Shown, hit: Hit, said: Sequence[str]) -> Row:
    words = [*said, *hit.reasons]
    return Row(
        shown=shown,
        url=address_of(shown.side, shown.code),
        title=lit(shown.title, words),
        abstract=lit(shown.abstract, words),
        sector=sector_label(sector_group(shown.sector)),
        certificates=certificates_in_words(shown),
        score=None if hit.score is None else round(PERCENT * hit.score),
        reasons=hit.reasons,
    )
