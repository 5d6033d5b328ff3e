"""An index in a folder: plain NumPy files, and one small file that says what they are.

A file of an array is named after what it holds, so saving never writes over what a running
process has mapped, and saving again writes only what changed.  ``index.json`` is replaced at the
end, in one step: a save that is interrupted leaves the index that was there before.
"""

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sangsaeng.engine.matching.indexing.columns import Columns, Texts
from sangsaeng.engine.matching.indexing.documents import Weighting
from sangsaeng.engine.matching.indexing.names import Names
from sangsaeng.engine.matching.indexing.parts import Part
from sangsaeng.engine.matching.indexing.segments import Segment
from sangsaeng.engine.matching.kernels.arrays import Forward, Postings

FORMAT = 3
CONTENTS = "index.json"
Array = NDArray[Any]
Described = dict[str, Any]
# NumPy reads a header with Python's parser, which CPython 3.11 lets no two threads use at once.
_ONE_HEADER_AT_A_TIME = Lock()


class UnreadableIndex(ValueError):
    """The folder holds no index that this version can read, or not all of one."""

    code = "unreadable_index"


def write_index(parts: Sequence[Part], weighting: Weighting, folder: Path) -> None:
    """Write an index into a folder, in place of one that may be there."""
    folder.mkdir(parents=True, exist_ok=True)
    described = [_write_part(part, folder) for part in parts]
    text = json.dumps({"format": FORMAT, "weighting": list(weighting), "parts": described})
    waiting = folder / f"{CONTENTS}.new"
    waiting.write_text(f"{digest_of(text.encode())}\n{text}")
    waiting.replace(folder / CONTENTS)
    meant = {file for part in described for file in part["files"].values()}
    for path in folder.glob("*.npy"):
        if path.name not in meant:
            path.unlink()


def read_index(folder: Path, *, mapped: bool) -> tuple[Weighting, tuple[Part, ...]]:
    """Read an index from a folder, its arrays mapped into memory or copied there.

    Raises
    ------
    UnreadableIndex
        If the folder is not an index, is of another format, or a file is missing or differs.
    """
    contents = _contents(folder)
    try:
        files = sorted({file for part in contents["parts"] for file in part["files"].values()})
        with ThreadPoolExecutor(2) as pool:
            read = pool.map(lambda file: read_array(folder / file, mapped=mapped), files)
            arrays = dict(zip(files, read, strict=True))
        parts = tuple(_part(part, arrays) for part in contents["parts"])
        return Weighting(*contents["weighting"]), parts
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise UnreadableIndex(f"{folder}: {error}") from error


def _contents(folder: Path) -> Described:
    """Read the small file that says what the others are."""
    try:
        digest, text = (folder / CONTENTS).read_text().split("\n", 1)
    except (OSError, ValueError) as error:
        raise UnreadableIndex(f"{folder} holds no index") from error
    if digest != digest_of(text.encode()):
        raise UnreadableIndex(f"{folder / CONTENTS} is not as it was written")
    contents: Described = json.loads(text)
    if contents["format"] != FORMAT:
        raise UnreadableIndex(f"{folder} has format {contents['format']}, not {FORMAT}")
    return contents


def _write_part(part: Part, folder: Path) -> Described:
    """Write the arrays of one part; return what they are."""
    columns = part.segment.columns
    return {
        "files": {name: write_array(array, folder) for name, array in _arrays(part)},
        "texts": list(columns.texts),
        "numbers": list(columns.numbers),
        "mean": part.segment.mean,
        "documents": part.documents,
        "terms": part.terms,
    }


def _arrays(part: Part) -> Iterable[tuple[str, Array]]:
    """Return the arrays of a part by their names."""
    segment = part.segment
    yield "present", part.present
    yield "frequencies", part.frequencies
    yield "counted", segment.counted
    yield from _numbered("ids", segment.ids)
    yield from _numbered("vocabulary", segment.vocabulary)
    yield from _numbered("forward", segment.forward)
    yield from _numbered("postings", segment.postings)
    for name, column in segment.columns.texts.items():
        yield from _numbered(f"values of {name}", column.values)
        yield from _numbered(
            f"texts of {name}", (column.starts, column.codes, column.value_starts, column.rows)
        )
    yield from _numbered("numbers", list(segment.columns.numbers.values()))


def _numbered(prefix: str, arrays: Sequence[Array]) -> Iterable[tuple[str, Array]]:
    """Return arrays by a common name and their places."""
    for place, array in enumerate(arrays):
        yield f"{prefix}.{place}", array


def _part(described: Described, arrays: Mapping[str, Array]) -> Part:
    """Put a part together from its arrays."""
    held = defaultdict(list)
    for name, file in described["files"].items():
        held[name.rpartition(".")[0]].append(arrays[file])
    present, frequencies, counted = held[""]
    texts = {
        name: Texts(Names(*held[f"values of {name}"]), *held[f"texts of {name}"])
        for name in described["texts"]
    }
    segment = Segment(
        Names(*held["ids"]),
        Names(*held["vocabulary"]),
        Forward(*held["forward"]),
        Postings(*held["postings"]),
        Columns(texts, dict(zip(described["numbers"], held["numbers"], strict=True))),
        counted,
        described["mean"],
    )
    return Part(segment, present, frequencies, described["documents"], described["terms"])


def write_array(array: Array, folder: Path) -> str:
    """Write an array into a file named after its bytes, unless it is there; return the name."""
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(array))
    data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
    path = folder / f"{digest_of(head.getvalue(), data)}.npy"
    if not path.exists() or path.stat().st_size != len(head.getvalue()) + len(data):
        waiting = path.with_suffix(".new")
        with waiting.open("wb") as file:
            file.write(head.getvalue())
            file.write(data)
        waiting.replace(path)
    return path.name


def read_array(path: Path, *, mapped: bool) -> Array:
    """Read an array after making sure that the file holds what its name says."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    if found != path.stem:
        raise UnreadableIndex(f"{path} is not as it was written")
    # Copied on write, because the kernels are compiled for arrays that may be written to.
    with _ONE_HEADER_AT_A_TIME:
        array: Array = np.load(path, mmap_mode="c" if mapped else None, allow_pickle=False)
    return np.asarray(array)


def digest_of(*pieces: bytes | memoryview) -> str:
    """Return a name that no other bytes have."""
    digest = hashlib.blake2b(digest_size=16)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
