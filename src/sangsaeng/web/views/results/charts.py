"""A chart that a server draws: its bars, its table and its file all come from the same records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

WIDTH = 1000
"""How long the longest bar is, in the units of its drawing."""

Value = str | int | float | None


@dataclass(frozen=True)
class Heading:
    """A column: its key, its title, and whether it holds numbers."""

    key: str
    title: str
    is_number: bool = False


@dataclass(frozen=True)
class Layer:
    """One bar of a row; bars of a row lie upon each other, from the widest to the narrowest.

    ``weight`` says how strong it is drawn, from 1, the palest and tallest, to 5.
    """

    width: int
    weight: int

    @property
    def height(self) -> int:
        """The stronger a bar, the lower it is, so that it is told apart without color, too."""
        return 24 - 4 * (self.weight - 1)

    @property
    def top(self) -> int:
        """Where it begins, so that bars share their middle."""
        return (24 - self.height) // 2


@dataclass(frozen=True)
class Row:
    """A line of a chart: what it is about, its bars, and its numbers in words."""

    label: str
    text: str
    layers: tuple[Layer, ...]
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """A value as a table shows it."""

    text: str
    is_number: bool
    address: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart with everything that can be had of it."""

    key: str
    title: str
    about: str
    headings: Sequence[Heading]
    records: Sequence[Mapping[str, Value]]
    rows: Sequence[Row] = ()
    legend: Sequence[tuple[int, str]] = ()
    is_wide: bool = False

    @property
    def lines(self) -> list[list[Cell]]:
        """The records as the table shows them."""
        return [[_cell(heading, record) for heading in self.headings] for record in self.records]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The headings as a file has them."""
        return [(heading.key, heading.title) for heading in self.headings]


def layers(values: Sequence[tuple[int, int | None]], longest: int) -> tuple[Layer, ...]:
    """Return the bars of a row, from its values with their weights, drawn against the longest."""
    return tuple(
        Layer(max(round(value * WIDTH / longest), 4), weight)
        for weight, value in values
        if value and longest
    )


def percent(part: float | None, whole: float | None) -> float | None:
    """Return how many percent of the whole the part is, to one decimal, if that can be told."""
    if part is None or not whole:
        return None
    return round(100 * part / whole, 1)


def figure(value: Value) -> str:
    """Write a value as a reader expects it; what is not known is a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return value
    decimals = 1 if isinstance(value, float) else 0
    return number_format(value, decimal_pos=decimals, force_grouping=True)


def in_percent(value: float | None) -> str:
    """Write a share."""
    return "–" if value is None else _("%(number)s %%") % {"number": figure(value)}


def cases(number: int) -> str:
    """Write a number of requests or meetings."""
    return _("%(number)s건") % {"number": figure(number)}


def _cell(heading: Heading, record: Mapping[str, Value]) -> Cell:
    value = record.get(heading.key)
    address = record.get("address") if heading.key == "source" else ""
    return Cell(figure(value), heading.is_number, str(address or ""))
