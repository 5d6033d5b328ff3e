"""A picture as a page: its pixels, and nothing that a camera or program wrote beside them."""

import os
import struct
from collections.abc import Iterator
from typing import Any, Final

import typst

LONGEST_SIDE: Final = 842
# The press reads pictures from files only; this one never comes to lie on a disk.
# (The press's types ask for bytes here and its code for text.)
_OPEN_FILES: Final[Any] = "/proc/self/fd"
_PNG_HEADER: Final = 24
_JPG_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPG_BEGIN: Final = 0xFF
_JPG_SCAN: Final = 0xDA
_JPG_EXIF: Final = 0xE1
_LENGTH: Final = 2
# JFIF, color profile and Adobe's note on color: without them the colors would be others.
_JPG_KEPT: Final = frozenset({0xE0, 0xE2, 0xEE})
_JPG_WRITTEN: Final = frozenset({*range(0xE0, 0xF0), 0xFE})
_ORIENTATION: Final = 0x0112
_TURNS: Final = range(2, 9)


class NoPicture(ValueError):
    """The bytes are no picture of the kind they should be."""


class PictureTooLarge(ValueError):
    """The picture has more pixels than are opened."""


def page_of(content: bytes, kind: str, most_pixels: int) -> bytes:
    """Return a PDF of one page that the picture fills."""
    width, height = _png_size(content) if kind == "png" else _jpg_size(content)
    if width * height > most_pixels:
        raise PictureTooLarge
    if kind == "jpg":
        content = _only_pixels(content)
    longer = "width" if width >= height else "height"
    held = os.memfd_create("picture")
    os.write(held, content)
    page = "#set page(width: auto, height: auto, margin: 0pt)\n"
    place = f'#image("{held}", format: "{kind}", {longer}: {LONGEST_SIDE}pt)'
    try:
        page_pdf: bytes = typst.compile((page + place).encode(), root=_OPEN_FILES, format="pdf")
    except typst.TypstError as fault:
        raise NoPicture from fault
    finally:
        os.close(held)
    return page_pdf


def _png_size(content: bytes) -> tuple[int, int]:
    if len(content) < _PNG_HEADER or content[12:16] != b"IHDR":
        raise NoPicture
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpg_size(content: bytes) -> tuple[int, int]:
    for mark, part in _segments(content):
        if mark in _JPG_FRAMES:
            height, width = struct.unpack(">HH", part[1:5])
            return width, height
    raise NoPicture


def _only_pixels(content: bytes) -> bytes:
    """Leave out what was written beside the pixels, but for which way up they are."""
    kept = [b"\xff\xd8"]
    length = 2
    for mark, part in _segments(content):
        length += 4 + len(part)
        if mark == _JPG_EXIF and (turn := _orientation(part)):
            kept.append(_segment(_JPG_EXIF, _exif(turn)))
        if mark in _JPG_KEPT or mark not in _JPG_WRITTEN:
            kept.append(_segment(mark, part))
    return b"".join([*kept, content[length:]])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Return each part before the pixels with its mark, the one that announces them last."""
    place = 2
    while place + 4 <= len(content):
        start, mark, length = struct.unpack(">BBH", content[place : place + 4])
        if start != _JPG_BEGIN or length < _LENGTH:
            raise NoPicture
        yield mark, content[place + 4 : place + 2 + length]
        if mark == _JPG_SCAN:
            return
        place += 2 + length
    raise NoPicture


def _segment(mark: int, part: bytes) -> bytes:
    return struct.pack(">BBH", _JPG_BEGIN, mark, len(part) + _LENGTH) + part


def _orientation(part: bytes) -> int:
    """Return the turn that a camera noted, 0 if it noted none."""
    if not part.startswith(b"Exif\0\0"):
        return 0
    notes = part[6:]
    order = {b"II": "<", b"MM": ">"}.get(notes[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", notes, 4)
        (count,) = struct.unpack_from(f"{order}H", notes, first)
        for number in range(count):
            tag, _kind, _many, value = struct.unpack_from(
                f"{order}HHIH", notes, first + 2 + 12 * number
            )
            if tag == _ORIENTATION:
                return value if value in _TURNS else 0
    except struct.error:
        return 0
    return 0


def _exif(turn: int) -> bytes:
    return b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
