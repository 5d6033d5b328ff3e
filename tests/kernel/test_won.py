"""Korean amounts: exact when written, read as people write them, refused when in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.kernel.won import MOST, NotAnAmount, read_won, write_won

AMOUNTS = st.integers(0, MOST)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0원"),
        (500, "500원"),
        (10_000, "1만 원"),
        (360_000_000, "3억 6,000만 원"),
        (365_000_001, "3억 6,500만 1원"),
        (1_200_000_000_000, "1조 2,000억 원"),
        (300_000_500, "3억 500원"),
        (MOST, "9,007조 1,992억 5,474만 991원"),
    ],
)
def test_amount_is_written_exactly(amount, written):
    assert write_won(amount) == written


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("360,000,000", 360_000_000),
        ("360000000원", 360_000_000),
        ("₩360,000,000", 360_000_000),
        ("3억 6,000만 원", 360_000_000),
        ("3억 6천만", 360_000_000),
        ("3억6천만원", 360_000_000),
        ("삼억 육천만 원", 360_000_000),
        ("일금 삼억육천만원정", 360_000_000),
        ("3.6억", 360_000_000),
        ("1.25억원", 125_000_000),
        ("36,000만원", 360_000_000),
        ("360백만원", 360_000_000),
        ("5백만", 5_000_000),
        ("천만 원", 10_000_000),
        ("억", 100_000_000),
        ("5만 3천", 53_000),
        ("5만 3천원", 53_000),
        ("3억 500원", 300_000_500),
        ("12천3백4십5원", 12_345),
        ("３억 ６천만", 360_000_000),
        ("0", 0),
        ("영원", 0),
        ("1조 2천억", 1_200_000_000_000),
    ],
)
def test_amount_is_read_as_people_write_it(text, amount):
    assert read_won(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "원",
        "3억 6천",  # six thousand won, or six thousand myriads
        "3억 6천원",
        "3억 500",
        "1조 5백",
        "36,0000",
        "3,6",
        "-100",
        "100 달러",
        "약 3억",
        "3억~5억",
        "3만 2억",
        "2백 3천",
        "3억 12,000만",
        "0.5원",
        "1.23456789억 만",
        "삼삼억",
        "3만 10000원",
        str(MOST + 1),
        "99경",
        "억억",
        "9" * 5000,
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(text):
    with pytest.raises(NotAnAmount):
        read_won(text)


@given(AMOUNTS)
def test_what_is_written_is_read_back(amount):
    assert read_won(write_won(amount)) == amount


@given(AMOUNTS)
def test_digits_are_read_with_and_without_commas(amount):
    assert read_won(str(amount)) == read_won(f"{amount:,} 원") == amount


@given(AMOUNTS)
def test_writing_without_spaces_or_commas_means_the_same(amount):
    assert read_won(write_won(amount).replace(" ", "").replace(",", "")) == amount


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text):
    try:
        amount = read_won(text)
    except NotAnAmount:
        return
    assert 0 <= amount <= MOST


def test_negative_amount_is_not_written():
    with pytest.raises(ValueError, match="not negative"):
        write_won(-1)
