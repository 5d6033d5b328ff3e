"""What is asked: a question or a column of its table, with its choices and its limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol

from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.won import MOST as MOST_WON
from sangsaeng.programs.kinds import QuestionForm

PARTNER: Final = "partner"
"""A form of column: one of the team's partners, by a key that does not tell which company it is."""

USUAL: Final[Mapping[str, int]] = {
    QuestionForm.LINE: 200,
    QuestionForm.TEXT: 2_000,
    QuestionForm.NUMBER: 10**15,
    QuestionForm.WON: MOST_WON,
    QuestionForm.CHOICES: 50,
    QuestionForm.FILE: 5,
    QuestionForm.ROWS: 20,
}
"""The limit of a question that names none: signs, the largest number, choices, files or rows."""


Value = Any
Partners = Mapping[str, str]


class Asked(Protocol):
    """What is asked: a question of the form, or a column of its table."""

    @property
    def form(self) -> str:
        """How it is answered."""

    @property
    def is_required(self) -> bool:
        """Whether it must be answered."""

    @property
    def limit(self) -> int | None:
        """The most signs, choices, files or rows, or the largest number."""

    @property
    def choices(self) -> Any:
        """What can be chosen."""

    @property
    def name(self) -> str:
        """What is asked, in the reader's language."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    key: str
    label: str


@dataclass(frozen=True)
class Column:
    """A column of a table, answered like a question."""

    key: str
    label: str
    form: str
    label_en: str = ""
    is_required: bool = False
    limit: int | None = None
    choices: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        """The column in the reader's language."""
        return for_reader(self.label, self.label_en)


def columns_of(question: Any) -> list[Column]:
    """Return the columns of a table as they are set."""
    return [
        Column(
            key=str(one["key"]),
            label=str(one.get("label", one["key"])),
            form=str(one.get("form", QuestionForm.LINE)),
            label_en=str(one.get("label_en", "")),
            is_required=bool(one.get("required", one.get("is_required", False))),
            limit=one.get("limit"),
            choices=tuple(one.get("choices", ())),
        )
        for one in question.columns
    ]


def choices_of(asked: Asked) -> list[Choice]:
    """Return what can be chosen; a choice that is plain text is its own key."""
    return [
        Choice(str(one["key"]), for_reader(str(one["label"]), str(one.get("label_en", ""))))
        if isinstance(one, Mapping)
        else Choice(str(one), str(one))
        for one in asked.choices or ()
    ]


def limit_of(asked: Asked) -> int:
    """Return the limit of what is asked, its own or the usual."""
    return asked.limit or USUAL.get(asked.form, USUAL[QuestionForm.LINE])


def is_empty(value: Value) -> bool:
    """Tell whether nothing was answered; «no» is an answer."""
    return value is None or value in ("", [], {})


def number_of(value: Value) -> Decimal | None:
    """Return a number or an amount to reckon with, if the value is one."""
    if isinstance(value, bool) or is_empty(value):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def day_in(value: Value) -> date | None:
    """Return a day, if the value is one."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
