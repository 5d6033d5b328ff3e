"""Which signs our type has; what it lacks is set as an empty box, so that a paper can always be made.

People enter pictures and signs of any script. A paper that must be readable aloud is refused by the
press as soon as one sign has no shape, and a box where it stood is better than no paper.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import Any, Final

BOX: Final = "□"
_FONT: Final = Path(__file__).resolve().parent.parent / "fonts" / "PretendardGOV-Regular.otf"
_WHOLE_UNICODE: Final = 12


def settable(value: Any) -> Any:
    """Return data with a box in the place of each sign that our type lacks."""
    if isinstance(value, str):
        return _lacking().sub(BOX, unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {key: settable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [settable(one) for one in value]
    return value


@cache
def _lacking() -> re.Pattern[str]:
    """Return what finds a sign without a shape; line ends, tabs and joiners need none."""
    shaped = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _shapes())
    return re.compile(
        f"[^\\n\\r\\t\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff{shaped}]"
    )


def _shapes() -> Iterator[tuple[int, int]]:
    """Yield the ranges of signs the font has, as its character map tells (OpenType, format 12)."""
    font = _FONT.read_bytes()
    (tables,) = unpack_from(">H", font, 4)
    starts = {
        font[at : at + 4]: unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * tables, 16)
    }
    cmap = starts[b"cmap"]
    (count,) = unpack_from(">H", font, cmap + 2)
    offsets = [cmap + unpack_from(">I", font, cmap + 8 + 8 * one)[0] for one in range(count)]
    at = next(one for one in offsets if unpack_from(">H", font, one)[0] == _WHOLE_UNICODE)
    (groups,) = unpack_from(">I", font, at + 12)
    for one in range(groups):
        first, last, _shape = unpack_from(">III", font, at + 16 + 12 * one)
        yield first, last
