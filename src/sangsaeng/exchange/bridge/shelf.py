"""Where the worker lays a side's index for the other processes, whole or not at all."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from sangsaeng.engine.matching.indexing.saving import UnreadableIndex
from sangsaeng.engine.matching.keeping import save
from sangsaeng.engine.matching.matcher import Matcher

CURRENT = "current.json"
_FORMAT = 1


class Shelf:
    """A folder with numbered editions of one index and a small file that names the current one.

    An edition is written beside the others and named only when it is whole; the one before stays
    for whoever is reading it, older ones go.
    """

    def __init__(self, side: str, analyzer: str) -> None:
        """Open the shelf of a side for indexes whose texts were read by this analyzer."""
        self.analyzer = analyzer
        self.folder = Path(settings.MATCHING_ROOT) / side
        self._taken = 0

    @property
    def has_any(self) -> bool:
        """Whether an edition lies there."""
        return bool(self._current())

    @property
    def has_newer(self) -> bool:
        """Whether an edition lies there that was not taken yet."""
        return int(self._current().get("edition", 0)) > self._taken

    def take(self) -> tuple[Matcher, datetime] | None:
        """Return the current edition and the moment until which it knows the rows, if it serves."""
        current = self._current()
        if current.get("analyzer") != self.analyzer or current.get("format") != _FORMAT:
            return None
        try:
            matcher = Matcher.load(self.folder / str(current["edition"]))
        except (UnreadableIndex, OSError):
            # Torn or gone: it can always be built anew from the rows.
            return None
        self._taken = current["edition"]
        return matcher, datetime.fromisoformat(current["since"])

    def lay(self, matcher: Matcher, since: datetime | None) -> None:
        """Lay a new edition there and name it the current one."""
        if since is None:
            return
        before = self._current().get("edition", 0)
        edition = before + 1
        self.folder.mkdir(parents=True, exist_ok=True)
        self._clear(but={str(before)})
        save(
            self.folder / str(edition),
            matcher.index,
            matcher.texts,
            self.analyzer,
            matcher.settings,
        )
        current = {
            "format": _FORMAT,
            "edition": edition,
            "analyzer": self.analyzer,
            "since": since.isoformat(),
        }
        beside = self.folder / f"{CURRENT}.new"
        beside.write_text(json.dumps(current))
        beside.replace(self.folder / CURRENT)
        self._taken = edition

    def _clear(self, but: set[str]) -> None:
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in but:
                shutil.rmtree(path, ignore_errors=True)

    def _current(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.folder / CURRENT).read_text())
        except (OSError, ValueError):
            return {}
        return found
