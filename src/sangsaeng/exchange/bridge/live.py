"""The living index of each side: built once, brought up to date at every look, shelved by the worker."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock, Thread
from threading import enumerate as enumerate_threads
from typing import Final

from django.db import connections

from sangsaeng.engine.matching.matcher import Matcher
from sangsaeng.exchange.bridge.analyzing import analyzer, loads_slowly
from sangsaeng.exchange.bridge.entries import TOGETHER, entries_of, entry_id
from sangsaeng.exchange.bridge.moving import Look, look_again
from sangsaeng.exchange.bridge.shelf import Shelf
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing, ListingQuerySet

# With so many changes since it was taken from the shelf, a newer one there is taken instead.
MANY_CHANGES: Final = 500
# What changed is laid on the shelf at once when it is much, else when this long has passed.
AT_LEAST_EVERY: Final = timedelta(minutes=10)


class LiveIndex:
    """The matcher of one side, as the database says now.

    What moved since the last look is put in or taken out; doing it twice changes nothing. The
    matcher is a value: whoever holds one goes on undisturbed while the next is made.
    """

    def __init__(self, side: Side) -> None:
        """Begin with nothing; the first look builds."""
        self.side = side
        self.shelf = Shelf(side, analyzer().name)
        # How much was put in or taken out since the index was built, taken or shelved
        self.changes = 0
        self._lock = Lock()
        self._matcher: Matcher | None = None
        self._look = Look()
        self._kept_at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it was built."""
        return self._matcher is not None

    def matcher(self) -> Matcher:
        """Return the matcher, up to date; the first look waits until it is built."""
        with self._lock:
            if self._matcher is None or (self.changes > MANY_CHANGES and self.shelf.has_newer):
                return self._begun()
            return self._caught_up(self._matcher)

    def keep_up(self, *, at: datetime) -> None:
        """Catch up; when enough changed, or long ago, lay the whole on the shelf for others."""
        matcher = self.matcher()
        long_ago = self._kept_at is None or at - self._kept_at >= AT_LEAST_EVERY
        is_due = self.changes > MANY_CHANGES or (self.changes and long_ago)
        if is_due or (len(matcher) and not self.shelf.has_any):
            self._kept_at = at
            self._shelved()

    def _shelved(self) -> None:
        with self._lock:
            matcher = self._whole(self._caught_up(self._matcher or self._built())).compacted()
            self.shelf.lay(matcher, self._look.since)
            self._matcher, self.changes = matcher, 0

    def _begun(self) -> Matcher:
        """Begin from the shelf where it serves, else from the rows."""
        self.changes = 0
        taken = self.shelf.take()
        if taken is None:
            return self._caught_up(self._built())
        matcher, since = taken
        self._look = Look(since)
        matcher = self._whole(self._caught_up(matcher))
        self.changes = 0
        return matcher

    def _caught_up(self, matcher: Matcher) -> Matcher:
        look, moved = look_again(self._look)
        if moved:
            matcher = self._moved(matcher, moved)
        self._matcher, self._look = matcher, look
        return matcher

    def _whole(self, matcher: Matcher) -> Matcher:
        """Return the matcher, or a new one where the rows are not those it was made of."""
        if len(matcher) != self._published().count():
            matcher = self._matcher = self._built()
        return matcher

    def _built(self) -> Matcher:
        # Looked at before it is read: what moves while it is read is read again at the next look.
        self._look, _everything = look_again(Look())
        published = self._published().select_related("owner").order_by("pk")
        return Matcher.build(entries_of(published.iterator(TOGETHER)), analyzer())

    def _moved(self, matcher: Matcher, moved: Iterable[int]) -> Matcher:
        pks = sorted(moved)
        added = list(entries_of(self._rows(pks)))
        here = {entry.id for entry in added}
        gone = [id_ for id_ in map(entry_id, pks) if id_ not in here and id_ in matcher]
        self.changes += len(added) + len(gone)
        return matcher.changed(added, gone) if added or gone else matcher

    def _rows(self, pks: list[int]) -> Iterable[Listing]:
        for start in range(0, len(pks), TOGETHER):
            chunk = pks[start : start + TOGETHER]
            yield from self._published().select_related("owner").filter(pk__in=chunk)

    def _published(self) -> ListingQuerySet:
        return Listing.objects.published().filter(side=self.side)


_ANYTHING: Final = "배터리 검사"
_WARMING: Final = "warm-up of the matcher"
_indexes: dict[Side, LiveIndex] = {}
_making = Lock()


def live(side: Side) -> LiveIndex:
    """Return the living index of a side; one for the whole process."""
    with _making:
        if side not in _indexes:
            _indexes[side] = LiveIndex(side)
        return _indexes[side]


def keep_up(*, at: datetime) -> None:
    """Keep the indexes up to date and on the shelf; the first time they are built beside."""
    if loads_slowly() and not _all_ready():
        warm_up()
        return
    for side in Side:
        live(side).keep_up(at=at)


def is_at_hand() -> bool:
    """Tell whether a search would be answered without waiting; if not, what it waits for is begun."""
    if not loads_slowly():
        return True
    warm_up()
    return _all_ready() and not _is_warming()


def warm_up() -> None:
    """Build what was not built yet, beside what is going on; a search meanwhile waits for it.

    Pairs of letters have nothing to load, so that there is nothing to be ahead of.
    """
    with _making:
        if loads_slowly() and not _all_ready() and not _is_warming():
            Thread(target=_warm, name=_WARMING, daemon=True).start()


def forget() -> None:
    """Forget the living indexes, as if the process had just begun."""
    with _making:
        _indexes.clear()


def _is_warming() -> bool:
    return any(one.name == _WARMING for one in enumerate_threads())


def _all_ready() -> bool:
    return all(side in _indexes and _indexes[side].is_ready for side in Side)


def _warm() -> None:
    try:
        for side in Side:
            # Asked once, so that whatever an answer needs is loaded.
            live(side).matcher().match(_ANYTHING, k=1)
    finally:
        connections.close_all()
