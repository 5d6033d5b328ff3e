"""The one spelling in which the text of a cell is kept and compared."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u3000\u2007\u202f"), " ")
_INVISIBLE: Final = dict.fromkeys(
    (
        *(*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)),
        *(0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A)),
        *(0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)),
    )
)
_CLEANING: Final = _SPACES | _INVISIBLE
_LINE_ENDS: Final = re.compile(r"\r\n?")

# What Excel and its relatives take for the start of a formula.
_FORMULA_SIGNS: Final = "=+-@＝＋－＠"
_APOSTROPHES: Final = re.compile(rf"'+[{re.escape(_FORMULA_SIGNS)}]")


@dataclass(frozen=True)
class CellError:
    """The error that the formula of a cell ended with, such as `#REF!`."""

    name: str


def clean(text: str) -> str:
    """Return the text in NFC, trimmed, with plain spaces and no invisible characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).translate(_CLEANING))
    return text.strip()


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet program may take the text for a formula."""
    return text.lstrip()[:1] in tuple(_FORMULA_SIGNS)


def shield(text: str) -> str:
    """Return the text as it is written to a CSV file, where quoting alone does not disarm."""
    bare = text.lstrip()
    return "'" + bare if starts_formula(bare) or _APOSTROPHES.match(bare) else text


def unshield(text: str) -> str:
    """Return the text that `shield` was given, trimmed."""
    return text[1:] if _APOSTROPHES.match(text) else text
