"""The press sheet of a ceremony: sentences made of facts that are public, each with its source.

Nothing is written that is not in the rows: no adjective, no sum, no figure of our own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import override

from sangsaeng.honors.models import Ceremony, Honor
from sangsaeng.honors.queries.ceremonies import honors_of
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.particles import settled
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Entry
from sangsaeng.programs.queries.shown import shown_in_public


@dataclass(frozen=True)
class Fact:
    """What a case says of itself in public, under its question."""

    label: str
    text: str


@dataclass(frozen=True)
class Case:
    """One case: who, for what, what is public of it, and where that stands."""

    title: str
    sentence: str
    facts: Sequence[Fact]
    source: str


@dataclass(frozen=True)
class PressSheet:
    """The whole sheet."""

    title: str
    lead: str
    when: str
    place: str
    host: str
    cases: Sequence[Case]
    is_sample: bool

    @property
    def text(self) -> str:
        """The sheet as plain text."""
        parts = [self.title, self.lead, *self._particulars(), *map(_case_text, self.cases)]
        if self.is_sample:
            parts.insert(0, _SAMPLE)
        return "\n\n".join(parts) + "\n"

    def _particulars(self) -> list[str]:
        return [f"일시: {self.when}\n장소: {self.place}\n주최: {self.host}"]


_SAMPLE = "[예시 자료: 실제 보도자료가 아닙니다]"


def press_of(ceremony: Ceremony, *, at: datetime) -> PressSheet:
    """Return the press sheet; always in Korean, whatever the reader's language."""
    with override("ko"):
        honors = list(honors_of(ceremony))
        program, call = ceremony.call.program, ceremony.call
        local = ceremony.held_at.astimezone(SEOUL)
        return PressSheet(
            title=settled(f"{program.host.name}, {call.round or call.title} {program.name} 시상"),
            lead=_lead(ceremony, honors, is_over=ceremony.held_at <= at),
            when=date_format(local, "Y년 n월 j일(D) H:i"),
            place=ceremony.place,
            host=program.host.name,
            cases=[_case(one, place) for place, one in enumerate(honors, start=1)],
            is_sample=call.is_sample,
        )


def _lead(ceremony: Ceremony, honors: Sequence[Honor], *, is_over: bool) -> str:
    program = ceremony.call.program
    organizations = {one.organization_id for honor in honors for one in honor.holders.all()}
    day = date_format(ceremony.held_at.astimezone(SEOUL), "Y년 n월 j일")
    ending = "수여했다" if is_over else "수여한다"
    return settled(
        f"{program.host.name}은(는) {day} {ceremony.place}에서 ‘{ceremony.name}’을(를) 열어 "
        f"사례 {len(honors)}건, 기업·기관 {len(organizations)}곳에 {program.name}을(를) {ending}."
    )


def _case(honor: Honor, place: int) -> Case:
    facts = _public_facts(honor.entry) if honor.entry else []
    if honor.summary:
        facts.insert(0, Fact("공적", honor.summary))
    return Case(
        title=f"{place}. {honor.title or honor.round}",
        sentence=_sentence(honor),
        facts=facts,
        source=_source(honor),
    )


def _public_facts(entry: Entry) -> list[Fact]:
    """Return what everybody may read of the entry; a file is not for the press."""
    shown = shown_in_public(entry)
    answers = shown.answers if shown else ()
    return [
        Fact(one.question.label, one.text)
        for one in answers
        if one.is_answered and one.question.form != QuestionForm.FILE
    ]


def _sentence(honor: Honor) -> str:
    names = [f"{one.name}({one.part})" if one.part else one.name for one in honor.holders.all()]
    who = names[0] if names else honor.person_name
    for name in names[1:]:
        who = f"{who}과(와) {name}"
    part = f" {honor.part} 부문" if honor.part else ""
    what = f"‘{honor.title}’ 사례로" if honor.title else "상생협력의 공적으로"
    number = f" 제{honor.number}호" if honor.number else ""
    together = "함께 " if len(names) > 1 else ""
    return settled(f"{who}은(는) {what} {together}{honor.program.name}{part}{number}을(를) 받는다.")


def _source(honor: Honor) -> str:
    if honor.entry is None:
        return f"출처: {honor.source}"
    number = honor.entry.number
    return f"출처: {number}의 공개 항목. 수치는 신청한 기업·기관이 적은 값이다."


def _case_text(case: Case) -> str:
    lines = [case.title, case.sentence, *(f"- {one.label}: {one.text}" for one in case.facts)]
    return "\n".join([*lines, case.source])
