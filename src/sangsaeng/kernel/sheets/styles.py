"""The look of cells, each look made once for a workbook."""

from datetime import date, datetime, time
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from sangsaeng.kernel.sheets.columns import Kind
from sangsaeng.kernel.sheets.tables import Tone

_FONT: Final = {"font_name": "맑은 고딕", "font_size": 10, "valign": "vcenter"}
_LINE: Final = "#C6CBD2"
_FORMATS: Final[dict[Kind, str]] = {
    "integer": "0",
    "number": "General",
    "money": "#,##0",
    "date": "yyyy-mm-dd",
    "time": "hh:mm",
}
_TONES: Final[dict[Tone, dict[str, object]]] = {
    "plain": {"bg_color": "#FFFFFF"},
    "strong": {"bg_color": "#256EF4", "font_color": "#FFFFFF", "bold": True},
    "soft": {"bg_color": "#E3EDFE"},
    "accent": {"bg_color": "#E0F4E8"},
    "warning": {"bg_color": "#FFF0D1"},
    "muted": {"bg_color": "#EEF0F3", "font_color": "#58616A"},
}


class Styles:
    """Formats of one workbook by what they are for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[Kind, bool], Format] = {}
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def cell(self, kind: Kind, *, quoted: bool = False) -> Format:
        """Return the look of a value; text keeps its zeros and, if quoted, never turns formula."""
        if (kind, quoted) not in self._cells:
            look: dict[str, object] = {"num_format": _FORMATS.get(kind, "@")}
            if kind in ("text", "list"):
                look["text_wrap"] = True
            if quoted:
                look["quote_prefix"] = True
            self._cells[kind, quoted] = self._style(look)
        return self._cells[kind, quoted]

    def moment(self, value: date | time) -> Format:
        """Return the look of a date, a time, or both."""
        if isinstance(value, datetime):
            return self._style({"num_format": "yyyy-mm-dd hh:mm"})
        if isinstance(value, time):
            return self._style({"num_format": "hh:mm:ss" if value.second else "hh:mm"})
        return self._style({"num_format": "yyyy-mm-dd"})

    def heading(self, *, required: bool = False) -> Format:
        """Return the look of a column heading."""
        color = "#D8E5FD" if required else "#EEF2F8"
        return self._style(
            {"bold": True, "bg_color": color, "bottom": 1, "bottom_color": "#256EF4", **_QUOTED}
        )

    def title(self) -> Format:
        """Return the look of the title of a page or a chart."""
        return self._style({"bold": True, "font_size": 16, **_QUOTED})

    def term(self) -> Format:
        """Return the look of a term that is explained beside it."""
        return self._style({"bold": True, "valign": "top", "text_wrap": True, **_QUOTED})

    def label(self) -> Format:
        """Return the look of the row and column labels of a chart."""
        return self._style({"bold": True, "align": "center", **_TONES["muted"], **_BLOCK})

    def block(self, tone: Tone) -> Format:
        """Return the look of a block of a chart."""
        return self._style({"align": "center", **_TONES[tone], **_BLOCK})

    def _style(self, look: dict[str, object]) -> Format:
        key = tuple(sorted(look.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**_FONT, **look})
        return self._made[key]


_QUOTED: Final[dict[str, object]] = {"num_format": "@", "quote_prefix": True}
_BLOCK: Final[dict[str, object]] = {
    "border": 1,
    "border_color": _LINE,
    "text_wrap": True,
    **_QUOTED,
}
