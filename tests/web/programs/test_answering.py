"""The inputs of every form of question, and what was typed into them."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Question
from sangsaeng.web.views.programs.answering import field_of, typed_in

OUTCOMES = [
    {"key": "partner", "label": "협력 주체", "form": "partner"},
    {"key": "metric", "label": "성과 지표", "form": "line"},
]


def question(form, **fields):
    return Question(key="asked", label="묻는 것", form=form, position=1, **fields)


@pytest.mark.parametrize("form", QuestionForm.values)
def test_every_form_has_its_inputs(form):
    asked = question(form, choices=["가", "나"], columns=OUTCOMES, is_required=True)
    drawn = render_to_string(
        "web/entries/_question.html", {"field": field_of(asked, partners={"supply-1": "다솜세정"})}
    )

    assert "묻는 것" in drawn
    assert 'name="file"' in drawn if form == "file" else 'name="q-asked' in drawn


def test_rows_typed_are_gathered_from_their_cells():
    asked = question("rows", columns=OUTCOMES)
    sent = QueryDict("q-asked-0-partner=a&q-asked-0-metric=x&q-asked-1-partner=&q-asked-1-metric=")

    assert typed_in(asked, sent) == [{"partner": "a", "metric": "x"}]


def test_several_choices_are_gathered():
    assert typed_in(question("choices"), QueryDict("q-asked=a&q-asked=b")) == ["a", "b"]


def test_what_had_a_fault_stays_as_it_was_typed():
    drawn = render_to_string(
        "web/entries/_question.html",
        {"field": field_of(question("won"), 100, fault="고쳐 주십시오.", typed="3억 6천")},
    )

    assert 'value="3억 6천"' in drawn
    assert "고쳐 주십시오." in drawn
