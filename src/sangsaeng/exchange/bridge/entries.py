"""What of a published need or offer is searched: what a stranger may read of it, and no more."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import normalize

from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from sangsaeng.engine.matching.matcher import Entry
from sangsaeng.exchange.models import Audience, Competitor, Listing
from sangsaeng.exchange.queries.looking import DATED, UNDATED
from sangsaeng.exchange.queries.shown import Shown, shown_to
from sangsaeng.organizations.sectors import sector_groups

TOGETHER = 500
OPEN, CLOSED = "open", "closed"
# A field that all have, and that nobody narrows by: to count by it is to count everything.
EVERYTHING = "everything"
# The readiness as a value to be counted by; as a number it is compared.
LEVEL = "level"
OWNER = "owner"
_STRANGER = AnonymousUser()


class Part(NamedTuple):
    """A named piece of the text that is searched: the title, the abstract, one of the particulars."""

    name: str
    text: str


def parts_of(shown: Shown) -> list[Part]:
    """Return the public text in its pieces; joined by line ends it is what is searched."""
    particulars = [Part(one.key, _read(one, value)) for one, value in shown.particulars]
    owner = " ".join(filter(None, (shown.owner.name, shown.owner.name_en))) if shown.owner else ""
    pieces = [
        Part("title", shown.title),
        Part("abstract", shown.abstract),
        Part("keywords", shown.keywords),
        *particulars,
        Part(OWNER, owner),
    ]
    return [Part(name, normalize("NFC", text)) for name, text in pieces if text]


def asked_of(shown: Shown) -> list[Part]:
    """Return the pieces by which counterparts are sought: all but whose it is."""
    return [piece for piece in parts_of(shown) if piece.name != OWNER]


def joined(parts: Iterable[Part]) -> str:
    """Return pieces as one text."""
    return "\n".join(piece.text for piece in parts)


def text_of(shown: Shown) -> str:
    """Return the public text."""
    return joined(parts_of(shown))


def public(listings: Iterable[Listing]) -> list[Shown]:
    """Return needs and offers as a stranger reads them, whoever asks."""
    with translation.override("ko"):
        return shown_to(_STRANGER, listings)


def entries_of(listings: Iterable[Listing]) -> Iterator[Entry]:
    """Return an entry for each; owners are expected to have been read along."""
    waiting = iter(listings)
    while rows := list(islice(waiting, TOGETHER)):
        named = _naming_competitors(rows)
        for row, shown in zip(rows, public(rows), strict=True):
            yield _entry(row, shown, is_open=row.owner_id not in named)


def entry_id(pk: int) -> str:
    """Return what a row is called in the index: in the order of entry, whatever lies between."""
    return f"{pk:012d}"


def _entry(row: Listing, shown: Shown, *, is_open: bool) -> Entry:
    everybody = is_open and row.audience == Audience.PUBLIC
    fields: dict[str, Any] = {
        EVERYTHING: EVERYTHING,
        "seen": OPEN if everybody else CLOSED,
        OWNER: str(row.owner_id),
        "kind": shown.kind,
        "region": shown.region,
        "sector": sector_groups(shown.sector),
        # The size of an unnamed owner would tell who it is.
        "size": shown.owner.size_class if shown.owner else "",
        "certificate": shown.certificates,
        "dated": DATED if shown.wanted_by else UNDATED,
    }
    if shown.readiness is not None:
        fields |= {"readiness": shown.readiness, LEVEL: str(shown.readiness)}
    return Entry(entry_id(row.pk), text_of(shown), fields, counted=everybody)


def _naming_competitors(rows: Iterable[Listing]) -> frozenset[int]:
    owners = {row.owner_id for row in rows}
    return frozenset(Competitor.objects.filter(owner__in=owners).values_list("owner", flat=True))


def _read(asked: Any, value: Any) -> str:
    choices = {key: str(label) for key, label in asked.choices}
    return choices.get(str(value), str(value))
