"""Small collections of every kind, for property tests."""

from hypothesis import strategies as st

from sangsaeng.engine.matching import Document, Weighting, Where

TERMS = ["a", "b", "c", "d", "세정", "공정", "e" * 40]
ids = st.sampled_from([f"O{i}" for i in range(12)] + ["", "가", "O10", "O1a"])
terms = st.lists(st.sampled_from(TERMS), max_size=8)
regions = st.sampled_from(["서울", "부산", "대구"])
fields = st.fixed_dictionaries(
    {},
    optional={
        "region": regions,
        "certificate": st.lists(st.sampled_from(["ISO", "KS", "CE"]), max_size=3),
        "readiness": st.integers(1, 9) | st.floats(0, 9),
        "hidden_from": st.lists(st.sampled_from(["X", "Y"]), max_size=2),
        "mixed": regions | st.integers(0, 3),
    },
)
documents = st.builds(Document, ids, terms, fields, st.booleans())
collections = st.lists(documents, max_size=14)
queries = (
    terms
    | st.lists(st.sampled_from([*TERMS, "unknown"]), max_size=6)
    | st.dictionaries(
        st.sampled_from([*TERMS, "unknown"]), st.sampled_from([0.0, 0.5, 1.0, 3, 1e-9, 1000.0])
    )
)
weightings = st.builds(
    Weighting, st.sampled_from([1.2, 0.0, 0.9, 2.0]), st.sampled_from([0.75, 0.0, 1.0, 0.4])
)


def _choices(names, values):
    chosen = st.frozensets(values, max_size=2)
    return st.dictionaries(st.sampled_from(names), chosen, max_size=2)


_named = st.sampled_from(["서울", "부산", "ISO", "KS", "X", "Y", "nowhere"])
_limits = st.dictionaries(
    st.sampled_from(["readiness", "mixed", "region", "nothing"]), st.integers(0, 9), max_size=1
)
filters = st.builds(
    Where,
    _choices(["region", "certificate", "mixed", "readiness", "nothing"], _named),
    _choices(["hidden_from", "region"], _named),
    _limits,
    _limits,
    st.booleans(),
)
