"""What is written to a file: tables, wall charts and pages of explanation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sangsaeng.kernel.sheets.columns import Column, Kind, SheetKind
from sangsaeng.kernel.sheets.values import is_business_number

Tone = Literal["plain", "strong", "soft", "accent", "warning", "muted"]


@dataclass(frozen=True)
class Heading:
    """One column of a table that is written.

    `choices` become a dropdown, `note` a note on the heading, `required` a star after it.
    """

    title: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    note: str = ""
    required: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings, on one worksheet or in one CSV file.

    Attributes
    ----------
    name : str
        Name of the worksheet; signs that Excel forbids are replaced.
    headings : tuple of Heading
        The columns.
    rows : sequence of sequences
        Text, numbers, dates, times, truth values, lists of text, or None.
    language : str
        Language of yes and no.
    free_rows : int
        Rows below the last one in which dropdowns work too.
    """

    name: str
    headings: tuple[Heading, ...]
    rows: Sequence[Sequence[object]]
    language: str = "ko"
    free_rows: int = 200


@dataclass(frozen=True)
class Block:
    """One filled rectangle of a grid; rows and columns count from 0 within the grid."""

    row: int
    column: int
    text: str
    tone: Tone = "plain"
    height: int = 1
    width: int = 1


@dataclass(frozen=True)
class Grid:
    """A wall chart: labeled rows and columns with colored blocks, such as tables × slots."""

    name: str
    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    blocks: tuple[Block, ...]
    corner: str = ""


@dataclass(frozen=True)
class Page:
    """A page of explanation: a title, and lines of a term and what it means."""

    name: str
    title: str
    lines: tuple[tuple[str, str], ...]


def table_of(
    kind: SheetKind, records: Iterable[Mapping[str, object]], language: str = "ko"
) -> Table:
    """Return records as a table that reads back as the same values.

    Parameters
    ----------
    kind : SheetKind
        The kind of sheet; its identity column is filled from the key `identity` and hidden.
    records : iterable of mappings
        Values by column key, as `parse_rows` gives them; an absent key is an empty cell.
    language : str
        Language of headings and choices.

    Returns
    -------
    Table
        Ready for `write_xlsx` or `write_csv`.
    """
    columns = kind.all_columns
    return Table(
        kind.title(language),
        tuple(heading_of(column, language) for column in columns),
        [
            [_spelled(column, record.get(column.key), language) for column in columns]
            for record in records
        ],
        language,
    )


def heading_of(column: Column, language: str, *, starred: bool = False) -> Heading:
    """Return the heading under which a column is written."""
    return Heading(
        column.title(language),
        column.kind,
        tuple(choice.title(language) for choice in column.choices),
        column.help(language),
        starred and column.required,
        column.key == "identity",
    )


def _spelled(column: Column, value: object, language: str) -> object:
    """Return a value as a person reads it: choices by title, numbers of companies hyphenated."""
    if column.kind == "business_number" and isinstance(value, str):
        return f"{value[:3]}-{value[3:5]}-{value[5:]}" if is_business_number(value) else value
    if not column.choices:
        return value
    titles = {choice.key: choice.title(language) for choice in column.choices}
    if isinstance(value, list | tuple):
        return tuple(titles.get(member, member) for member in value)
    return titles.get(value, value) if isinstance(value, str) else value
