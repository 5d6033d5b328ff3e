"""The inputs of a question, and what was typed into them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict

from sangsaeng.programs.contents import mark_of
from sangsaeng.programs.forms import (
    PARTNER,
    Asked,
    Choice,
    Column,
    Partners,
    Value,
    choices_of,
    columns_of,
    is_empty,
    limit_of,
    show,
)
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import EntryFile, Question

BLANK_ROWS: Final = 2
_MOST_ROWS_SENT: Final = 100


@dataclass(frozen=True)
class Input:
    """One input: of a question, or of a cell of its table."""

    name: str
    id: str
    form: str
    typed: Any
    label: str
    is_required: bool
    limit: int
    choices: Sequence[Choice] = ()


@dataclass(frozen=True)
class Field:
    """A question with its inputs, what was typed, its fault and its files."""

    question: Question
    input: Input
    value: Value = None
    fault: str = ""
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[Input]] = ()
    files: Sequence[EntryFile] = ()
    seen: str = ""
    partners: Partners = field(default_factory=dict)

    @property
    def as_text(self) -> str:
        """The answer as it stands, in words."""
        return show(self.question, self.value, self.partners)

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered."""
        return not is_empty(self.input.typed) or bool(self.files)


def field_of(
    question: Question,
    value: Value = None,
    *,
    fault: str = "",
    partners: Partners | None = None,
    files: Sequence[EntryFile] = (),
    typed: Any = None,
) -> Field:
    """Return what draws a question; ``typed`` is shown instead of the value where it had a fault."""
    name = f"q-{question.key}"
    shown = value if typed is None else typed
    table = question.form == QuestionForm.ROWS
    return Field(
        question,
        _input(name, question, shown, partners or {}),
        value,
        fault,
        columns=columns_of(question) if table else (),
        rows=_rows(name, question, shown, partners or {}) if table else (),
        files=files,
        seen=mark_of(value),
        partners=partners or {},
    )


def typed_in(question: Question, sent: QueryDict | Mapping[str, Any]) -> Any:
    """Return what was typed into a question's inputs."""
    name = f"q-{question.key}"
    if question.form == QuestionForm.ROWS:
        return _typed_rows(name, question, sent)
    if question.form == QuestionForm.CHOICES and isinstance(sent, QueryDict):
        return sent.getlist(name)
    return sent.get(name, "")


def _input(name: str, asked: Asked, value: Any, partners: Partners) -> Input:
    return Input(
        name,
        f"id_{name}",
        asked.form,
        _as_typed(asked, value),
        asked.name,
        asked.is_required,
        limit_of(asked),
        [Choice(key, label) for key, label in partners.items()]
        if asked.form == PARTNER
        else choices_of(asked),
    )


def _as_typed(asked: Asked, value: Any) -> Any:
    if asked.form == QuestionForm.WON and isinstance(value, int):
        return f"{value:,}"
    if asked.form == QuestionForm.YES_NO and isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def _rows(name: str, question: Question, value: Any, partners: Partners) -> list[list[Input]]:
    kept = [row for row in value or [] if isinstance(row, Mapping)]
    most = max(limit_of(question), len(kept))
    blank: list[Mapping[str, Any]] = [{}] * min(BLANK_ROWS, most - len(kept))
    return [
        [
            _input(f"{name}-{place}-{one.key}", one, row.get(one.key), partners)
            for one in columns_of(question)
        ]
        for place, row in enumerate([*kept, *blank])
    ]


def _typed_rows(name: str, question: Question, sent: Mapping[str, Any]) -> list[dict[str, Any]]:
    columns = [one.key for one in columns_of(question)]
    rows = []
    for place in range(_MOST_ROWS_SENT):
        cells = {key: sent.get(f"{name}-{place}-{key}") for key in columns}
        if all(cell is None for cell in cells.values()):
            break
        rows.append({key: cell for key, cell in cells.items() if cell})
    return [row for row in rows if row]
