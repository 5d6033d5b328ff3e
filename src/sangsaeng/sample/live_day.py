"""A third sample fair, under way at the moment it is loaded, so that the desk can be tried at once."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

import numpy as np

from sangsaeng.fairs.actions.planning import plan_fair
from sangsaeng.fairs.actions.publishing import publish
from sangsaeng.fairs.actions.requesting import Wishes, enter_request
from sangsaeng.fairs.actions.setting_up import (
    Hours,
    appoint,
    open_fair,
    set_day,
    set_halls,
    step_fair,
)
from sangsaeng.fairs.actions.taking_part import Place, add_participant
from sangsaeng.fairs.actions.the_day.marking import HandedIn, record_marks
from sangsaeng.fairs.models import Fair, FairRole, Mark, Meeting, Participant, Purpose, Side, Wish
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind, Organization, SizeClass
from sangsaeng.sample.introductions import load_introductions
from sangsaeng.sample.people import seat
from sangsaeng.sample.side_sessions import load_side_sessions, take_along

SLUG = "fair-today"
SEED = 20_261
REQUESTS = 170
HALLS = ("A홀", "B홀")
PREPARED = timedelta(days=3)
BEFORE, AFTER = timedelta(hours=2), timedelta(hours=4)
MINUTES, PAUSE = 20, 5
ABOUT = (
    "지금 진행 중인 것처럼 만든 예시 상담회입니다. 현장 데스크, 빈자리 제안, 당일 조정, 휴대전화 시간표를 이 상담회에서 "
    "써 볼 수 있습니다. 기업, 신청, 시간은 모두 만든 것이고, 시각은 예시 자료를 넣은 때를 기준으로 합니다."
)
BUYERS = (
    ("예시 한빛전자", Kind.COMPANY, SizeClass.LARGE),
    ("예시 대륙중공업", Kind.COMPANY, SizeClass.LARGE),
    ("예시 누리통신", Kind.COMPANY, SizeClass.LARGE),
    ("예시 새벽유통", Kind.COMPANY, SizeClass.LARGE),
    ("예시 청명화학", Kind.COMPANY, SizeClass.LARGE),
    ("예시 가온모터스", Kind.COMPANY, SizeClass.MIDSIZE),
    ("예시 두레식품", Kind.COMPANY, SizeClass.MIDSIZE),
    ("예시 온누리제약", Kind.COMPANY, SizeClass.MIDSIZE),
    ("예시 수자원공단", Kind.PUBLIC_INSTITUTION, ""),
    ("예시 에너지공사", Kind.PUBLIC_INSTITUTION, ""),
)
WANTS = (Wish.MUST, Wish.WANT, Wish.POSSIBLE)
ANSWERS = (*WANTS, Wish.UNSTATED, Wish.NO_THANKS)
ANSWER_ODDS = (0.15, 0.35, 0.25, 0.15, 0.1)


def load_live_day(
    organizer: Organization,
    suppliers: list[Organization],
    people: dict[str, Person],
    *,
    at: datetime,
) -> list[Organization]:
    """Set up the fair of the day, plan and publish it, mark who came; return its buyers."""
    officer, prepared = people["officer"], at - PREPARED
    fair = _set_up(organizer, people, prepared, at)
    buyers = [_enter_buyer(row, people["operator"], prepared) for row in BUYERS]
    seat(people["buyer"], buyers[0], at=prepared)
    seat(people["supplier"], suppliers[0], at=prepared)
    _load_participants(fair, buyers, suppliers, officer, prepared)
    load_introductions(fair, officer, at=prepared)
    briefing = load_side_sessions(fair, officer, now=at, at=prepared)
    take_along(briefing, suppliers[0], people["supplier"], at=prepared)
    step_fair(fair, "open", actor=officer, at=prepared)
    _load_requests(fair, officer, prepared)
    publish(
        plan_fair(fair, actor=officer, at=prepared), actor=officer, at=prepared + timedelta(days=1)
    )
    _mark(fair, people["desk"], at)
    return buyers


def _set_up(
    organizer: Organization, people: dict[str, Person], prepared: datetime, at: datetime
) -> Fair:
    officer, operator = people["officer"], people["operator"]
    fair = open_fair(
        SLUG,
        "예시 오늘의 상담회",
        organizer,
        actor=operator,
        at=prepared,
        name_en="Sample fair of today",
        place="예시 컨벤션센터",
        about=ABOUT,
        source="예시로 만든 상담회입니다.",
        supplier_limit=5,
        is_sample=True,
    )
    appoint(fair, officer, FairRole.Role.OFFICER, actor=operator, at=prepared)
    appoint(fair, people["desk"], FairRole.Role.DESK, actor=operator, at=prepared)
    now = at.astimezone(fair.tz)
    set_day(fair, now.date(), _hours(now), actor=officer, at=prepared)
    set_halls(fair, HALLS, actor=officer, at=prepared)
    return fair


def _hours(now: datetime) -> Hours:
    """Return hours that began a while ago and last a while yet, all on one day."""
    first = max(now - BEFORE, datetime.combine(now.date(), time(), now.tzinfo))
    last = min(now + AFTER, datetime.combine(now.date(), time(23, 59), now.tzinfo))
    begins = time(first.hour, 0 if first.minute < 30 else 30)  # noqa: PLR2004 - the half hour before
    return Hours(begins, time(last.hour, last.minute), MINUTES, PAUSE)


def _enter_buyer(row: tuple[str, str, str], operator: Person, at: datetime) -> Organization:
    name, kind, size_class = row
    facts = OrganizationFacts(
        name, kind=kind, size_class=size_class, source="예시로 만든 기업·기관입니다."
    )
    return enter_organization(facts, actor=operator, at=at, is_sample=True)


def _load_participants(
    fair: Fair,
    buyers: list[Organization],
    suppliers: list[Organization],
    officer: Person,
    at: datetime,
) -> None:
    halls = list(fair.halls.all())
    for number, organization in enumerate(buyers):
        place = Place(Side.BUYER, tables=2 if number == 0 else 1, hall=halls[number % len(halls)])
        add_participant(fair, organization, place, actor=officer, at=at)
    for number, organization in enumerate(suppliers):
        place = Place(Side.SUPPLIER, is_first_timer=number % 3 == 0)
        add_participant(fair, organization, place, actor=officer, at=at)


def _load_requests(fair: Fair, officer: Person, at: datetime) -> None:
    chance = np.random.default_rng(SEED)
    buyers = list(fair.participants.filter(side=Side.BUYER).order_by("pk"))
    suppliers = list(fair.participants.filter(side=Side.SUPPLIER).order_by("pk"))
    pairs = [(buyer, supplier) for buyer in buyers for supplier in suppliers]
    for number in sorted(chance.choice(len(pairs), size=REQUESTS, replace=False).tolist()):
        buyer, supplier = pairs[number]
        said = Wishes(
            buyer=str(chance.choice(ANSWERS, p=ANSWER_ODDS)),
            supplier=str(chance.choice(WANTS)),
            purpose=str(chance.choice([Purpose.PURCHASE, Purpose.JOINT_RND])),
            topic="예시로 만든 신청",
        )
        enter_request(supplier, buyer, said, actor=officer, at=at)


def _mark(fair: Fair, desk: Person, at: datetime) -> None:
    """Write down who came to the meetings that are over, and who has arrived."""
    over = list(
        Meeting.objects.filter(
            timetable__fair=fair, timetable__state="published", slot__ends_at__lte=at
        ).select_related("slot", "request", "buyer", "supplier")
    )
    seen = [
        seen_at(party, Mark.Kind.PRESENT, meeting.slot.starts_at, meeting.request.code)
        for meeting in over
        for party in (meeting.buyer, meeting.supplier)
    ]
    arrived = {
        party.pk: seen_at(party, Mark.Kind.ARRIVED, meeting.slot.starts_at)
        for meeting in reversed(over)
        for party in (meeting.buyer, meeting.supplier)
    }
    record_marks(fair, [*arrived.values(), *seen], "예시 데스크", actor=desk, at=at)


def seen_at(party: Participant, kind: str, at: datetime, request: str = "") -> HandedIn:
    """Return a mark of a participant, at a request's meeting or at the door."""
    key = uuid5(UUID(int=SEED), f"{party.code} {kind} {request}")
    return HandedIn(key, party.code, request, kind, at)
