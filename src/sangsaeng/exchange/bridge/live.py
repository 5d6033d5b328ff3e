"""The living index of each side: built once, brought up to date at every look, shelved by the worker."""

from collections.abc import Iterable
from functools import cache
from threading import Lock, Thread
from typing import Final

from django.conf import settings
from django.db import connections

from sangsaeng.engine.matching.analyzing import Analyzer, Bigrams, best_analyzer
from sangsaeng.engine.matching.matcher import Matcher
from sangsaeng.exchange.bridge.entries import TOGETHER, entries_of, entry_id
from sangsaeng.exchange.bridge.moving import Look, look_again
from sangsaeng.exchange.bridge.shelf import Shelf
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing, ListingQuerySet

# With so many changes since it was taken from the shelf, a newer one there is taken instead.
MANY_CHANGES: Final = 500


class LiveIndex:
    """The matcher of one side, as the database says now.

    What moved since the last look is put in or taken out; doing it twice changes nothing. The
    matcher is a value: whoever holds one goes on undisturbed while the next is made.
    """

    def __init__(self, side: Side) -> None:
        """Begin with nothing; the first look builds."""
        self.side = side
        self.shelf = Shelf(side, _analyzer().name)
        # How much was put in or taken out since the index was built or shelved
        self.changes = 0
        self._lock = Lock()
        self._matcher: Matcher | None = None
        self._look = Look()

    @property
    def analyzer(self) -> Analyzer:
        """What the texts are read with."""
        return _analyzer()

    @property
    def is_ready(self) -> bool:
        """Whether it was built."""
        return self._matcher is not None

    def matcher(self) -> Matcher:
        """Return the matcher, up to date; the first look waits until it is built."""
        with self._lock:
            matcher = self._matcher
            if matcher is None or (self.changes > MANY_CHANGES and self.shelf.has_newer):
                matcher = self._begun()
            look, moved = look_again(self._look)
            if moved:
                matcher = self._moved(matcher, moved)
            self._matcher, self._look = matcher, look
            return matcher

    def keep(self) -> None:
        """Join what changed with the rest and lay it on the shelf for the other processes."""
        matcher = self.matcher()
        with self._lock:
            whole = len(matcher) == self._published().count()
            self._matcher = matcher.compacted() if whole else self._built()
            self.shelf.lay(self._matcher, self._look.since)
            self.changes = 0

    def _begun(self) -> Matcher:
        self.changes = 0
        taken = self.shelf.take()
        if taken is None:
            return self._built()
        matcher, since = taken
        self._look = Look(since)
        return matcher

    def _built(self) -> Matcher:
        # Looked at before it is read: what moves while it is read is read again at the next look.
        self._look, _everything = look_again(Look())
        published = self._published().select_related("owner").order_by("pk")
        return Matcher.build(entries_of(published.iterator(TOGETHER)), _analyzer())

    def _moved(self, matcher: Matcher, moved: Iterable[int]) -> Matcher:
        pks = sorted(moved)
        added = list(entries_of(self._rows(pks)))
        here = {entry.id for entry in added}
        gone = [entry_id(pk) for pk in pks if entry_id(pk) not in here]
        self.changes += len(pks)
        return matcher.changed(added, [name for name in gone if name in matcher])

    def _rows(self, pks: list[int]) -> Iterable[Listing]:
        for start in range(0, len(pks), TOGETHER):
            chunk = pks[start : start + TOGETHER]
            yield from self._published().select_related("owner").filter(pk__in=chunk)

    def _published(self) -> ListingQuerySet:
        return Listing.objects.published().filter(side=self.side)


@cache
def live(side: Side) -> LiveIndex:
    """Return the living index of a side; one for the whole process."""
    return LiveIndex(side)


def warm_up() -> None:
    """Build what was not built yet, beside what is going on; a search meanwhile waits for it.

    Pairs of letters have nothing to load, so that there is nothing to be ahead of.
    """
    if _analyzer().name != Bigrams.name and not all(live(side).is_ready for side in Side):
        Thread(target=_warm, name="warm-up of the matcher", daemon=True).start()


def forget() -> None:
    """Forget the living indexes, as if the process had just begun."""
    live.cache_clear()


def _warm() -> None:
    try:
        for side in Side:
            live(side).matcher()
    finally:
        connections.close_all()


@cache
def _analyzer() -> Analyzer:
    return Bigrams() if settings.MATCHING == "bigrams" else best_analyzer()
