"""Names and addresses leave a text however they are spelled; nothing else does."""

import pytest

from sangsaeng.judging.masking import Alias, Mask, found_in
from sangsaeng.organizations.names import name_key

MASK = Mask(
    [
        Alias(name_key("㈜한빛전자"), "수요기업"),
        Alias(name_key("Hanbit Electronics Co., Ltd."), "수요기업"),
        Alias(name_key("SK하이닉스"), "수요기업 2"),
        Alias(name_key("LG"), "기업집단"),
        Alias(name_key("다산"), "협력기업"),
        Alias(name_key("홍길동"), "협력기업의 사람"),
    ]
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("한빛전자는 함께했다", "«수요기업»는 함께했다"),
        ("㈜한빛전자와 (주) 한빛 전자", "«수요기업»와 «수요기업»"),
        ("주식회사 한빛전자가", "«수요기업»가"),
        ("한빛전자 주식회사에서", "«수요기업»에서"),
        ("한·빛·전·자", "«수요기업»"),
        ("한\u200b빛\u200b전자", "«수요기업»"),
        ("\u1112\u1161\u11ab\u1107\u1175\u11be\u110c\u1165\u11ab\u110c\u1161", "«수요기업»"),
        ("HANBIT ELECTRONICS", "«수요기업»"),
        ("에스케이하이닉스, SK 하이닉스", "«수요기업 2», «수요기업 2»"),
        ("ＳＫ하이닉스", "«수요기업 2»"),
        ("LG의 공장", "«기업집단»의 공장"),
        ("다산의 공정", "«협력기업»의 공정"),
        ("홍길동 부장", "«협력기업의 사람» 부장"),
    ],
)
def test_every_spelling_of_a_name_is_masked(written, shown):
    assert MASK.of(written).text == shown


@pytest.mark.parametrize(
    "written",
    [
        "함께 하였습니다. 산업 현장에서",
        "ALGORITHM을 바꾸었다",
        "한 빛나는 전자",
        "불량률을 3.5%에서 0.4%로",
        "2026-11-02부터 1,234,567원",
        "",
    ],
)
def test_what_only_resembles_a_name_stays(written):
    assert MASK.of(written).text == written


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("문의 kim@hanbit.co.kr", "문의 «이메일»"),
        ("https://hanbit.co.kr/about 참고", "«누리집 주소» 참고"),
        ("hanbit.co.kr에서", "«누리집 주소»에서"),
        ("124-81-00998", "«사업자등록번호»"),
        ("02-1234-5678 또는 010 1234 5678", "«전화번호» 또는 «전화번호»"),
    ],
)
def test_addresses_are_masked_whoever_has_them(written, shown):
    assert Mask().of(written).text == shown


def test_it_tells_what_was_taken_out_as_it_stood_there():
    assert MASK.of("㈜한빛전자의 홍길동").found == ("㈜한빛전자", "홍길동")


def test_values_of_any_form_are_masked_and_their_keys_are_not():
    value = {"rows": [{"partner": "한빛전자", "won": 3}], "홍길동": True}

    assert MASK.value(value) == {"rows": [{"partner": "«수요기업»", "won": 3}], "홍길동": True}
    assert found_in(MASK, value) == ("한빛전자",)


def test_a_text_that_is_only_a_name_keeps_nothing_of_it():
    assert MASK.of("한빛전자").text == "«수요기업»"


def test_overlapping_names_leave_no_remainder():
    mask = Mask([Alias(name_key("한빛전자"), "갑"), Alias(name_key("전자재료"), "을")])

    assert mask.of("한빛전자재료").text == "«갑»«을»"
