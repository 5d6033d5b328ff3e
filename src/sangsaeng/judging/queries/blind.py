"""An entry as a judge sees it: the one projection that feeds page, fragment, file, list and export.

It names what is shown; whatever it does not name does not reach a judge. Where the call is blind,
partners go by the part they play, names and addresses in what they wrote are masked, answers that
tell who enters are left out, and files are copies without the marks of who made them. What is empty
after that stays empty: there is no way back to the original.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sangsaeng.judging.copies.making import FAULTS
from sangsaeng.judging.masking import Mask, found_in
from sangsaeng.judging.models import JudgeCopy, Review
from sangsaeng.judging.queries.teams import Team, team_of, teams_of
from sangsaeng.kernel.models import StoredFile
from sangsaeng.programs.forms import columns_of, fits, show
from sangsaeng.programs.kinds import QuestionForm, Scope
from sangsaeng.programs.models import Entry, EntryFile, Question, Stage, Submission
from sangsaeng.programs.queries.handed_in import answers_handed_in, files_handed_in

FOR_JUDGES: Final = (Scope.JUDGES, Scope.PUBLIC)
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SIGNS: Final = 5


@dataclass(frozen=True)
class Head:
    """An entry in a list: how it is called in this stage, and its title."""

    label: str
    title: str


@dataclass(frozen=True)
class ShownPartner:
    """A partner by its part, and by name only where the call is open."""

    part: str
    name: str


@dataclass(frozen=True)
class ShownAnswer:
    """An answer: as text, or as a table."""

    section: str
    question: str
    text: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ShownFile:
    """A file by its number; ``copy`` is the clean one, and without it ``fault`` says why."""

    number: int
    question: str
    kind: str
    copy: StoredFile | None
    fault: str

    @property
    def name(self) -> str:
        """The neutral name under which it is shown and saved."""
        return _("첨부 %(number)s") % {"number": self.number}


@dataclass(frozen=True)
class ShownEntry:
    """Everything of an entry that a judge is shown."""

    head: Head
    is_blind: bool
    partners: tuple[ShownPartner, ...]
    answers: tuple[ShownAnswer, ...]
    files: tuple[ShownFile, ...]


@dataclass(frozen=True)
class MaskedPlace:
    """What judges do not read of a text, for the officer who answers for that."""

    place: str
    found: tuple[str, ...]


def entry_label(stage: Stage, entry: Entry) -> str:
    """Return how an entry is called in a stage: drawn anew for each, and resolvable nowhere."""
    digest = salted_hmac("sangsaeng.judging.entry", f"{stage.pk}:{entry.pk}", algorithm="sha256")
    number = int.from_bytes(digest.digest()[:8], "big")
    signs = ""
    for _place in range(_SIGNS):
        number, sign = divmod(number, len(_LETTERS))
        signs += _LETTERS[sign]
    return _("신청 %(signs)s") % {"signs": signs}


def heads_of(reviews: Sequence[Review]) -> dict[int, Head]:
    """Return what a list shows of each review's entry, in as many queries as for one."""
    entries = [one.entry for one in reviews]
    teams, titles = teams_of(entries), titles_of(entries)
    return {
        one.pk: Head(
            entry_label(one.stage, one.entry),
            _said(titles[one.entry_id], _mask(teams[one.entry_id], one.stage)),
        )
        for one in reviews
    }


def titles_of(entries: Sequence[Entry]) -> dict[int, str]:
    """Return the titles as they were handed in last."""
    handed_in = Submission.objects.filter(entry__in=entries).order_by("number")
    newest = dict(handed_in.values_list("entry", "content__title"))
    return {one.pk: str(newest.get(one.pk) or "") for one in entries}


def shown_for(review: Review) -> ShownEntry:
    """Return the entry under review as its judge sees it."""
    return _shown(review.stage, review.entry, is_blind=review.stage.call.is_blind)


def shown_open(stage: Stage, entry: Entry) -> ShownEntry:
    """Return the entry as somebody sees it who goes where the work was done: by name."""
    return _shown(stage, entry, is_blind=False)


def file_for(review: Review, number: int) -> ShownFile | None:
    """Return one file of the entry under review."""
    return next((one for one in shown_for(review).files if one.number == number), None)


def masked_in(entry: Entry) -> tuple[MaskedPlace, ...]:
    """Return where judges read a part instead of a name: for officers, who check the masking."""
    if not entry.call.is_blind:
        return ()
    mask = team_of(entry).mask
    places = [MaskedPlace(_("제목"), mask.of(titles_of([entry])[entry.pk]).found)]
    content = answers_handed_in(entry)
    places += [
        MaskedPlace(one.name, found_in(mask, content.get(one.key)))
        for one in _questions(entry, is_blind=True)
    ]
    return tuple(one for one in places if one.found)


def _shown(stage: Stage, entry: Entry, *, is_blind: bool) -> ShownEntry:
    team = team_of(entry)
    mask = team.mask if is_blind else None
    questions = _questions(entry, is_blind=is_blind)
    content = answers_handed_in(entry)
    title = titles_of([entry])[entry.pk]
    return ShownEntry(
        Head(entry_label(stage, entry), _said(title, mask)),
        is_blind,
        tuple(
            ShownPartner(team.parts[key], "" if is_blind else one.organization.name)
            for key, one in team.partners
        ),
        tuple(
            _answer(one, content.get(one.key), team, mask)
            for one in questions
            if one.form != QuestionForm.FILE
        ),
        _files(entry, questions),
    )


def _questions(entry: Entry, *, is_blind: bool) -> list[Question]:
    asked = Question.objects.filter(call=entry.call_id, scope__in=FOR_JUDGES)
    return [one for one in asked if not (is_blind and one.identifies)]


def _mask(team: Team, stage: Stage) -> Mask | None:
    return team.mask if stage.call.is_blind else None


def _said(text: str, mask: Mask | None) -> str:
    return mask.of(text).text if mask is not None else text


def _files(entry: Entry, questions: Iterable[Question]) -> tuple[ShownFile, ...]:
    asked = {one.pk: one for one in questions}
    given = [one for one in files_handed_in(entry) if one.question_id in asked]
    copies = JudgeCopy.objects.filter(original__in=given).select_related("file")
    made = {one.original_id: one for one in copies}
    ordered = sorted(given, key=lambda one: (asked[one.question_id].position, one.pk))
    return tuple(
        _file(number, one, asked[one.question_id].name, made.get(one.pk))
        for number, one in enumerate(ordered, start=1)
    )


def _file(number: int, given: EntryFile, question: str, made: JudgeCopy | None) -> ShownFile:
    fault = _("심사용 사본을 만들고 있습니다.")
    if made is not None:
        fault = str(FAULTS.get(made.fault, "")) if made.file is None else ""
    return ShownFile(number, question, given.file.kind, made.file if made else None, fault)


def _answer(question: Question, value: Any, team: Team, mask: Mask | None) -> ShownAnswer:
    if question.form == QuestionForm.ROWS:
        columns = columns_of(question)
        there = value if fits(question, value) else []
        rows = tuple(
            tuple(_said(show(one, row.get(one.key), team.parts), mask) for one in columns)
            for row in there
        )
        heads = tuple(one.name for one in columns)
        return ShownAnswer(question.section, question.name, "", heads, rows)
    written = show(question, value, team.parts)
    return ShownAnswer(question.section, question.name, _said(written, mask))
