"""A saved index comes back as it was, or is refused."""

import json

import pytest
from hypothesis import given, settings
from tests.engine.matching.plain import answered
from tests.engine.matching.strategies import collections, queries

from sangsaeng.engine.matching import Document, Index, UnreadableIndex, Weighting, Where

pytestmark = pytest.mark.engine

SOME = [
    Document("O1", ["a", "b"], {"region": ["서울", "부산"], "readiness": 4}),
    Document("O2", ["b"], {"region": "서울"}, counted=False),
    Document("O3", ["c", "b"]),
]


@pytest.mark.parametrize("mapped", [True, False])
def test_saved_index_answers_as_before(tmp_path_factory, mapped):
    @settings(max_examples=40, deadline=None)
    @given(collections, collections, queries)
    def comes_back(first, second, query):
        folder = tmp_path_factory.mktemp("index")
        index = Index.build(first, Weighting(0.9, 0.4)).changed(second, ["O1"])
        index.save(folder)
        back = Index.load(folder, mapped=mapped)

        assert back.weighting == index.weighting
        assert answered(back.search(query)) == answered(index.search(query))
        assert back.counts(query, Where(), "region") == index.counts(query, Where(), "region")
        assert answered(back.changed(first).search(query)) == answered(
            index.changed(first).search(query)
        )

    comes_back()


def test_saving_again_replaces_and_leaves_what_is_mapped(tmp_path):
    index = Index.build(SOME)
    index.save(tmp_path)
    mapped = Index.load(tmp_path)
    mapped.changed([Document("O4", ["a"])]).save(tmp_path)

    assert mapped.search(["a"]).ids == ["O1"]
    assert Index.load(tmp_path).search(["a"]).ids == ["O4", "O1"]
    mapped.save(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    mapped.save(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert Index.load(tmp_path).search(["a"]).ids == ["O1"]


def test_interrupted_saving_leaves_the_index_that_was_there(tmp_path, monkeypatch):
    Index.build(SOME).save(tmp_path)
    other = Index.build([Document("O9", ["a"] * 9)])
    monkeypatch.setattr("sangsaeng.engine.matching.indexing.saving.json.dumps", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        other.save(tmp_path)

    assert Index.load(tmp_path).search(["a"]).ids == ["O1"]


def test_folder_without_index_is_refused(tmp_path):
    with pytest.raises(UnreadableIndex):
        Index.load(tmp_path)
    with pytest.raises(UnreadableIndex):
        Index.load(tmp_path / "nowhere")
    (tmp_path / "index.json").write_text(json.dumps({"format": 1}))
    with pytest.raises(UnreadableIndex):
        Index.load(tmp_path)


def test_torn_folder_is_refused_whatever_is_torn(tmp_path):
    Index.build(SOME).save(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        whole = path.read_bytes()
        for torn in (whole[:-1], whole[: len(whole) // 2], b"", whole[:-2] + bytes(2) + b"!"):
            path.write_bytes(torn)
            with pytest.raises(UnreadableIndex):
                Index.load(tmp_path)
        path.unlink()
        with pytest.raises(UnreadableIndex):
            Index.load(tmp_path)
        path.write_bytes(whole)

    assert Index.load(tmp_path).search(["a"]).ids == ["O1"]


def test_other_format_is_refused(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("sangsaeng.engine.matching.indexing.saving.FORMAT", 99)
        Index.build(SOME).save(tmp_path)

    with pytest.raises(UnreadableIndex, match="99"):
        Index.load(tmp_path)
