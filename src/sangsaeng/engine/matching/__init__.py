"""Korean texts of needs and offers in; what fits each best, and why, out: exact and filtered."""

from importlib import import_module
from typing import TYPE_CHECKING

from sangsaeng.engine.matching.indexing.documents import Document, Hits, Ranking, Weighting
from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.engine.matching.settings import BOUNDS, OutOfBounds, Settings
from sangsaeng.engine.matching.taste import Taste
from sangsaeng.engine.matching.wording.analyzing import (
    Analyzer,
    AnalyzerMissing,
    Bigrams,
    KiwiWords,
    analyzer_named,
    best_analyzer,
)
from sangsaeng.engine.matching.wording.explaining import Tie, Why, WhyNot

if TYPE_CHECKING:
    from sangsaeng.engine.matching.fusing import Asking
    from sangsaeng.engine.matching.indexing.index import Index
    from sangsaeng.engine.matching.indexing.saving import UnreadableIndex
    from sangsaeng.engine.matching.learning import Tuning
    from sangsaeng.engine.matching.matcher import Entry, Match, Matcher, UnknownEntry
    from sangsaeng.engine.matching.warming import warm

__all__ = [
    "BOUNDS",
    "Analyzer",
    "AnalyzerMissing",
    "Asking",
    "Bigrams",
    "Document",
    "Entry",
    "Hits",
    "Index",
    "KiwiWords",
    "Match",
    "Matcher",
    "OutOfBounds",
    "Ranking",
    "Settings",
    "Taste",
    "Tie",
    "Tuning",
    "UnknownEntry",
    "UnreadableIndex",
    "Weighting",
    "Where",
    "Why",
    "WhyNot",
    "analyzer_named",
    "best_analyzer",
    "warm",
]

_LOADED_ON_USE = {
    "Asking": "fusing",
    "Entry": "matcher",
    "Index": "indexing.index",
    "Match": "matcher",
    "Matcher": "matcher",
    "Tuning": "learning",
    "UnknownEntry": "matcher",
    "UnreadableIndex": "indexing.saving",
    "warm": "warming",
}


def __getattr__(name: str) -> object:
    """Load what computes on first use, so that reading text never waits for compilers."""
    if name not in _LOADED_ON_USE:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_LOADED_ON_USE[name]}")
    return getattr(module, name)
