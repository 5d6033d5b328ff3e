"""Terms of needs and offers in, the offers that fit each need best out: exact and filtered."""

from importlib import import_module
from typing import TYPE_CHECKING

from sangsaeng.engine.matching.documents import Document, Hits, Ranking, Weighting
from sangsaeng.engine.matching.where import Where

if TYPE_CHECKING:
    from sangsaeng.engine.matching.index import Index
    from sangsaeng.engine.matching.saving import UnreadableIndex
    from sangsaeng.engine.matching.warming import warm

__all__ = [
    "Document",
    "Hits",
    "Index",
    "Ranking",
    "UnreadableIndex",
    "Weighting",
    "Where",
    "warm",
]

_LOADED_ON_USE = {
    "Index": "index",
    "UnreadableIndex": "saving",
    "warm": "warming",
}


def __getattr__(name: str) -> object:
    """Load what computes on first use, so that reading text never waits for compilers."""
    if name not in _LOADED_ON_USE:
        raise AttributeError(name)
    module = import_module(f"{__name__}.{_LOADED_ON_USE[name]}")
    return getattr(module, name)
