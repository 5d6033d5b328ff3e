"""Pictures as pixels: what a camera or a program wrote beside them is left behind."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

MOST_BYTES: Final = 256 * 1024 * 1024
_PNG: Final = b"\x89PNG\r\n\x1a\n"
# What is needed to draw the picture, and nothing that holds words.
_PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs"})
_START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
_JFIF, _EXIF, _ADOBE = 0xE0, 0xE1, 0xEE
_JPG_KEPT: Final = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8})
_RESTARTS: Final = frozenset({0x00, *range(0xD0, 0xD8)})
_MARK: Final = 0xFF
_JFIF_LENGTH, _ADOBE_LENGTH = 12, 12
_ORIENTATION: Final = 0x0112
_TURNS: Final = range(2, 9)


class NoPicture(ValueError):
    """The bytes are no picture of the kind they should be, or not a whole one."""


def bare(content: bytes, kind: str) -> bytes:
    """Return a picture of the same pixels, way up and resolution, with nothing else in it."""
    try:
        return bare_png(content) if kind == "png" else bare_jpg(content)
    except (struct.error, IndexError, zlib.error) as fault:
        raise NoPicture from fault


def bare_png(content: bytes) -> bytes:
    """Return a PNG made anew: its pixels are unpacked and packed again."""
    if not content.startswith(_PNG):
        raise NoPicture
    kept: list[bytes] = []
    packed: list[bytes] = []
    for name, data in _chunks(content):
        if name in _PNG_KEPT:
            kept.append(_chunk(name, data))
        elif name == b"IDAT":
            packed.append(data)
    unpacking = zlib.decompressobj()
    pixels = unpacking.decompress(b"".join(packed), MOST_BYTES)
    if not unpacking.eof:
        raise NoPicture
    return b"".join([_PNG, *kept, _chunk(b"IDAT", zlib.compress(pixels)), _chunk(b"IEND", b"")])


def bare_jpg(content: bytes) -> bytes:
    """Return a JPEG of the same coefficients: tables and scans are kept, notes are not."""
    if not content.startswith(_START):
        raise NoPicture
    made, place = [_START], len(_START)
    while content[place] == _MARK:
        mark = content[place + 1]
        if mark == _MARK:
            place += 1
            continue
        if mark == _END:
            return b"".join([*made, b"\xff\xd9"])
        (length,) = struct.unpack_from(">H", content, place + 2)
        part = content[place + 4 : place + 2 + length]
        made += [_segment(mark, said) for said in _said(mark, part)]
        place += 2 + length
        if mark == _SCAN:
            end = _end_of_scan(content, place)
            made.append(content[place:end])
            place = end
    raise NoPicture


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, place)
        if name == b"IEND":
            return
        yield name, content[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _said(mark: int, part: bytes) -> Iterator[bytes]:
    """Yield what is kept of a segment."""
    if mark in _JPG_KEPT:
        yield part
    elif mark == _JFIF and part.startswith(b"JFIF\0"):
        # Without the small picture it may hold.
        yield part[:_JFIF_LENGTH] + b"\0\0"
    elif mark == _ADOBE and part.startswith(b"Adobe"):
        yield part[:_ADOBE_LENGTH]
    elif mark == _EXIF and (turn := _orientation(part)):
        yield _way_up(turn)


def _segment(mark: int, part: bytes) -> bytes:
    return struct.pack(">BBH", _MARK, mark, len(part) + 2) + part


def _end_of_scan(content: bytes, place: int) -> int:
    while (place := content.find(b"\xff", place)) >= 0:
        if content[place + 1] not in _RESTARTS:
            return place
        place += 2
    raise NoPicture


def _orientation(part: bytes) -> int:
    """Return the turn that a camera noted, 0 if it noted none that can be read."""
    order = {b"II": "<", b"MM": ">"}.get(part[6:8])
    if not part.startswith(b"Exif\0\0") or order is None:
        return 0
    notes = part[6:]
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


def _way_up(turn: int) -> bytes:
    return b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
