"""The index finds exactly what scoring every document finds, however it came to be."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.matching.plain import answered, found, latest, units
from tests.engine.matching.strategies import TERMS, collections, filters, queries, weightings

from sangsaeng.engine.matching import Document, Index, Weighting, Where

pytestmark = pytest.mark.engine

ALL = Where()
BM25 = Weighting()
thorough = settings(max_examples=200, deadline=None)
depths = st.sampled_from([0, 1, 2, 5, 20])


@thorough
@given(collections, queries, depths, filters, weightings)
def test_search_finds_what_scoring_every_document_finds(documents, query, k, where, weighting):
    index = Index.build(documents, weighting)

    assert answered(index.search(query, k, where)) == found(documents, query, k, where, weighting)


@thorough
@given(
    collections,
    st.lists(st.tuples(collections, st.lists(st.sampled_from(["O1", "O2", "가", "never"])))),
    queries,
    filters,
)
def test_changed_index_answers_like_one_built_anew(documents, changes, query, where):
    index, held = Index.build(documents), latest(documents)
    for added, removed in changes:
        index = index.changed(added, removed)
        held = {id_: document for id_, document in held.items() if id_ not in removed}
        held |= latest(added)
    anew = Index.build(held.values())

    assert answered(index.search(query, 5, where)) == answered(anew.search(query, 5, where))
    assert index.counts(query, where, "region") == anew.counts(query, where, "region")
    assert len(index) == len(anew) == len(held)
    assert all(index.document(id_) == anew.document(id_) for id_ in held)
    assert all(index.shares(query, id_) == anew.shares(query, id_) for id_ in held)
    assert answered(index.compacted().search(query, 5)) == answered(anew.search(query, 5))


@thorough
@given(collections, collections, queries)
def test_what_is_not_counted_and_hidden_is_not_felt(visible, hidden, query):
    where = Where(none_of={"hidden_from": frozenset({"X"})})
    known = {document.id for document in visible}
    secret = [
        one._replace(fields={**one.fields, "hidden_from": "X"}, counted=False)
        for one in hidden
        if one.id not in known
    ]
    apart, together = Index.build(visible), Index.build(visible + secret)
    grown = apart.changed(secret)

    for index in (together, grown, grown.compacted()):
        assert answered(index.search(query, 20, where)) == answered(apart.search(query, 20, where))
        assert index.counts(query, where, "region") == apart.counts(query, where, "region")
        assert all(index.shares(query, id_) == apart.shares(query, id_) for id_ in known)


def test_what_is_counted_is_felt_even_when_it_is_hidden():
    visible = [Document("O1", ["a", "b"]), Document("O2", ["b"])]
    hidden = Document("O3", ["a"], {"hidden_from": "X"})
    where = Where(none_of={"hidden_from": frozenset({"X"})})

    apart, together = Index.build(visible), Index.build([*visible, hidden])

    assert answered(apart.search(["a"], 5, where)) != answered(together.search(["a"], 5, where))


@thorough
@given(collections, queries, st.randoms(use_true_random=False))
def test_order_of_documents_and_of_terms_does_not_matter(documents, query, random):
    held = list(latest(documents).values())
    mixed = [one._replace(terms=random.sample(one.terms, len(one.terms))) for one in held]
    random.shuffle(mixed)

    assert answered(Index.build(mixed).search(query)) == answered(Index.build(held).search(query))


@thorough
@given(collections, queries, st.permutations(TERMS))
def test_names_of_terms_do_not_matter(documents, query, others):
    renamed = dict(zip(TERMS, others, strict=True)) | {"unknown": "unknown"}
    asked = (
        {renamed[term]: weight for term, weight in query.items()}
        if isinstance(query, dict)
        else [renamed[term] for term in query]
    )
    other = [one._replace(terms=[renamed[term] for term in one.terms]) for one in documents]

    assert answered(Index.build(other).search(asked)) == answered(
        Index.build(documents).search(query)
    )


@thorough
@given(collections, queries)
def test_names_of_documents_matter_only_among_equals(documents, query):
    held = list(latest(documents).values())
    renamed = [one._replace(id=f"N{99 - place}") for place, one in enumerate(held)]
    back = {other.id: one.id for one, other in zip(held, renamed, strict=True)}

    hits = answered(Index.build(renamed).search(query, 99))

    assert Counter((back[id_], score) for id_, score in hits) == Counter(
        answered(Index.build(held).search(query, 99))
    )


@thorough
@given(collections, queries)
def test_shares_add_up_to_the_score(documents, query):
    index = Index.build(documents)
    hits = index.search(query, 99)

    for id_, score in zip(hits.ids, hits.scores, strict=True):
        shares = index.shares(query, id_)

        assert set(shares) <= set(query)
        assert sum(round(share * 2**40) for share in shares.values()) == round(score * 2**40)


@thorough
@given(collections, queries, filters, st.sampled_from(["region", "certificate", "mixed", "none"]))
def test_counts_are_of_documents_that_share_a_term(documents, query, where, field):
    index = Index.build(documents)
    expected = Counter()
    for document in latest(documents).values():
        shares = not query or units(latest(documents).values(), query, document, BM25)
        if shares and not where.without(field).objections(document.fields):
            value = document.fields.get(field, ())
            listed = [value] if isinstance(value, str) else value
            expected.update(set(() if isinstance(listed, int | float) else listed))

    assert index.counts(query, where, field) == expected


@thorough
@given(collections, st.lists(queries, max_size=6), depths, filters, st.integers(1, 3))
def test_batch_answers_like_one_after_the_other(documents, asked, k, where, threads):
    index = Index.build(documents[:7]).changed(documents[7:])

    many = index.search_many(asked, k, where, threads)

    assert list(map(answered, many)) == [answered(index.search(one, k, where)) for one in asked]


@given(collections)
def test_document_is_given_back(documents):
    index = Index.build(documents)
    for id_, document in latest(documents).items():
        back = index.document(id_)

        assert id_ in index
        assert Counter(back.terms) == Counter(document.terms)
        assert back.counted == document.counted
        assert not Where(any_of={}).objections(back.fields)


def test_unknown_document_is_a_key_error():
    index = Index.build([Document("O1", ["a"])])

    assert "O2" not in index
    for ask in (index.document, lambda id_: index.shares(["a"], id_)):
        with pytest.raises(KeyError):
            ask("O2")


def test_index_of_nothing_answers_with_nothing():
    index = Index.build([])

    assert index.search(["a"]).ids == []
    assert index.search_many([["a"], []])[1].ids == []
    assert index.counts([], ALL, "region") == {}
    assert len(index.changed([Document("O1", ["a"])])) == 1
    assert index.changed([Document("O1", ["a"])]).search(["a"]).ids == ["O1"]


def test_ties_stand_by_id_across_segments():
    index = Index.build([Document(id_, ["a"]) for id_ in ("B", "D", "가")])
    index = index.changed([Document(id_, ["a"]) for id_ in ("A", "C", "나")])

    assert index.search(["a"]).ids == ["A", "B", "C", "D", "가", "나"]
    assert index.search(["a"], k=3).ids == ["A", "B", "C"]


def test_arrays_are_indexed_like_documents():
    documents = [
        Document("O2", ["a", "b", "a"], {"region": "서울", "readiness": 3.0}),
        Document("O1", [], {}, counted=False),
        Document("O3", ["b"], {"region": ("서울", "부산")}),
    ]
    index = Index.from_arrays(
        ["O2", "O1", "O3"],
        ([0, 3, 3, 4], [1, 0, 1, 0], ["b", "a"]),
        {"region": ["서울", None, ("서울", "부산")], "readiness": [3, None, None]},
        [True, False, True],
    )
    built = Index.build(documents)

    assert [index.document(id_) for id_ in ("O1", "O2", "O3")] == [
        built.document(id_) for id_ in ("O1", "O2", "O3")
    ]
    assert answered(index.search(["a", "b"])) == answered(built.search(["a", "b"]))


@pytest.mark.parametrize(
    ("starts", "tokens", "words"),
    [
        ([0, 1], [0], ["a"]),
        ([0, 2, 1], [0], ["a"]),
        ([1, 1, 1], [0], ["a"]),
        ([0, 1, 1], [1], ["a"]),
        ([0, 1, 1], [-1], ["a"]),
        ([0, 1, 1], [0], ["a", "a"]),
    ],
)
def test_arrays_that_do_not_fit_are_refused(starts, tokens, words):
    with pytest.raises(ValueError, match=r"start|word"):
        Index.from_arrays(["O1", "O2"], (starts, tokens, words))


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf"), 1e300])
def test_weights_without_meaning_are_refused(weight):
    with pytest.raises(ValueError, match="weight"):
        Index.build([Document("O1", ["a"])]).search({"a": weight})


def test_text_is_not_taken_for_a_list_of_terms():
    with pytest.raises(TypeError):
        Index.build([Document("O1", ["a"])]).search("a")


@pytest.mark.parametrize("weighting", [Weighting(-1), Weighting(float("nan")), Weighting(1, 2)])
def test_constants_without_meaning_are_refused(weighting):
    with pytest.raises(ValueError, match="k1"):
        Index.build([], weighting)


def crowd(seed, documents, vocabulary=300, longest=40):
    """A collection of several blocks with terms as uneven as those of a language."""
    random = np.random.default_rng(seed)
    lengths = random.integers(0, longest, documents)
    tokens = np.minimum(random.zipf(1.3, lengths.sum()) - 1, vocabulary - 1)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    ids = [f"O{i:06}" for i in range(documents)]
    words = [f"t{i}" for i in range(vocabulary)]
    return ids, (starts, tokens, words), {"half": [str(i % 2) for i in range(documents)]}


@pytest.mark.parametrize("seed", range(2))
def test_many_blocks_are_searched_exactly(seed):
    ids, terms, fields = crowd(seed, 140_000)
    index = Index.from_arrays(ids, terms, fields)
    random = np.random.default_rng(seed)
    for _ in range(5):
        query = [f"t{i}" for i in np.minimum(random.zipf(1.3, 9) - 1, 299)]
        every_unit = units_of_all(terms, query)
        for where in (ALL, Where(any_of={"half": frozenset({"1"})})):
            for k in (1, 20):
                best = [
                    (ids[row], int(every_unit[row]))
                    for row in np.argsort(-every_unit, kind="stable")
                    if every_unit[row] and (not where or row % 2)
                ]

                assert answered(index.search(query, k, where)) == best[:k]


def test_first_block_that_promises_too_much_is_not_believed():
    """Most of the best stand in the first block, and elsewhere hardly any as good as they are."""
    count, rich = 140_000, 17
    tokens = np.tile([0, 1, 2], count)
    tokens[: 3 * rich] = 0
    tokens[3 * (count - 5)] = tokens[3 * (count - 9)] = 1
    ids, words = [f"O{i:06}" for i in range(count)], ["a", "b", "c"]
    terms = (np.arange(count + 1) * 3, tokens, words)
    index = Index.from_arrays(ids, terms)
    every_unit = units_of_all(terms, ["a"])
    best = np.argsort(-every_unit, kind="stable")[:20]

    assert answered(index.search(["a"], 20)) == [(ids[row], int(every_unit[row])) for row in best]


def units_of_all(terms, query):
    """The score of every document in units of 2 ** -40, term after term."""
    starts, tokens, words = terms
    lengths = np.diff(starts)
    drag = 1.2 * (1.0 - 0.75 + 0.75 * lengths / lengths.mean())
    document = np.repeat(np.arange(len(lengths)), lengths)
    total = np.zeros(len(lengths), np.int64)
    for word, weight in Counter(query).items():
        repeats = np.bincount(document[tokens == words.index(word)], minlength=len(lengths))
        having = np.count_nonzero(repeats)
        worth = weight * np.log1p((len(lengths) - having + 0.5) / (having + 0.5))
        part = worth * (repeats * (1.2 + 1.0) / (repeats + drag)) * 2**40 + 0.5
        total += np.where(repeats > 0, np.maximum(part.astype(np.int64), 1), 0)
    return total


def test_sums_of_long_queries_do_not_overflow():
    """Hundreds of terms, all at their peaks in one document, among documents with a few."""
    words = [f"t{i}" for i in range(5_000)]
    others = [Document(f"O{i}", words[i : i + 3]) for i in range(3_000)]
    everything = Document("all", words)
    index = Index.build([*others, everything], Weighting(1.2, 0.0))

    for size in (300, 1_000, 5_000):
        hits = index.search({word: 1.0 + i % 7 for i, word in enumerate(words[:size])}, k=3)

        assert hits.ids[0] == "all"
        assert hits.scores[0] == pytest.approx(
            sum(
                index.shares(
                    {word: 1.0 + i % 7 for i, word in enumerate(words[:size])}, "all"
                ).values()
            )
        )


def test_query_of_more_terms_than_sums_have_room_for_is_answered():
    words = [f"t{i}" for i in range(20_000)]
    index = Index.build([Document("all", words), Document("some", words[:10])])

    assert index.search(words).ids == ["all", "some"]
