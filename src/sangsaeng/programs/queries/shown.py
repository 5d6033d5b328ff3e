"""An entry as each audience may read it: one allow-list projection feeds page, file, mail and API.

The team reads what stands now. Officers read what was handed in last. A recommender learns what
became of the recommendation. The public reads a selected entry, once the results are out, and of
it only the answers that were asked for the public. What judges read is judging's own projection.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sangsaeng.programs.contents import Standing, standing_of
from sangsaeng.programs.forms import Column, Partners, Value, as_json, columns_of, is_empty, show
from sangsaeng.programs.kinds import QuestionForm, Scope
from sangsaeng.programs.models import Call, Entry, Question, Recommendation, Submission
from sangsaeng.programs.queries.handed_in import newest_submission, newest_submissions
from sangsaeng.programs.teams import names_of

PUBLISHED: Final = frozenset({"published", "ended"})
ALL_SCOPES: Final = frozenset(Scope.values)
PUBLIC_SCOPES: Final = frozenset({Scope.PUBLIC.value})


@dataclass(frozen=True)
class ShownFile:
    """A file as it was handed in."""

    code: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ShownAnswer:
    """A question with its answer."""

    question: Question
    value: Value
    partners: Partners = field(default_factory=dict)
    files: Sequence[ShownFile] = ()

    @property
    def text(self) -> str:
        """The answer in words."""
        if self.question.form == QuestionForm.FILE:
            return ", ".join(one.name for one in self.files)
        return show(self.question, self.value, self.partners)

    @property
    def columns(self) -> list[Column]:
        """The columns of a table."""
        return columns_of(self.question)

    @property
    def rows(self) -> list[list[str]]:
        """The rows of a table in words."""
        if self.question.form != QuestionForm.ROWS or not isinstance(self.value, list):
            return []
        columns = self.columns
        return [
            [show(one, row.get(one.key), self.partners) for one in columns] for row in self.value
        ]

    @property
    def is_answered(self) -> bool:
        """Whether there is anything to show."""
        return not is_empty(self.value) or bool(self.files)

    def to_json(self) -> dict[str, Any]:
        """The answer as programs read it."""
        told: dict[str, Any] = {"key": self.question.key, "question": self.question.name}
        if self.question.form == QuestionForm.FILE:
            return told | {"files": [vars(one) for one in self.files]}
        return told | {"value": as_json(self.question, self.value, self.partners)}


@dataclass(frozen=True)
class ShownPartner:
    """An organization of the team."""

    code: str
    name: str
    seat: str
    leads: bool


@dataclass(frozen=True)
class Shown:
    """An entry as one audience reads it."""

    code: str
    title: str
    state: str
    partners: Sequence[ShownPartner]
    answers: Sequence[ShownAnswer]
    submitted_at: datetime | None
    sha256: str = ""

    @property
    def lead(self) -> str:
        """Who leads the team."""
        return next((one.name for one in self.partners if one.leads), "")

    def to_json(self) -> dict[str, Any]:
        """The entry as programs read it."""
        return {
            "code": self.code,
            "title": self.title,
            "state": self.state,
            "partners": [vars(one) for one in self.partners],
            "answers": [one.to_json() for one in self.answers],
            "submitted_at": self.submitted_at.isoformat() if self.submitted_at else None,
            "sha256": self.sha256,
        }


def shown_to_team(entry: Entry, *, at: datetime) -> Shown:
    """Return the entry as it stands, for those in its team."""
    standing = standing_of(entry, at=at)
    names = names_of(standing.members)
    return Shown(
        code=entry.code,
        title=entry.title,
        state=entry.state,
        partners=_team_now(standing),
        answers=[
            ShownAnswer(
                one,
                standing.answers.get(one.key),
                names,
                [
                    ShownFile(file.code, file.file.name, file.file.size, file.file.sha256)
                    for file in standing.files.get(one.key, ())
                ],
            )
            for one in standing.questions
        ],
        submitted_at=entry.submitted_at,
    )


def shown_to_officer(entry: Entry) -> Shown | None:
    """Return the entry as it was handed in last, every answer of it."""
    newest = newest_submission(entry)
    return _handed_in(entry, newest, _questions(entry.call), ALL_SCOPES) if newest else None


def all_shown_to_officer(call: Call, entries: Sequence[Entry]) -> list[Shown]:
    """Return many entries of one call as their officers read them, in few queries."""
    questions = _questions(call)
    newest = newest_submissions(entries)
    return [
        _handed_in(one, newest[one.pk], questions, ALL_SCOPES)
        for one in entries
        if one.pk in newest
    ]


def shown_in_public(entry: Entry) -> Shown | None:
    """Return what everybody may read of an entry: nothing unless it was selected and published."""
    if entry.state != "selected" or entry.call.state not in PUBLISHED:
        return None
    newest = newest_submission(entry)
    if newest is None:
        return None
    return _handed_in(entry, newest, _questions(entry.call), PUBLIC_SCOPES)


def all_shown_in_public(call: Call) -> list[Shown]:
    """Return what everybody may read of the entries a call selected."""
    if call.state not in PUBLISHED:
        return []
    entries = list(Entry.objects.filter(call=call, state="selected").order_by("pk"))
    questions, newest = _questions(call), newest_submissions(entries)
    return [
        _handed_in(one, newest[one.pk], questions, PUBLIC_SCOPES)
        for one in entries
        if one.pk in newest
    ]


def shown_to_recommender(recommendation: Recommendation) -> dict[str, Any]:
    """Return what became of a recommendation: nothing of the entry it led to."""
    answered = recommendation.answered_at
    return {
        "code": recommendation.code,
        "organization": recommendation.organization.name,
        "title": recommendation.title,
        "reason": recommendation.reason,
        "state": recommendation.state,
        "sent_at": recommendation.sent_at.isoformat(),
        "answered_at": answered.isoformat() if answered else None,
    }


def _questions(call: Call) -> list[Question]:
    return list(call.questions.all())


def _team_now(standing: Standing) -> list[ShownPartner]:
    return [
        ShownPartner(
            one.organization.code,
            one.organization.name,
            one.seat.name,
            one.organization_id == standing.entry.lead_id,
        )
        for one in standing.partners
    ]


def _handed_in(
    entry: Entry, submission: Submission, questions: Iterable[Question], scopes: frozenset[str]
) -> Shown:
    """Return what was handed in, as far as its questions are of these scopes."""
    content: Mapping[str, Any] = submission.content
    seats = {one.key: one.name for one in _seats(entry.call)}
    names = {one["key"]: one["name"] for one in content["team"]}
    files: dict[str, list[ShownFile]] = {}
    for one in content["files"]:
        shown = ShownFile(one["code"], one["name"], one["size"], one["sha256"])
        files.setdefault(one["question"], []).append(shown)
    return Shown(
        code=entry.code,
        title=content["title"],
        state=entry.state,
        partners=[
            ShownPartner(one["organization"], one["name"], seats.get(one["seat"], ""), one["leads"])
            for one in content["team"]
        ],
        answers=[
            ShownAnswer(one, content["answers"].get(one.key), names, files.get(one.key, ()))
            for one in questions
            if one.scope in scopes
        ],
        submitted_at=submission.submitted_at,
        sha256=submission.sha256,
    )


def _seats(call: Call) -> Iterable[Any]:
    return call.seats.all()
