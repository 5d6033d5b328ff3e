"""A short query finds what was meant: other names, other spacing, a slip of the hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.engine.matching import Bigrams, Document, Entry, Index, Matcher
from sangsaeng.engine.matching.expanding import Expander

pytestmark = pytest.mark.engine

OFFERS = (
    Entry("O1", "2차전지 열폭주 감지"),
    Entry("O2", "반도체 세정 장비"),
    Entry("O3", "배터리 관리 시스템"),
    Entry("O4", "wafer inspection"),
    Entry("O5", "가온정밀 금형"),
)
ALIASES = (("배터리", "2차전지", "battery"), ("웨이퍼", "wafer"), ("가온정밀", "GAON Precision"))


@pytest.fixture(scope="module")
def matcher():
    """Five offers, read with Kiwi."""
    return Matcher.build(OFFERS)


def ids(found):
    """The ids found, best first."""
    return [one.id for one in found]


def of(documents):
    """What understands queries to some documents."""
    return Expander(Index.build(documents), Bigrams())


@pytest.mark.parametrize(
    ("query", "first"),
    [("베터리", "O3"), ("반도채 세정", "O2"), ("시스탬", "O3"), ("wafre", "O4"), ("wafer", "O4")],
)
def test_a_slip_of_the_hand_finds_what_was_meant(matcher, query, first):
    assert ids(matcher.find(query))[0] == first


def test_without_expansion_a_slip_finds_nothing(matcher):
    assert matcher.match("베터리") == matcher.match("wafre") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("battery", ["O1", "O3"]),
        ("배터리", ["O3", "O1"]),
        ("웨이퍼 검사", ["O4"]),
        ("gaon  precision", ["O5"]),
    ],
)
def test_other_names_are_found_after_what_was_written(matcher, query, expected):
    found = ids(matcher.find(query, aliases=ALIASES))

    assert sorted(found) == sorted(expected)
    assert query != "배터리" or found == expected
    assert len(matcher.find(query)) < len(expected)


def test_a_name_within_another_word_is_not_that_name(matcher):
    assert ids(matcher.find("batteryless", aliases=ALIASES)) == []


def test_a_sentence_is_taken_as_it_is_written(matcher):
    sentence = "반도체 " * 16 + "베터리"

    assert ids(matcher.find(sentence)) == ["O2"]
    assert sorted(ids(matcher.find("반도체 베터리"))) == ["O2", "O3"]


def test_what_was_written_weighs_whole(matcher):
    meant = matcher.expander.expanded("배터리", matcher.analyzer.tokens("배터리"), ALIASES)

    assert meant.terms["배터리"] == 1
    assert all(0 < weight <= 1 for weight in meant.terms.values())
    assert meant.terms["battery"] == 0.8


@pytest.mark.parametrize(
    ("query", "terms"),
    [("열 폭주", ["열폭주"]), ("열폭주", ["열", "폭주"]), ("SiC웨이퍼", ["sic", "웨이퍼"])],
)
def test_other_spacing_is_found(query, terms):
    spaced = Matcher.build(
        [Entry("O1", " ".join(terms), terms=terms), Entry("O2", "도색", terms=["도색"])]
    )

    assert ids(spaced.find(query)) == ["O1"]


def test_the_commonest_terms_are_thought_of_first():
    words = ["세정"] * 3 + ["세종"] * 2 + ["새정", "세점", "제정", "도색"]
    expander = of(Document(f"O{i}", [word]) for i, word in enumerate(words))

    assert expander.near("세징") == ["세정", "세종"]
    assert expander.near("세정") == ["세종", "새정", "세점"]
    assert expander.near("갸") == []


def test_what_is_not_counted_leaves_no_trace():
    documents = [Document("O1", ["배터리"], counted=False), Document("O2", ["도색"])]

    assert of(documents).near("베터리") == []
    assert of([]).near("베터리") == []


def test_what_changed_is_understood_at_once(matcher):
    assert matcher.expander.near("무인버스") == []
    changed = matcher.changed([Entry("O9", "무인배스")], removed=["O3"])

    assert changed.expander.near("베터리") == []
    assert ids(changed.find("무인베스")) == ["O9"]
    assert ids(changed.find("wafre")) == ["O4"]
    assert ids(matcher.find("베터리"))[0] == "O3"


def edits(word):
    """Every word one edit away, letters from the word itself and one more."""
    letters = {*word, "ㅋ", "x"}
    pieces = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    changed = {a + c + b[1:] for a, b in pieces if b for c in letters}
    more = {a + c + b for a, b in pieces for c in letters}
    fewer = {a + b[1:] for a, b in pieces if b}
    exchanged = {a + b[1] + b[0] + b[2:] for a, b in pieces if len(b) > 1}
    return (changed | more | fewer | exchanged) - {word}


@given(st.text("abx", min_size=1, max_size=6), st.lists(st.text("abx", min_size=1, max_size=7)))
def test_near_is_one_edit_exactly(word, others):
    documents = [Document(f"O{i}", [other]) for i, other in enumerate(others)]
    near = set(of(documents).near(word))
    expected = {other for other in others if other in edits(word)}

    assert near <= expected
    assert len(word) < 4 or len(near) == min(len(expected), 3)
