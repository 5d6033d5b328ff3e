"""All spellings of one name have one key, and different names do not share it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.organizations.names import (
    LETTERS,
    looks_mistyped,
    name_key,
    shorter_keys,
    unbracketed_keys,
)

pytestmark = pytest.mark.engine

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
# Names that are nothing but a legal form are no names.
HANGUL = st.text(SYLLABLES, min_size=3, max_size=8).filter(
    lambda name: not any(form in name for form in ("회사", "법인"))
)
LATIN = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=2, max_size=3)


@pytest.mark.parametrize(
    "spellings",
    [
        ("SK실트론", "㈜에스케이(SK)실트론", "에스케이실트론 주식회사", "sk 실트론(주)"),
        ("CNS", "씨엔에스(CNS)", "CNS(씨엔에스)"),
        ("DL이앤씨", "디엘(DL)이앤씨", "DL E&C", "(주) DL 이앤씨"),
        ("삼성SDI", "삼성에스디아이(SDI)", "삼성에스디아이", "삼성SDI㈜"),
        ("KT", "케이티(KT)", "(주)케이티", "ＫＴ"),
        ("HD현대중공업", "에이치디(HD)현대중공업", "에이치디현대중공업㈜"),
        ("바이컴", "㈜바이컴", "주)바이컴", "바이컴(주", "유한회사 바이컴"),
        ("Samsung Electronics", "SAMSUNG ELECTRONICS Co., Ltd.", "samsung electronics inc"),
        ("삼성물산(건설부문)", "삼성물산 건설부문", "삼성물산[건설부문]"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_share_its_key(spellings):
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("삼성물산(건설부문)", "삼성물산(패션부문)"),
        ("GS리테일", "GS리테일(GS25)"),
        ("CNS", "LG CNS"),
        ("삼성SDI", "삼성SDS"),
        ("롯데웰푸드", "롯대웰푸드"),
    ],
)
def test_different_names_keep_different_keys(one, other):
    assert name_key(one) != name_key(other)


@given(
    HANGUL,
    st.sampled_from(["㈜{}", "{}(주)", "주식회사 {}", "{} 주식회사", " {}\u200b ", "｟{}｠"]),
)
def test_decoration_does_not_change_the_key(name, decoration):
    assert name_key(decoration.format(name)) == name_key(name)


@given(LATIN, HANGUL)
def test_latin_letters_and_their_korean_reading_share_a_key(letters, rest):
    reading = "".join(LETTERS[letter.lower()] for letter in letters)

    spellings = (f"{letters}{rest}", f"{reading}{rest}", f"{reading}({letters}){rest}")

    assert len({name_key(spelling) for spelling in spellings}) == 1


@given(st.text(max_size=40))
def test_key_of_a_key_is_the_key(text):
    assert name_key(name_key(text)) == name_key(text)


@given(HANGUL)
def test_order_of_letters_in_the_file_system_does_not_matter(name):
    import unicodedata

    assert name_key(unicodedata.normalize("NFD", name)) == name_key(name)


@pytest.mark.parametrize("nothing", ["", "  ", "---", "()", "\u200b"])
def test_a_name_without_letters_has_no_key(nothing):
    assert name_key(nothing) == ""


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("롯대웰푸드", "롯데웰푸드", True),
        ("상성전자", "삼성전자", True),
        ("현대오토에버", "현대오토에바", True),
        ("삼성SDI", "삼성SDS", False),
        ("KT", "KG", False),
        ("현대건설", "현대제철", False),
        ("삼성전자", "삼성전자", False),
    ],
)
def test_misprints_are_recognized_by_their_letters(one, other, is_alike):
    assert looks_mistyped(name_key(one), name_key(other)) is is_alike


def test_group_and_nation_in_front_can_be_left_out():
    assert name_key("CNS") in shorter_keys(name_key("LG CNS"))
    assert name_key("만도") in shorter_keys(name_key("HL만도"))
    assert name_key("남동발전") in shorter_keys(name_key("한국남동발전"))
    assert shorter_keys(name_key("효성")) == ()


def test_brackets_can_be_left_out():
    assert unbracketed_keys("GS리테일(GS25)") == (name_key("GS리테일"), name_key("GS25"))
