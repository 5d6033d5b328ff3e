"""Published figures of real fairs of the past, each with its source; never added to a fair's own."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sangsaeng.kernel.language import for_reader


@dataclass(frozen=True)
class PastFair:
    """What was announced about a fair of the past; a figure nobody published is none.

    ``meetings`` are what was announced as matched or held, and not always the same thing: the note
    says what is known of it.
    """

    held_on: str
    place: str
    name: str
    buyers: int
    suppliers: int
    requests: int | None
    meetings: int | None
    note: str
    source: str
    address: str

    @property
    def matched_share(self) -> float | None:
        """Which part of the requests found a meeting."""
        return ratio(self.meetings, self.requests)

    @property
    def requests_per_supplier(self) -> float | None:
        """How many requests there were for each supplier."""
        return ratio(self.requests, self.suppliers)

    @property
    def meetings_per_buyer(self) -> float | None:
        """How many meetings there were for each buyer."""
        return ratio(self.meetings, self.buyers)

    @property
    def meetings_per_supplier(self) -> float | None:
        """How many meetings there were for each supplier."""
        return ratio(self.meetings, self.suppliers)


@dataclass(frozen=True)
class AnnouncedResult:
    """What was announced to have come of fairs: intent and contracts are two things."""

    period: str
    meaning: str
    deals: int | None
    amount: int
    source: str
    address: str


def past_fairs() -> tuple[PastFair, ...]:
    """Return the fairs of the past, the latest first, in the reader's language."""
    return tuple(
        PastFair(
            row["held_on"],
            for_reader(row["place"], row["place_en"]),
            for_reader(row["name"], row["name_en"]),
            int(row["buyers"]),
            int(row["suppliers"]),
            _number(row["requests"]),
            _number(row["meetings"]),
            for_reader(row["note"], row["note_en"]),
            row["source"],
            row["address"],
        )
        for row in _rows("past_fairs")
    )


def announced_results() -> tuple[AnnouncedResult, ...]:
    """Return what was announced to have come of fairs of the past."""
    return tuple(
        AnnouncedResult(
            for_reader(row["period"], row["period_en"]),
            for_reader(row["meaning"], row["meaning_en"]),
            _number(row["deals"]),
            int(row["amount"]),
            row["source"],
            row["address"],
        )
        for row in _rows("announced_results")
    )


def ratio(part: int | None, whole: int | None) -> float | None:
    """Return the part of the whole, where both are known and there is a whole."""
    return part / whole if part is not None and whole else None


def _number(text: str) -> int | None:
    return int(text) if text else None


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(_read(name))


def _read(name: str) -> Iterator[dict[str, str]]:
    path = files("sangsaeng.fairs").joinpath("reference", f"{name}.csv")
    yield from csv.DictReader(path.read_text("utf-8").splitlines())
