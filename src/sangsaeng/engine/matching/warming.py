"""Compiles every kernel of the index once, so that no first user waits for it."""

from pathlib import Path

from sangsaeng.engine.matching.indexing.documents import Document
from sangsaeng.engine.matching.indexing.index import Index
from sangsaeng.engine.matching.indexing.where import Where
from sangsaeng.engine.matching.matcher import Entry, Matcher
from sangsaeng.engine.matching.wording.analyzing import Bigrams

COMPILED = ("*.nbi", "*.nbc")


def warm() -> None:
    """Compile all kernels anew and keep them beside the modules.

    Returns
    -------
    None
        Nothing; later processes load what was compiled.

    Notes
    -----
    Call it in a fresh process after an installation or an upgrade: the compiler notices when a
    kernel's own module changes, but not when a kernel that it calls does.

    Examples
    --------
    >>> from sangsaeng.engine.matching.warming import exercise
    >>> exercise()
    """
    kept = Path(__file__).parent / "kernels" / "__pycache__"
    for pattern in COMPILED:
        for compiled in kept.glob(pattern):
            compiled.unlink(missing_ok=True)
    exercise()


def exercise() -> None:
    """Run every kernel once, on a handful of documents."""
    exercise_index()
    exercise_matcher()


def exercise_matcher() -> None:
    """Match, seek and learn among a handful of texts."""
    entries = [Entry(f"O{i}", f"세정 공정 {i}") for i in range(3)]
    matcher = Matcher.build(entries, Bigrams()).changed(removed=["O0"])
    matcher.match("세정 공정")
    matcher.expander.near("새정")
    matcher.tuned([("세정", "공정")] * 10, [("세정", "도색")] * 10)


def exercise_index() -> None:
    """Index, change and search a handful of documents, so that every kernel has run."""
    documents = [
        Document(f"O{i}", ["a", f"b{i}"], {"region": "서울", "level": i}) for i in range(3)
    ]
    whole = Index.build(documents)
    whole.search(["a"])
    index = whole.changed(removed=["O0"])
    index.search(["a"], where=Where({"region": frozenset({"서울"})}, at_least={"level": 1}))
    index.counts(["a"], Where(), "region")
    index.shares(["a"], "O1")
