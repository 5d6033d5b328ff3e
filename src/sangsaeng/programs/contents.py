"""What an entry holds: as it stands, and as it is handed in under a fingerprint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import gettext as _

from sangsaeng.ledger.canonical import canonical_text, moment_text
from sangsaeng.programs.eligibility import Application, Check, check_all
from sangsaeng.programs.forms import Value, fault_in, is_empty
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Edition, Entry, EntryFile, EntryPartner, Question, Submission
from sangsaeng.programs.teams import Member, faults_in_team, members_of

FORMAT: Final = "sangsaeng-entry/1"


@dataclass(frozen=True)
class Standing:
    """An entry as the team sees it: everything that is to be answered, and what there is so far."""

    entry: Entry
    questions: Sequence[Question]
    answers: Mapping[str, Value]
    files: Mapping[str, Sequence[EntryFile]]
    members: Sequence[Member]
    at: datetime

    @property
    def partners(self) -> list[EntryPartner]:
        """Those who were not let go and did not decline."""
        return [one.partner for one in self.members if one.partner.state != "declined"]

    @property
    def application(self) -> Application:
        """What the rules of eligibility look at."""
        return Application(self.entry, self.answers, self.partners, self.entry.title, self.at)

    def checks(self) -> list[Check]:
        """What came of every rule of eligibility."""
        return check_all(self.application, list(self.entry.call.rules.all()))

    def faults(self) -> dict[str, str]:
        """Say what is to be mended, by the key of its question."""
        found = {one.key: self._fault(one) for one in self.questions}
        return {key: fault for key, fault in found.items() if fault}

    def team_faults(self) -> list[str]:
        """Say what keeps the team from handing in."""
        return faults_in_team(self.entry.call, self.partners)

    def all_faults(self) -> list[str]:
        """Everything that keeps the entry from being handed in."""
        named = [] if self.entry.title else [_("사례의 제목을 적어 주십시오.")]
        wrong = [one.sentence for one in self.checks() if one.is_fault]
        return [*named, *self.faults().values(), *self.team_faults(), *wrong]

    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(
            one.key in self.answers or bool(self.files.get(one.key)) for one in self.questions
        )

    def _fault(self, question: Question) -> str:
        if question.form == QuestionForm.FILE:
            return "" if self.files.get(question.key) else fault_in(question, None)
        return fault_in(question, self.answers.get(question.key))


def standing_of(entry: Entry, *, at: datetime) -> Standing:
    """Return an entry as it stands now."""
    questions = list(entry.call.questions.all())
    keys = {one.pk: one.key for one in questions}
    files: dict[str, list[EntryFile]] = {}
    for one in entry.files.kept().select_related("file"):
        files.setdefault(keys.get(one.question_id, ""), []).append(one)
    answers = {
        keys[one.question_id]: one.value for one in entry.answers.all() if one.question_id in keys
    }
    return Standing(entry, questions, answers, files, members_of(entry), at)


def content_of(standing: Standing, edition: Edition, number: int) -> dict[str, Any]:
    """Return everything that is handed in, as it is fingerprinted: files by their digests."""
    entry = standing.entry
    return {
        "format": FORMAT,
        "call": entry.call.slug,
        "edition": {"number": edition.number, "sha256": edition.sha256},
        "entry": entry.code,
        "number": number,
        "title": entry.title,
        "team": [_member(one, entry) for one in standing.members if one.partner.state == "joined"],
        "answers": {key: standing.answers[key] for key in sorted(standing.answers)},
        "files": [
            {
                "code": one.code,
                "question": key,
                "name": one.file.name,
                "size": one.file.size,
                "sha256": one.file.sha256,
            }
            for key, several in sorted(standing.files.items())
            for one in several
        ],
        "at": moment_text(standing.at),
    }


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical text of what was handed in."""
    return sha256(canonical_text(dict(content)).encode()).hexdigest()


def mark_of(value: Value) -> str:
    """Return the mark of an answer: it tells later whether somebody else changed it meanwhile."""
    return "" if is_empty(value) else sha256(canonical_text(value).encode()).hexdigest()[:16]


def is_whole(submission: Submission) -> bool:
    """Tell whether what was handed in still has its fingerprint."""
    return fingerprint_of(submission.content) == submission.sha256


def _member(member: Member, entry: Entry) -> dict[str, Any]:
    organization = member.partner.organization
    return {
        "key": member.key,
        "seat": member.partner.seat.key,
        "organization": organization.code,
        "name": organization.name,
        "leads": organization.pk == entry.lead_id,
    }
