"""What tells whose a text is, and what does not."""

import pytest
from tests.factories import make_member, make_organization

from sangsaeng.exchange.identity import hints_in, identity_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    owner = make_organization(
        "㈜가온누설진단",
        business_number="1248100998",
        homepage="https://www.gaon-leak.co.kr/about",
        name_en="Gaon Leak Diagnostics",
    )
    owner.names.create(name="SK가온", key="에스케이가온", use="alias")
    owner.names.create(name="KT", key="케이티", use="alias")
    make_member(owner, name="류관리")
    make_member(owner, name="이용")
    return owner


@pytest.mark.parametrize(
    "text",
    [
        "가온누설진단의 기술",
        "주식회사 가온누설진단",
        "가온 누설 진단은 1990년부터",
        "ｇａｏｎ leak diagnostics has",
        "에스케이가온이 만든",
        "SK 가온의 장치",
        "KT가 개발한",
        "케이티의 통신망",
        "사업자번호 124-81-00998",
        "124 81 00998",
        "１２４８１００９９８",
        "자세한 것은 gaon-leak.co.kr",
        "gaon-leak 검색",
        "담당 류관리 부장",
        "이용 대표가 발명한",
        "메일은 leak@naver.com",
        "https://blog.example.com/1",
        "www.example.com",
        "전화 031-123-4567",
        "010-1234-5678",
        "01012345678",
        "1588-1234",
        "특허 10-1234567호",
        "출원 10-2023-0123456",
    ],
)
def test_this_tells_who_it_is(owner, text):
    assert identity_of(owner).found_in([text])


@pytest.mark.parametrize(
    "text",
    [
        "초음파로 누설을 진단하는 기술",
        "자유롭게 이용할 수 있는 시험대",
        "5개 이용 사례",
        "MKT 지표와 KTX 승강장",
        "분당 0.1리터, 10~80ppm, 2026-11-02까지",
        "연간 1248100 개, 998 종",
        "두께 10-12 mm, 3억 5,000만 원",
        "",
    ],
)
def test_this_does_not(owner, text):
    assert identity_of(owner).found_in([text]) == []


def test_each_telling_word_is_named_once(owner):
    found = identity_of(owner).found_in(["가온누설진단", "가온누설진단 031-123-4567"])

    assert found == ["㈜가온누설진단", "031-123-4567"]


def test_what_may_tell_is_shown_to_whoever_checks():
    assert hints_in(["국내 유일 기술", "다온®", "㈜와 함께"]) == ["국내 유일", "®", "㈜"]
    assert hints_in(["초음파로 찾습니다"]) == []
