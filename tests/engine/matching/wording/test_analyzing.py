"""Korean text becomes terms, with Kiwi or without it."""

import os
import pickle
import subprocess
import sys
import threading

import pytest

from sangsaeng.engine.matching import AnalyzerMissing, Bigrams, KiwiWords, analyzer_named
from sangsaeng.engine.matching.wording.folding import composed, folded

pytestmark = pytest.mark.engine

TEXTS = (
    "반도체 세정공정의 불량률을 낮추는 장비를 찾습니다.",
    "AI 기반  웨이퍼(wafer) 검사\n및 SiC 전력반도체",
    "",
    " \t\n",
    "😀 이차전지 ㎏ ＡＢＣ",
)
WITHOUT_KIWI = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("kiwipiepy"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Blocked())
from sangsaeng.engine.matching import AnalyzerMissing, Entry, Matcher, analyzer_named, best_analyzer
matcher = Matcher.build([Entry("O1", "세정 공정 불량률"), Entry("O2", "도색 로봇")])
print(best_analyzer().name, [one.id for one in matcher.match("세정공정")])
try:
    analyzer_named("kiwi")
except AnalyzerMissing as missing:
    print(missing.code)
"""


@pytest.fixture(scope="module")
def kiwi():
    """One Kiwi for all, since it takes seconds to load."""
    return KiwiWords()


@pytest.fixture(scope="module")
def forgetful():
    """A Kiwi that remembers two words."""
    return KiwiWords(remembered=2)


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_met_before_is_read_like_what_is_new(kiwi, forgetful, text):
    assert kiwi.terms(text) == kiwi.terms(text) == forgetful.terms(text)


@pytest.mark.parametrize("text", TEXTS)
def test_terms_are_the_terms_of_the_tokens(kiwi, text):
    for analyzer in (kiwi, Bigrams()):
        assert analyzer.terms(text) == [token.term for token in analyzer.tokens(text)]


def test_particles_are_left_out_and_capitals_do_not_matter(kiwi):
    assert kiwi.terms("세정공정의 불량률을 AI로") == ["세정", "공정", "불량", "ai"]


def test_a_token_reaches_over_the_suffix_of_its_word(kiwi):
    text = "우리는 불량률을 낮춥니다"
    [token] = [token for token in kiwi.tokens(text) if token.term == "불량"]

    assert text[token.start : token.end] == "불량률"


def test_places_point_at_the_words(kiwi):
    text = "😀 반도체  세정공정의\n웨이퍼(wafer)"

    assert [text[token.start : token.end] for token in kiwi.tokens(text)] == [
        "반도체",
        "세정",
        "공정",
        "웨이퍼",
        "wafer",
    ]


def test_what_is_remembered_is_bounded(kiwi, forgetful):
    numbers = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉"

    assert forgetful.terms(numbers) == kiwi.terms(numbers)
    assert len(forgetful) <= 2
    with pytest.raises(ValueError, match="at least one"):
        KiwiWords(remembered=0)


def test_a_very_long_word_is_read_but_not_remembered(kiwi):
    before = len(kiwi)

    assert kiwi.terms("반도체" * 30)
    assert len(kiwi) == before


def test_kiwi_is_loaded_at_the_first_use_whichever_thread_comes_first():
    analyzer = KiwiWords()
    assert not analyzer.is_loaded
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(analyzer.terms("세정"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [["세정"]] * 4
    assert analyzer.is_loaded


def test_an_analyzer_travels_as_a_promise(kiwi):
    travelled = pickle.loads(pickle.dumps(kiwi))  # noqa: S301 - our own bytes

    assert not travelled.is_loaded
    assert travelled.remembered == kiwi.remembered


def test_pairs_know_no_spaces_no_signs_no_width_and_no_case():
    assert Bigrams().terms("ＡＩ-세 정!") == Bigrams().terms("ai세정") == ["ai", "i세", "세정"]
    assert Bigrams().terms("가") == ["가"]
    assert Bigrams().terms("!?") == []


def test_pairs_stand_where_their_letters_stand():
    text = "세 정, 공정"

    assert [text[token.start : token.end] for token in Bigrams().tokens(text)] == [
        "세 정",
        "정, 공",
        "공정",
    ]
    assert Bigrams().tokens("-가-")[0][1:3] == (1, 2)


def test_letters_come_composed():
    apart = "\u1109\u1166\u110c\u1165\u11bc"

    assert composed(apart) == "세정"
    assert folded("İ①Ａ")[0] == "İ1a"


def test_without_kiwi_pairs_of_letters_take_its_place():
    said = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WITHOUT_KIWI],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ).stdout.split("\n")

    assert said[0] == "bigrams ['O1']"
    assert said[1] == "analyzer_missing"


def test_texts_must_be_asked_with_what_they_were_read_with():
    assert analyzer_named("kiwi").name == "kiwi"
    assert analyzer_named("bigrams").name == "bigrams"
    with pytest.raises(AnalyzerMissing):
        analyzer_named("unheard of")
