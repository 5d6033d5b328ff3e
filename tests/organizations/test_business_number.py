"""A business registration number carries a digit that checks the others."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sangsaeng.organizations.business_number import formatted, is_valid, normalized

pytestmark = pytest.mark.engine

DIGITS = st.integers(0, 9)


@pytest.mark.parametrize(
    ("holder", "number"),
    [
        ("삼성전자", "124-81-00998"),
        ("네이버", "220-81-62517"),
        ("카카오", "120-81-47521"),
        ("현대자동차", "101-81-09147"),
    ],
)
def test_public_numbers_are_valid(holder, number):  # noqa: ARG001 - the holder is for the reader
    assert is_valid(normalized(number))


@pytest.mark.parametrize(
    "number", ["1248100999", "0000000000", "124810099", "12481009980", "12a8100998", ""]
)
def test_wrong_numbers_are_not_valid(number):
    assert not is_valid(number)


@pytest.mark.parametrize(
    "written", ["124-81-00998", "124 81 00998", "１２４-８１-００９９８", "124.81.00998"]
)
def test_separators_do_not_count(written):
    assert normalized(written) == "1248100998"


def test_number_is_written_as_people_do():
    assert formatted("1248100998") == "124-81-00998"
    assert formatted(None) == ""


@given(st.lists(DIGITS, min_size=9, max_size=9), st.integers(0, 9), DIGITS)
def test_one_changed_digit_is_always_noticed(nine, place, digit):
    number = next(
        candidate
        for last in range(10)
        if is_valid(candidate := "".join(map(str, [*nine, last]))) or last == 9
    )
    assume(is_valid(number) and number[place] != str(digit))

    assert not is_valid(number[:place] + str(digit) + number[place + 1 :])
