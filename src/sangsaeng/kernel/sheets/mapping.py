"""Which column of a file is which column of ours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.kernel.sheets.columns import Column, SheetKind, titles
from sangsaeng.kernel.sheets.reading import Sheet, heading_text

How = Literal["exact", "alias", "similar", "chosen"]

CONFIDENCE: Final[dict[How, float]] = {"chosen": 1.0, "exact": 1.0, "alias": 0.95, "similar": 0.8}

# A header deeper than this is not looked for; titles and notes above a table are few.
_DEEPEST_HEADER: Final = 15
_BRACKETED: Final = re.compile(r"[(\[{（［【<〈].*?[)\]}）］】>〉]")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Match:
    """One of our columns found in the file, how, and under which heading."""

    column: Column
    index: int
    heading: str
    how: How

    @property
    def confidence(self) -> float:
        """How sure the match is, 1 for the very heading we would write ourselves."""
        return CONFIDENCE[self.how]


@dataclass(frozen=True)
class ColumnMapping:
    """The columns found in a header, proposed by us and corrected by a person."""

    kind: SheetKind
    header: tuple[str, ...]
    matches: tuple[Match, ...]

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Headings of the file that nothing of ours is read from."""
        used = {match.index for match in self.matches}
        return tuple(
            heading for index, heading in enumerate(self.header) if heading and index not in used
        )

    @property
    def missing(self) -> tuple[Column, ...]:
        """Required columns that the file lacks."""
        found = {match.column.key for match in self.matches}
        return tuple(
            column
            for column in self.kind.all_columns
            if column.required and column.key not in found
        )

    def missing_titles(self, language: str) -> str:
        """Return the headings of the missing columns as one phrase."""
        return titles(self.missing, language)

    def index_of(self, key: str) -> int | None:
        """Return where in the file a column of ours is, counted from 0."""
        return next((match.index for match in self.matches if match.column.key == key), None)

    def overridden(self, choices: Mapping[str, int | None]) -> "ColumnMapping":
        """Return the mapping with a person's choices: column key to file column, or None."""
        kept = [
            match
            for match in self.matches
            if match.column.key not in choices and match.index not in choices.values()
        ]
        chosen = [
            Match(self.kind.column(key), index, self.header[index], "chosen")
            for key, index in choices.items()
            if index is not None
        ]
        return replace(self, matches=_in_order(self.kind, [*kept, *chosen]))


def propose_mapping(kind: SheetKind, header: Sequence[str]) -> ColumnMapping:
    """Propose which heading of a file is which column: the surest first, then the leftmost."""
    headings = tuple(heading_text(heading) for heading in header)
    candidates = [
        Match(column, index, heading, how)
        for index, heading in enumerate(headings)
        for column in kind.all_columns
        if heading and (how := _how_alike(column, heading))
    ]
    taken: dict[str, Match] = {}
    for match in sorted(candidates, key=lambda match: (-match.confidence, match.index)):
        if match.index not in {other.index for other in taken.values()}:
            taken.setdefault(match.column.key, match)
    return ColumnMapping(kind, headings, _in_order(kind, list(taken.values())))


def find_header(kind: SheetKind, sheet: Sheet) -> Sheet:
    """Return the sheet with its header where most known headings stand, titles above skipped."""

    def known(index: int) -> int:
        return len(propose_mapping(kind, sheet.with_header_at(index).header).matches)

    candidates = range(min(_DEEPEST_HEADER, len(sheet.lines)))
    best = max(candidates, key=lambda index: (known(index), index == sheet.header_at, -index))
    return sheet.with_header_at(best)


def _in_order(kind: SheetKind, matches: Sequence[Match]) -> tuple[Match, ...]:
    places = {column.key: place for place, column in enumerate(kind.all_columns)}
    return tuple(sorted(matches, key=lambda match: places[match.column.key]))


def _how_alike(column: Column, heading: str) -> How | None:
    heading = clean(heading).rstrip("*").rstrip()
    if heading in (column.title_ko, column.title_en):
        return "exact"
    if heading in column.spellings:
        return "alias"
    known = {form for spelling in column.spellings for form in _bare_forms(spelling)}
    return "similar" if known & _bare_forms(heading) else None


def _bare_forms(heading: str) -> set[str]:
    """Return the heading without case, spacing and signs, with and without its brackets."""
    whole = _NOT_LETTERS.sub("", heading).casefold()
    unbracketed = _NOT_LETTERS.sub("", _BRACKETED.sub("", heading)).casefold()
    return {whole, unbracketed} - {""}
