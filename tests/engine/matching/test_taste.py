"""What was accepted and declined leans a little, readably, and never without bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.engine.matching import Bigrams, Taste

pytestmark = pytest.mark.engine

texts = st.lists(st.sampled_from(["세정", "공정", "도색", "로봇", "세정 로봇", ""]), max_size=8)


@given(texts, texts, st.lists(st.sampled_from(["세정", "공정", "도색", "로봇", "정로"])))
def test_no_text_moves_by_more_than_fifteen_percent(accepted, declined, terms):
    assert 0.85 <= Taste.learned(accepted, declined, Bigrams()).factor(terms) <= 1.15


@given(texts, texts)
def test_what_is_accepted_on_one_side_is_declined_on_the_other(accepted, declined):
    one = Taste.learned(accepted, declined, Bigrams())
    other = Taste.learned(declined, accepted, Bigrams())

    assert {term: -lean for term, lean in one.leanings.items()} == pytest.approx(other.leanings)


def test_one_kind_alone_teaches_nothing():
    assert Taste.learned(["세정"] * 9, [], Bigrams()).leanings == {}
    assert Taste.learned([], ["세정"] * 9, Bigrams()).leanings == {}


def test_a_term_of_one_text_teaches_nothing():
    assert "로봇" not in Taste.learned(["세정", "세정", "로봇"], ["도색"] * 3, Bigrams()).leanings


def test_more_texts_are_believed_more():
    few = Taste.learned(["세정"] * 2, ["도색"] * 2, Bigrams())
    many = Taste.learned(["세정"] * 20, ["도색"] * 20, Bigrams())

    assert 1 < few.factor(["세정"]) < many.factor(["세정"])


def test_a_taste_can_be_read():
    taste = Taste.learned(["세정"] * 5 + ["공정"] * 2, ["도색"] * 5, Bigrams())

    terms = [term for term, _share in taste.readable(2)]
    assert terms == ["도색", "세정"]
    assert dict(taste.readable())["도색"] == pytest.approx(taste.factor(["도색"]) - 1)
    assert dict(taste.readable())["도색"] < 0 < dict(taste.readable())["세정"]
