"""How much of a stranger's file we are willing to read."""

from typing import Final, NamedTuple

USUAL_ROWS: Final = 5_000


class Limits(NamedTuple):
    """The bounds of one reading; everything beyond them is refused.

    Attributes
    ----------
    file_bytes : int
        Size of the uploaded file.
    rows, columns : int
        Size of the table; the header row does not count.
    cell_characters, characters : int
        Text in one cell, and in the whole table.
    parts, unpacked_bytes, ratio : int
        Entries of the archive, their total size, and total size over packed size.
    cpu_seconds, wall_seconds : int
        Time the reading process may use.
    memory_bytes : int
        Address space of the reading process.
    """

    file_bytes: int = 10_000_000
    rows: int = 20_000
    columns: int = 100
    cell_characters: int = 32_767
    characters: int = 30_000_000
    parts: int = 2_000
    unpacked_bytes: int = 150_000_000
    ratio: int = 100
    cpu_seconds: int = 4
    wall_seconds: int = 15
    memory_bytes: int = 512 * 1024 * 1024


def limits_of(rows: int) -> Limits:
    """Return the bounds of reading a sheet of so many rows; a long one is given more time."""
    usual = Limits()
    if rows <= USUAL_ROWS:
        return usual._replace(rows=rows)
    return usual._replace(rows=rows, cpu_seconds=30, wall_seconds=60, memory_bytes=1024**3)
