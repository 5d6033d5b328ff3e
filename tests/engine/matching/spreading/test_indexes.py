"""Spread over workers, by needs or by offers, a match gives what one process gives, to the bit."""

import os
import signal

import numpy as np
import pytest

from sangsaeng.engine.matching import Asking, Document, Entry, Index, Matcher, Where
from sangsaeng.engine.matching.spreading.indexes import (
    Alone,
    Here,
    cut_into_shards,
    match_in_batches,
    match_in_shards,
)
from sangsaeng.engine.matching.spreading.sharded_texts import (
    cut_texts_into_shards,
    match_texts_in_shards,
)
from sangsaeng.engine.matching.spreading.statistics import added, statistics_of, under
from sangsaeng.engine.matching.spreading.texts import match_texts_in_batches, read_in_batches
from sangsaeng.engine.matching.spreading.workers import NoDask, Sent, hired
from sangsaeng.engine.matching.wording.analyzing import Bigrams

pytestmark = pytest.mark.engine

WORDS, OFFERS, NEEDS = 120, 700, 90
SOME = Where(any_of={"region": frozenset({"r1", "r2"})}, at_least={"readiness": 4})


def text(rng, length):
    """A few words, the first of them common."""
    return [f"w{int(word)}" for word in WORDS * rng.random(length) ** 3]


@pytest.fixture(scope="module")
def offers():
    rng = np.random.default_rng(5)
    return [
        Document(
            f"o{rng.integers(10**9)}-{row}",
            text(rng, rng.integers(0, 14)),
            {"region": f"r{row % 4}", "readiness": row % 9 + 1},
            counted=row % 7 != 0,
        )
        for row in range(OFFERS)
    ]


@pytest.fixture(scope="module")
def needs():
    rng = np.random.default_rng(6)
    return [text(rng, rng.integers(0, 6)) for _ in range(NEEDS)]


@pytest.fixture(scope="module")
def index(offers):
    return Index.build(offers)


@pytest.fixture(scope="module")
def folder(index, tmp_path_factory):
    where = tmp_path_factory.mktemp("index")
    index.save(where)
    return where


@pytest.fixture(scope="module")
def crew():
    with hired(workers=2) as hands:
        yield hands


def same(found, wanted):
    """Whether ids and scores agree to the last bit."""
    found, wanted = list(found), list(wanted)
    return len(found) == len(wanted) and all(
        one.ids == other.ids and one.scores.tolist() == other.scores.tolist()
        for one, other in zip(found, wanted, strict=True)
    )


@pytest.mark.parametrize("where", [Where(), SOME], ids=["all", "filtered"])
def test_two_workers_find_what_one_process_finds(crew, folder, index, needs, where):
    spread = match_in_batches(crew, folder, needs, 10, where, batch=7)

    assert same(spread, index.search_many(needs, 10, where))


