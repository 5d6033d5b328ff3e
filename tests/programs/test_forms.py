"""How answers are read, mended and shown: one form of question after another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.ledger.canonical import canonical_text
from sangsaeng.programs.forms import NotReadable, as_json, fault_in, read, show, understood
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Question

OUTCOMES = [
    {"key": "partner", "label": "협력 주체", "form": "partner", "required": True},
    {"key": "metric", "label": "성과 지표", "form": "line", "required": True},
    {"key": "unit", "label": "단위", "form": "line"},
    {"key": "baseline", "label": "협력 전", "form": "number"},
    {"key": "result", "label": "협력 후", "form": "number", "required": True},
    {"key": "period", "label": "기간", "form": "line"},
]


def question(form, **fields):
    return Question(key="asked", label="묻는 것", form=form, position=1, **fields)


@pytest.mark.parametrize(
    ("form", "typed", "value", "shown"),
    [
        ("line", "  세정\n공정  ", "세정 공정", "세정 공정"),
        ("text", "첫 줄\r\n둘째 줄\x00", "첫 줄\n둘째 줄", "첫 줄\n둘째 줄"),
        ("number", "1,234.50", "1234.5", "1,234.5"),
        ("number", "１２", "12", "12"),
        ("number", "-0.30", "-0.3", "-0.3"),
        ("won", "3억 6,000만 원", 360_000_000, "3억 6,000만 원"),
        ("won", "360,000,000", 360_000_000, "3억 6,000만 원"),
        ("date", "2026-3-1", "2026-03-01", "2026-03-01"),
        ("date", "2026년 3월 1일", "2026-03-01", "2026-03-01"),
        ("date", "20260301", "2026-03-01", "2026-03-01"),
        ("yes_no", "yes", True, "예"),
        ("yes_no", "no", False, "아니요"),
        ("line", "   ", None, ""),
        ("won", "", None, ""),
    ],
)
def test_what_was_typed_becomes_a_value_and_is_shown(form, typed, value, shown):
    assert read(question(form), typed) == value
    assert show(question(form), value) == shown


@pytest.mark.parametrize(
    ("form", "typed", "words"),
    [
        ("number", "열둘", "숫자만"),
        ("number", "1e400", "숫자만"),
        ("won", "3억 6천", "3억 6,000만"),
        ("date", "2026-02-30", "2026-03-31"),
        ("date", "내년 봄", "2026-03-31"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(form, typed, words):
    with pytest.raises(NotReadable) as refused:
        read(question(form), typed)

    assert words in refused.value.sentence


def test_choices_are_only_those_offered():
    asked = question("choice", choices=["기술 협력", {"key": "esg", "label": "ESG 협력"}])

    assert understood(asked, "esg").fault == ""
    assert show(asked, "esg") == "ESG 협력"
    assert "다시 골라" in understood(asked, "없는 것").fault


def test_several_choices_keep_each_once_and_know_the_most():
    asked = question("choices", choices=["가", "나", "다"], limit=2)

    assert read(asked, ["가", "나", "가"]) == ["가", "나"]
    assert fault_in(asked, ["가", "나"]) == ""
    assert "2개까지" in fault_in(asked, ["가", "나", "다"])


def test_a_long_text_is_kept_and_the_surplus_told():
    reading = understood(question("text", limit=10), "가" * 13)

    assert reading.value == "가" * 13
    assert "3자를 줄여" in reading.fault


def test_an_amount_over_the_limit_is_told_in_myriads():
    assert "1억 원 이하" in understood(question("won", limit=100_000_000), "2억").fault


def test_a_required_question_wants_an_answer_and_no_is_one():
    assert fault_in(question("line", is_required=True), None)
    assert fault_in(question("yes_no", is_required=True), False) == ""


def test_an_outcome_table_keeps_typed_cells_and_names_partners_for_its_audience():
    asked = question("rows", columns=OUTCOMES)
    typed = [
        {
            "partner": "supply-1",
            "metric": "불량률",
            "unit": "%",
            "baseline": "4.20",
            "result": "1.1",
        },
        {"metric": "  "},
    ]
    value = read(asked, typed)

    assert value == [
        {"partner": "supply-1", "metric": "불량률", "unit": "%", "baseline": "4.2", "result": "1.1"}
    ]
    assert "다솜세정 · 불량률" in show(asked, value, {"supply-1": "다솜세정"})
    assert "supply-1" not in show(asked, value)
    assert as_json(asked, value, {"supply-1": "협력기업 1"})[0]["partner"] == "협력기업 1"
    assert as_json(asked, value)[0]["result"] == 1.1


def test_a_fault_in_a_table_names_row_and_column():
    asked = question("rows", columns=OUTCOMES)

    fault = understood(asked, [{"partner": "supply-1", "metric": "불량률", "result": "적음"}]).fault
    assert fault.startswith("1번째 줄 ‘협력 후’:")
    assert "2번째 줄 ‘성과 지표’" in fault_in(
        asked,
        [
            {"partner": "a", "metric": "불량률", "result": "1"},
            {"partner": "a", "result": "1"},
        ],
    )


def test_a_value_of_an_earlier_form_of_the_question_is_asked_for_again():
    assert "다시 답해" in fault_in(question("won"), "많음")
    assert show(question("rows", columns=OUTCOMES), "많음") == "많음"
    assert as_json(question("number"), "많음") is None


@given(st.sampled_from(QuestionForm.values), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_told_and_reads_the_same_again(form, typed):
    asked = question(form, choices=["가", "나"], columns=OUTCOMES)
    reading = understood(asked, typed)

    canonical_text(reading.value)
    assert isinstance(show(asked, reading.value), str)
    if reading.value is not None and form != "yes_no":
        assert read(asked, reading.value) == reading.value


def test_no_text_turns_the_direction_of_what_follows():
    assert read(question("line"), "a\u202eb\u2067c") == "abc"
