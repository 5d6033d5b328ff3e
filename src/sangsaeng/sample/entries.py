"""Sample entries: a full round of Win-Win Honors that is over, and some that are being written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.press import typeset
from sangsaeng.kernel.tokens import new_token
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind, Organization, SizeClass
from sangsaeng.programs.actions.attaching import Upload, add_file
from sangsaeng.programs.actions.entering import (
    Beginning,
    Typed,
    begin_entry,
    name_entry,
    save_answer,
)
from sangsaeng.programs.actions.handing_in import hand_in
from sangsaeng.programs.actions.recommending import Recommended, recommend
from sangsaeng.programs.actions.running import look_after
from sangsaeng.programs.actions.supplements import Wanted, answer_supplement, ask_supplement
from sangsaeng.programs.actions.team import answer_partner, ask_partner
from sangsaeng.programs.forms import choices_of, columns_of
from sangsaeng.programs.kinds import QuestionForm
from sangsaeng.programs.models import Call, Entry, Question
from sangsaeng.sample.people import seat
from sangsaeng.sample.programs import SampleCalls

# Who leads, its size (none: a public institution), and what the team did together.
CASES: Final = (
    ("예시 큰빛전자산업", SizeClass.LARGE, "세정 공정을 함께 바꾸어 불량률을 낮춘 사례"),
    ("예시 물관리공단", None, "누수 센서를 현장에서 함께 시험하고 구매로 이은 사례"),
    ("예시 큰누리화학산업", SizeClass.LARGE, "폐용제를 되쓰는 설비를 함께 만든 사례"),
    ("예시 큰가람중공업", SizeClass.LARGE, "용접 로봇의 안전장치를 국산으로 바꾼 사례"),
    ("예시 선로시설공단", None, "선로 점검 드론을 협력기업과 상용화한 사례"),
    ("예시 큰미래식품산업", SizeClass.MIDSIZE, "포장재 두께를 줄여 원가를 함께 낮춘 사례"),
    ("예시 큰온누리통신", SizeClass.LARGE, "협력기업의 해외 인증을 함께 받은 사례"),
    ("예시 큰다온자동차", SizeClass.LARGE, "2차 협력기업까지 대금 지급일을 앞당긴 사례"),
    ("예시 발전에너지공단", None, "발전소 밸브를 국산으로 바꾸어 정비 기간을 줄인 사례"),
    ("예시 큰해솔조선", SizeClass.LARGE, "도장 공정의 작업 환경을 함께 개선한 사례"),
    ("예시 큰푸른유통", SizeClass.MIDSIZE, "소상공인의 제품을 새벽배송에 올린 사례"),
    ("예시 큰라온반도체", SizeClass.LARGE, "부품 분석 장비를 협력기업에 연 사례"),
)
PARTNERS_FROM: Final = 2
TEXT: Final = (
    "예시로 만든 글입니다. 협력기업은 공정마다 품질이 달라 불량의 원인을 찾기 어려웠고, 대표 기업은 "
    "분석 장비와 사람을 보내 함께 측정했습니다. 석 달 동안 조건을 바꾸어 가며 시험한 결과를 표준으로 "
    "정리하여 다른 공정에도 쓰고 있습니다."
)


@dataclass(frozen=True)
class _Hands:
    """Who does what in the sample, and the paper they attach."""

    writer: Person
    paper: bytes
    year: int


def load_entries(
    made: SampleCalls,
    suppliers: Sequence[Organization],
    people: Mapping[str, Person],
    *,
    at: datetime,
) -> list[Entry]:
    """Hand in a whole round that is over, and leave some entries of open calls on their way."""
    writer, _ = Person.objects.get_or_create(
        email="entries@example.com", defaults={"name": "문신청", "is_sample": True}
    )
    hands = _Hands(writer, _paper(at), day_of(at).year)
    leads = [_lead(name, size, people["operator"], writer, at) for name, size, _title in CASES]
    partners = list(suppliers[PARTNERS_FROM : PARTNERS_FROM + len(CASES)])
    for one in partners:
        seat(writer, one, at=at)
    entries = _round(made, leads, partners, hands)
    if made.judged is not None:
        _supplement(entries[1], made.judged, hands, people["officer"])
        closing = made.judged.closes_at or at
        look_after(made.judged, actor=the_house(), at=closing)
    _on_their_way(made, suppliers, people, hands, at=at)
    return entries


def _round(
    made: SampleCalls,
    leads: Sequence[Organization],
    partners: Sequence[Organization],
    hands: _Hands,
) -> list[Entry]:
    call = made.judged
    if call is None or call.opens_at is None:
        return []
    entries = []
    for place, (lead, partner) in enumerate(zip(leads, partners, strict=True)):
        moment = call.opens_at + timedelta(days=1 + place, hours=place)
        entry = _entry(call, (lead, partner), CASES[place][2], hands, at=moment)
        hand_in(entry, key=new_token(), actor=hands.writer, at=moment + timedelta(hours=1))
        entries.append(entry)
    return entries


def _supplement(entry: Entry, call: Call, hands: _Hands, officer: Person) -> None:
    """Ask for one thing in the round that is over, and add it."""
    closes = call.closes_at
    if closes is None:
        return
    asked, question = closes - timedelta(days=2), call.questions.get(key="continuity")
    wanted = Wanted(
        "예시: 다른 협력기업으로 넓힐 계획을 더해 주십시오.", closes + timedelta(days=5), [question]
    )
    supplement = ask_supplement(entry, wanted, actor=officer, at=asked)
    added = Typed(TEXT + " 내년에는 협력기업 세 곳으로 넓힙니다.")
    moment = asked + timedelta(days=1)
    save_answer(entry, question, added, actor=hands.writer, at=moment)
    answer_supplement(
        supplement, "예시: 계획을 더했습니다.", key=new_token(), actor=hands.writer, at=moment
    )


def _on_their_way(
    made: SampleCalls,
    suppliers: Sequence[Organization],
    people: Mapping[str, Person],
    hands: _Hands,
    *,
    at: datetime,
) -> None:
    """Leave a draft, an entry handed in, a supplement that waits, and a recommendation."""
    honors = made.calls["win_win_honors"]
    lead = Organization.objects.get(name=CASES[0][0])
    seat(people["buyer"], lead, at=at)
    draft = _entry(
        honors,
        (lead, suppliers[0]),
        "검사 장비를 함께 쓰는 사례(작성 중)",
        hands,
        at=at,
        joins=False,
    )
    partner = draft.partners.get(organization=suppliers[0])
    answer_partner(partner, joins=True, actor=people["supplier"], at=at)
    other = Organization.objects.get(name=CASES[2][0])
    waiting = _entry(honors, (other, suppliers[4]), "화학물질 관리를 함께 배운 사례", hands, at=at)
    hand_in(waiting, key=new_token(), actor=hands.writer, at=at)
    question = honors.questions.get(key="difficulty")
    wanted = Wanted("예시: 무엇이 어려웠는지 더 적어 주십시오.", at + timedelta(days=7), [question])
    ask_supplement(waiting, wanted, actor=people["officer"], at=at)
    recommended = Recommended(
        suppliers[0], "어려울 때 대금을 먼저 치른 사례", "예시로 보낸 추천입니다.", is_sample=True
    )
    recommend(honors, recommended, actor=people["desk"], at=at)


def _entry(
    call: Call,
    team: tuple[Organization, Organization],
    title: str,
    hands: _Hands,
    *,
    at: datetime,
    joins: bool = True,
) -> Entry:
    """Write an entry of a large lead and a small partner, every question answered."""
    (lead, partner), writer = team, hands.writer
    seats = {one.key: one for one in call.seats.all()}
    beginning = Beginning(call, lead, seats["demand"], is_sample=True)
    entry = begin_entry(beginning, actor=writer, at=at)
    name_entry(entry, title, seen="", actor=writer, at=at)
    asked = ask_partner(entry, partner, seats["supply"], actor=writer, at=at)
    if joins:
        answer_partner(asked, joins=True, actor=writer, at=at)
    for question in call.questions.all():
        if question.form == QuestionForm.FILE:
            upload = Upload("예시-증빙.pdf", hands.paper)
            add_file(entry, question, upload, actor=writer, at=at)
        else:
            typed = Typed(_typed(question, hands.year))
            save_answer(entry, question, typed, actor=writer, at=at)
    return entry


def _typed(question: Question, year: int) -> Any:
    """Return what the sample answers to a question of this form."""
    if question.form == QuestionForm.ROWS:
        # The keys under which the two partners stand: their seats, and which of them it is.
        sides = ("demand-1", "supply-1")
        return [
            {one.key: _cell(one.key, one.form, side) for one in columns_of(question)}
            for side in sides
        ]
    if question.key == "ended_on":
        return ""
    if question.form in {QuestionForm.CHOICE, QuestionForm.CHOICES}:
        first = choices_of(question)[0].key
        return [first] if question.form == QuestionForm.CHOICES else first
    return {
        QuestionForm.DATE: f"{year - 1}-03-02",
        QuestionForm.YES_NO: "yes",
        QuestionForm.NUMBER: "12",
        QuestionForm.WON: "3억 6,000만 원",
        QuestionForm.LINE: "예시 담당자 02-0000-0000",
    }.get(QuestionForm(question.form), TEXT)


def _cell(key: str, form: str, side: str) -> str:
    if form == QuestionForm.WON:
        return "1억 2,000만 원"
    if form == QuestionForm.NUMBER:
        return "4.2" if key == "before" else "1.1"
    return {"side": side, "metric": "불량률", "unit": "%"}.get(key, "예시: 측정과 개선")


def _lead(
    name: str, size: SizeClass | None, operator: Person, writer: Person, at: datetime
) -> Organization:
    facts = OrganizationFacts(
        name,
        kind=Kind.COMPANY if size else Kind.PUBLIC_INSTITUTION,
        size_class=size or "",
        source="예시로 만든 곳입니다.",
    )
    lead = enter_organization(facts, actor=operator, at=at, is_sample=True)
    seat(writer, lead, at=at)
    return lead


def _paper(at: datetime) -> bytes:
    data = {"title": "예시 증빙", "organizer": "예시", "language": "ko", "mark": "예시 자료"}
    return typeset("sample_drawing", data, at)