@pytest.mark.parametrize("where", [Where(), SOME], ids=["all", "filtered"])
@pytest.mark.parametrize("size", [1, 64, 699, 5_000])
def test_shards_of_offers_find_what_one_index_finds(offers, index, needs, where, size, tmp_path):
    some = offers[:90] if size == 1 else offers
    whole = Index.build(some) if size == 1 else index

    shards = cut_into_shards(iter(some), tmp_path, size)

    assert len(shards) == -(-len(some) // size)
    assert same(
        match_in_shards(Alone(), shards, needs, 10, where), whole.search_many(needs, 10, where)
    )


def test_two_workers_ask_shards_of_offers(crew, offers, index, needs, tmp_path):
    shards = cut_into_shards(offers, tmp_path, 200)

    assert same(match_in_shards(crew, shards, needs, 10), index.search_many(needs, 10))


def test_shard_by_itself_would_weigh_otherwise(offers, index, needs):
    shard = Index.build(offers[:100])
    everywhere = added([statistics_of(shard), statistics_of(Index.build(offers[100:]))])
    first = next(need for need in needs if len(shard.search(need, 1).ids))
    (found,) = shard.search(first, 1).ids
    in_all = dict(zip(*index.search(first, OFFERS), strict=True))[found]

    assert under(shard, everywhere).search(first, 1).scores[0] == in_all
    assert shard.search(first, 1).scores[0] != in_all


def test_statistics_leave_out_what_is_not_counted_and_what_is_gone(offers, index):
    counted = [offer for offer in offers if offer.counted]
    gone = index.changed(removed=[offer.id for offer in offers if not offer.counted])

    found, wanted = statistics_of(index), statistics_of(Index.build(counted))

    assert found.documents == wanted.documents == len(counted)
    assert found.terms == wanted.terms
    assert found.words == wanted.words
    assert found.frequencies.tolist() == wanted.frequencies.tolist()
    assert statistics_of(gone).frequencies.tolist() == wanted.frequencies.tolist()


def test_killed_worker_loses_nothing(crew, folder, index, needs):
    many = needs * 10
    coming = match_in_batches(crew, folder, many, 10, batch=3)
    found = [next(coming)]
    before = workers_of(crew)
    os.kill(before[0], signal.SIGKILL)
    at_kill = finished(crew)
    found.extend(coming)

    assert at_kill < len(many) // 3
    assert before[0] not in workers_of(crew)
    assert same(found, index.search_many(many, 10))


def workers_of(crew):
    """The processes of the workers."""
    return list(crew.client.run(os.getpid).values())


def finished(crew):
    """How many pieces are done by now."""
    return sum(len(state.has_what) for state in crew.client.cluster.scheduler.workers.values())


def test_folder_that_workers_cannot_read_is_sent_to_them(crew, folder, index, needs, monkeypatch):
    monkeypatch.setattr(Here, "of", lambda _: Here("/nowhere", "sent"))

    place = crew.place(folder)

    assert isinstance(place, Sent)
    assert same(match_in_batches(crew, folder, needs, 10), index.search_many(needs, 10))


@pytest.mark.parametrize("alone", [True, False])
def test_nothing_asked_is_nothing_found(crew, folder, alone):
    hands = Alone() if alone else crew

    assert list(match_in_batches(hands, folder, [])) == []
    assert list(match_in_shards(hands, [folder], [])) == []
    assert next(match_in_batches(hands, folder, [[]])).ids == []


def test_no_offers_are_no_shards(tmp_path):
    assert cut_into_shards([], tmp_path, 10) == []


def test_shard_holds_something(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        cut_into_shards([], tmp_path, 0)


def test_missing_dask_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)

    with pytest.raises(NoDask, match="cluster"), hired():
        pass


def test_texts_are_read_and_matched_by_workers_as_by_one_process(crew, tmp_path):
    kinds = ("세정 공정 불량률 개선", "도색 로봇 도입", "폐수 처리 설비", "정밀 도금 공정")
    offers = [Entry(f"o{n}", f"{kinds[n % 4]} {n % 7}호 {kinds[n % 3]}") for n in range(1_200)]
    needs = [f"{kind}을 찾습니다" for kind in kinds] * 60
    whole = Matcher.build(offers, Bigrams())

    read = Matcher.build(read_in_batches(crew, iter(offers), whole.analyzer.name), Bigrams())
    found = list(match_texts_in_batches(crew, read, tmp_path, iter(needs), Asking(k=7)))

    assert found == whole.match_many(needs, Asking(k=7))
    assert len(found) == len(needs)


@pytest.mark.parametrize("hands", ["alone", "crew"])
@pytest.mark.parametrize("size", [70, 999])
def test_shards_of_texts_find_what_one_matcher_finds(hands, size, request, tmp_path):
    kinds = ("세정 공정 불량률 개선", "도색 로봇 도입", "폐수 처리 설비", "정밀 도금 공정")
    offers = [
        Entry(f"o{n}", f"{kinds[n % 4]} {n % 7}호 {kinds[n % 3]}", {"n": n}, counted=n % 5 > 0)
        for n in range(400)
    ]
    needs = [f"{kind}을 {n}호에서 찾습니다" for n, kind in enumerate(kinds * 3)]
    where = Where(at_least={"n": 30})
    who = Alone() if hands == "alone" else request.getfixturevalue("crew")

    shards = cut_texts_into_shards(who, iter(offers), tmp_path, size, "bigrams")
    found = list(match_texts_in_shards(who, shards, iter(needs), 12, where))

    assert len(shards) == -(-400 // size)
    whole = Matcher.build(offers, Bigrams())
    assert len(whole) > whole.settings.depth
    assert found == whole.match_many(needs, Asking(12, where))


def test_no_texts_are_no_shards_and_find_nothing(tmp_path):
    shards = cut_texts_into_shards(Alone(), [], tmp_path, 5, "bigrams")

    assert shards == []
    assert list(match_texts_in_shards(Alone(), shards, ["세정"])) == [[]]
    with pytest.raises(ValueError, match="at least one"):
        cut_texts_into_shards(Alone(), [], tmp_path, 0, "bigrams")


def test_terms_that_are_given_are_not_read_again():
    (kept,) = read_in_batches(Alone(), [Entry("o1", "세정 공정", terms=["세정"])], "bigrams")

    assert kept.terms == ["세정"]
