"""A matcher in a folder: its index, its texts, and one small file that says which belong together.

Each save goes into a folder of its own beside the last one; ``matcher.json`` then points to it, in
one step, and the old one goes.  A save that is interrupted leaves what was there before.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.indexing.names import Names
from sangsaeng.engine.matching.indexing.saving import (
    UnreadableIndex,
    digest_of,
    read_array,
    write_array,
)
from sangsaeng.engine.matching.kernels.pairing import Lines
from sangsaeng.engine.matching.settings import Settings
from sangsaeng.engine.matching.wording.analyzing import Analyzer, analyzer_named
from sangsaeng.engine.matching.wording.texts import Shelf, Tally, Texts

FORMAT = 1
CONTENTS = "matcher.json"
_INDEX, _TEXTS = "index", "texts"


def save(folder: Path, index: Index, texts: Texts, analyzer: str, settings: Settings) -> None:
    """Write a matcher into a folder, in place of one that may be there."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / _free_name(folder)
    index.save(place / _INDEX)
    (place / _TEXTS).mkdir()
    contents = {
        "format": FORMAT,
        "place": place.name,
        "analyzer": analyzer,
        "settings": asdict(settings),
        "shelves": [_write_shelf(shelf, place / _TEXTS) for shelf in texts.shelves],
        "tally": {
            "codes": write_array(texts.tally.codes, place / _TEXTS),
            "frequencies": write_array(texts.tally.frequencies, place / _TEXTS),
            "documents": texts.tally.documents,
            "pairs": texts.tally.pairs,
        },
    }
    text = json.dumps(contents)
    waiting = folder / f"{CONTENTS}.new"
    waiting.write_text(f"{digest_of(text.encode())}\n{text}")
    waiting.replace(folder / CONTENTS)
    for old in folder.iterdir():
        if old.is_dir() and old != place and old.name.startswith("save-"):
            shutil.rmtree(old)


def load(folder: Path, *, mapped: bool) -> tuple[Index, Texts, Analyzer, Settings]:
    """Read a matcher from a folder.

    Raises
    ------
    UnreadableIndex
        If the folder is no matcher, is of another format, or a file is missing or differs.
    AnalyzerMissing
        If what its texts were read with is not installed.
    """
    contents = _contents(folder)
    place = folder / contents["place"]
    try:
        tally = contents["tally"]
        texts = Texts(
            tuple(
                _read_shelf(shelf, place / _TEXTS, mapped=mapped) for shelf in contents["shelves"]
            ),
            Tally(
                read_array(place / _TEXTS / tally["codes"], mapped=mapped),
                read_array(place / _TEXTS / tally["frequencies"], mapped=mapped),
                tally["documents"],
                tally["pairs"],
            ),
        )
        settings = Settings(**contents["settings"])
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise UnreadableIndex(f"{folder}: {error}") from error
    index = Index.load(place / _INDEX, mapped=mapped)
    return index, texts, analyzer_named(contents["analyzer"]), settings


def _contents(folder: Path) -> dict[str, Any]:
    """Read the small file that says what the others are."""
    try:
        written, text = (folder / CONTENTS).read_text().split("\n", 1)
    except (OSError, ValueError) as error:
        raise UnreadableIndex(f"{folder} holds no matcher") from error
    if written != digest_of(text.encode()):
        raise UnreadableIndex(f"{folder / CONTENTS} is not as it was written")
    contents: dict[str, Any] = json.loads(text)
    if contents["format"] != FORMAT:
        raise UnreadableIndex(f"{folder} has format {contents['format']}, not {FORMAT}")
    return contents


def _free_name(folder: Path) -> str:
    """Return a name for a save that no folder here has."""
    number = 1
    while (folder / f"save-{number}").exists():
        number += 1
    return f"save-{number}"


def _write_shelf(shelf: Shelf, folder: Path) -> dict[str, str]:
    """Write the arrays of a shelf; return their files."""
    arrays = {**shelf.ids._asdict(), "units": shelf.lines.units, "lines": shelf.lines.starts}
    arrays["counted"] = shelf.counted
    return {name: write_array(array, folder) for name, array in arrays.items()}


def _read_shelf(files: dict[str, str], folder: Path, *, mapped: bool) -> Shelf:
    """Read a shelf."""
    held = {name: read_array(folder / file, mapped=mapped) for name, file in files.items()}
    ids = Names(held["text"], held["starts"])
    return Shelf(ids, Lines(held["units"], held["lines"]), held["counted"])
