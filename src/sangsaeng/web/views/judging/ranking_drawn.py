"""The ranking as a drawing: for each entry the places it may truly have, and the cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

WIDTH = 1000
# Where more were ranked, those around the cut are drawn: the others are not in question.
MOST = 60


@dataclass(frozen=True)
class Bar:
    """One bar of a row in the units of the drawing; ``weight`` says how strong it is."""

    x: int
    width: int
    weight: int

    @property
    def height(self) -> int:
        """The stronger a bar, the taller it is, so that it is told apart without color, too."""
        return 6 + 6 * (self.weight // 2)

    @property
    def y(self) -> int:
        """Where it begins, so that bars share their middle."""
        return (24 - self.height) // 2


@dataclass(frozen=True)
class Line:
    """One entry: its name, its bars, and the same in words."""

    label: str
    rank: int
    bars: tuple[Bar, ...]
    text: str
    straddles: bool


@dataclass(frozen=True)
class RankChart:
    """The lines of the drawing, where the cut is, and whether some are left out."""

    lines: Sequence[Line]
    cut: int | None
    left_out: int


def chart_of(
    rows: Sequence[Mapping[str, Any]], places: int | None, titles: Mapping[str, str]
) -> RankChart:
    """Draw the rows, or those around the cut where they are many."""
    drawn = _around(rows, places)
    last = max((row["interval_95"][1] for row in drawn), default=1)
    first = min((row["interval_95"][0] for row in drawn), default=1)
    scale = _Scale(first, last)
    lines = [_line(row, scale, titles) for row in drawn]
    cut = scale.at(places + 0.5) if places and first <= places < last else None
    return RankChart(lines, cut, len(rows) - len(drawn))


@dataclass(frozen=True)
class _Scale:
    first: int
    last: int

    def at(self, place: float) -> int:
        """Return where a place lies; half a place is left free at both ends."""
        return round(WIDTH * (place - self.first + 0.5) / (self.last - self.first + 1))


def _around(rows: Sequence[Mapping[str, Any]], places: int | None) -> Sequence[Mapping[str, Any]]:
    if len(rows) <= MOST:
        return rows
    start = max(0, min((places or 0) - MOST // 2, len(rows) - MOST))
    return rows[start : start + MOST]


def _line(row: Mapping[str, Any], scale: _Scale, titles: Mapping[str, str]) -> Line:
    low, high = row["interval_95"]
    text = _("기대 순위 %(rank)s · 95%% 구간 %(low)s–%(high)s") % {
        "rank": f"{row['expected_rank']:.1f}",
        "low": low,
        "high": high,
    }
    expected = scale.at(row["expected_rank"])
    bars = (
        _bar(row["interval_95"], scale, 1),
        _bar(row["interval_50"], scale, 3),
        Bar(max(expected - 3, 0), 6, 5),
    )
    label = titles.get(row["code"], row["code"])
    return Line(label, row["rank"], bars, text, row["straddles"])


def _bar(interval: Sequence[int], scale: _Scale, weight: int) -> Bar:
    start, end = scale.at(interval[0] - 0.5), scale.at(interval[1] + 0.5)
    return Bar(start, max(end - start, 4), weight)
