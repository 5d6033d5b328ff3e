"""The quality of matching is measured as it says, with the same tokens for everybody."""

import gzip
import json
import math

import pytest

from sangsaeng.cli.bench.matching import quality, rankers
from sangsaeng.cli.bench.matching.quality import Judged

pytestmark = pytest.mark.engine

DOCUMENTS = {
    "a": "반도체 세정 공정",
    "b": "세정 장비",
    "c": "도색 로봇",
    "d": "이차전지 소재 재활용",
}
QUERIES = {"q1": "반도체 세정", "q2": "재활용 소재"}
ANSWERS = {"q1": {"a": 1}, "q2": {"d": 1}}
AVAILABLE = [name for name in rankers.RANKERS if name != "postgresql-fts"]


def write(folder, documents, queries, answers):
    """A set of a benchmark in its three files."""
    folder.mkdir(parents=True)
    rows = {
        "corpus": [{"did": id_, "text": text} for id_, text in documents.items()],
        "queries": [{"qid": id_, "text": text} for id_, text in queries.items()],
        "qrels": [
            {"qid": query, "did": id_, "rel": grade}
            for query, of in answers.items()
            for id_, grade in of.items()
        ],
    }
    for name, of in rows.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "wt") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in of)
    return folder


@pytest.fixture
def one(tmp_path):
    """A small set."""
    return Judged.read(write(tmp_path / "small", DOCUMENTS, QUERIES, ANSWERS))


def test_what_is_found_first_counts_whole_and_what_comes_later_less(one):
    assert one.quality([["a", "b"], ["d"]]).tolist() == [1, 1]
    assert one.quality([["b", "a"], []]).tolist() == [pytest.approx(1 / math.log2(3)), 0]
    assert one.quality([["b", "c", *"xyzuvwst", "a"], ["d"]]).tolist() == [0, 1]


def test_better_answers_count_more(tmp_path):
    graded = write(
        tmp_path / "graded", DOCUMENTS, QUERIES, {"q1": {"a": 2, "b": 1}, "q2": {"d": 1}}
    )
    best = 3 + 1 / math.log2(3)

    first, _second = Judged.read(graded).quality([["b", "a"], []])

    assert first == pytest.approx((1 + 3 / math.log2(3)) / best)


def test_a_query_is_no_answer_to_itself(tmp_path):
    queries, answers = {"da": DOCUMENTS["a"]}, {"da": {"b": 1}}
    of_themselves = write(tmp_path / "patent_cocite_title", DOCUMENTS, queries, answers)
    others = write(tmp_path / "others", DOCUMENTS, queries, answers)

    assert Judged.read(of_themselves).quality([["a", "b"]]).tolist() == [1]
    assert Judged.read(others).quality([["a", "b"]]).tolist() == [pytest.approx(1 / math.log2(3))]


@pytest.mark.parametrize("name", AVAILABLE)
def test_every_peer_finds_what_shares_words_the_best_first(name):
    rank = pytest.importorskip(rankers.RANKERS[name].needs) and rankers.RANKERS[name].rank
    documents = [["ㄱ", "ㄴ"], ["ㄱ", "or", "ㄷ"], ["ㄹ"], ["ㄱ", "near", "ㅁ"]]

    found = rank(documents, [["ㄱ", "ㄴ"], ["ㄹ", "unknown"], ["unknown"], []], 2)

    assert found[0][0] == 0
    assert len(found[0]) == 2
    assert found[1:] == [[2], [], []]


def test_a_peer_that_is_not_installed_is_said(tmp_path, monkeypatch):
    write(tmp_path / "small", DOCUMENTS, QUERIES, ANSWERS)
    absent = rankers.Ranker("Absent", "not_installed_anywhere", None)
    peers = {"absent": absent, "sqlite-fts5": rankers.RANKERS["sqlite-fts5"]}
    monkeypatch.setattr(rankers, "RANKERS", peers)

    found = quality.measured(tmp_path)
    said = quality.table(found).splitlines()

    assert found["methods"]["absent"] == {"missing": "not_installed_anywhere"}
    assert found["sets"] == {"small": {"queries": 2, "documents": 4}}
    assert found["methods"]["ours"]["mean"] == 1
    assert found["methods"]["sqlite-fts5"]["sets"] == {"small": 1}
    assert found["methods"]["sqlite-fts5"]["interval"] == [0, 0]
    assert len(said) == 4
    assert said[1].startswith("Sangsaeng")
    assert "not installed: not_installed_anywhere" in "".join(said)
    json.dumps(found)
