"""The sample fair: real buyers of 2023 with their source, generated suppliers and requests."""

from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np

from sangsaeng.fairs.actions.setting_up import (
    Hours,
    appoint,
    open_fair,
    set_day,
    set_halls,
    step_fair,
)
from sangsaeng.fairs.actions.taking_part import Place, add_participant, set_availability
from sangsaeng.fairs.models import Fair, FairRole, Participant, Side, Slot, Wish
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.sample.briefings import load_briefings

SLUG = "2023-tech-fair"
SEED = 2023
REQUESTS = 924
DAY = date(2023, 11, 21)
SOURCE = "중소벤처기업부 보도자료(2023-11-22) ‘기술협력으로 열어가는 대·중소기업 상생을 위한 미래’"
ABOUT = (
    "2023년 11월 21일 서울 코엑스에서 열린 행사를 바탕으로 한 연습용 상담회입니다. 날짜, 장소, 수요기업 "
    "39곳과 규모는 보도자료의 명단 그대로이며(본문은 40개사라고 적었으나 명단은 39곳입니다), 공급기업 "
    "147곳과 신청 924건은 공개된 적이 없어 정해진 난수로 만든 예시입니다. 상담 시간, 테이블, 부대행사의 "
    "시각도 예시입니다."
)
# The size classes in the announcement sit in one hall each.
HALLS = ("A홀(대기업)", "B홀(중견·공공)")


@dataclass(frozen=True)
class SampleRequest:
    """One generated request."""

    buyer: Participant
    supplier: Participant
    buyer_wish: str
    supplier_wish: str
    purpose: str


def load_fair(
    organizer: Organization,
    buyers: list[Organization],
    suppliers: list[Organization],
    people: dict[str, Person],
    *,
    at: datetime,
) -> Fair:
    """Set up the fair up to the point where the officer imports the requests."""
    found = Fair.objects.filter(slug=SLUG).first()
    if found is not None:
        return found
    officer, operator = people["officer"], people["operator"]
    fair = open_fair(
        SLUG,
        "2023 대·중소기업 상생 기술협력 박람회 1:1 상담회",
        organizer,
        actor=operator,
        at=at,
        name_en="2023 Win-Win Technology Cooperation Fair, one-to-one meetings",
        place="서울 코엑스",
        about=ABOUT,
        source=SOURCE,
        is_sample=True,
        supplier_limit=4,
        first_timer_floor=1,
        # Its participants wrote nothing of themselves, so wishes alone are counted.
        fit_worth=0,
    )
    appoint(fair, officer, FairRole.Role.OFFICER, actor=operator, at=at)
    appoint(fair, people["desk"], FairRole.Role.DESK, actor=operator, at=at)
    hours = Hours(time(10, 0), time(17, 0), 30, breaks=((time(12, 0), time(13, 0)),))
    set_day(fair, DAY, hours, actor=officer, at=at)
    set_halls(fair, HALLS, actor=officer, at=at)
    _load_participants(fair, buyers, suppliers, officer, at)
    load_briefings(fair, DAY, officer, at=at)
    step_fair(fair, "open", actor=officer, at=at)
    return fair


def draw_requests(fair: Fair) -> list[SampleRequest]:
    """Draw the 924 requests of the fair from the seed: some buyers and suppliers are sought more."""
    chance = np.random.default_rng(SEED)
    buyers = list(fair.participants.filter(side=Side.BUYER).order_by("pk"))
    suppliers = list(fair.participants.filter(side=Side.SUPPLIER).order_by("pk"))
    sought = chance.lognormal(0.0, 0.8, len(buyers))
    eager = chance.lognormal(0.0, 0.5, len(suppliers))
    odds = np.outer(sought, eager).ravel()
    picked = chance.choice(odds.size, size=REQUESTS, replace=False, p=odds / odds.sum())
    return [
        SampleRequest(
            buyers[pair // len(suppliers)],
            suppliers[pair % len(suppliers)],
            buyer_wish=str(chance.choice(_BUYER_WISHES, p=_BUYER_ODDS)),
            supplier_wish=str(chance.choice(_SUPPLIER_WISHES, p=_SUPPLIER_ODDS)),
            purpose=str(chance.choice(_PURPOSES)),
        )
        for pair in sorted(picked.tolist())
    ]


_BUYER_WISHES = [Wish.MUST, Wish.WANT, Wish.POSSIBLE, Wish.UNSTATED, Wish.NO_THANKS]
_BUYER_ODDS = [0.1, 0.25, 0.25, 0.35, 0.05]
_SUPPLIER_WISHES = [Wish.MUST, Wish.WANT, Wish.POSSIBLE]
_SUPPLIER_ODDS = [0.3, 0.5, 0.2]
_PURPOSES = ["purchase", "joint_rnd", "technology", "supplier_entry"]


def _load_participants(
    fair: Fair,
    buyers: list[Organization],
    suppliers: list[Organization],
    officer: Person,
    at: datetime,
) -> None:
    chance = np.random.default_rng(SEED + 1)
    slots = list(fair.slots.all())
    large, others = fair.halls.all()
    for number, organization in enumerate(buyers):
        place = Place(
            Side.BUYER,
            tables=2 if number == 0 else 1,
            hall=large if organization.size_class == "large" else others,
        )
        participant = add_participant(fair, organization, place, actor=officer, at=at)
        _draw_absences(participant, slots, chance, officer, at)
    for organization in suppliers:
        place = Place(Side.SUPPLIER, is_first_timer=bool(chance.random() < 0.3))  # noqa: PLR2004 - three in ten
        participant = add_participant(fair, organization, place, actor=officer, at=at)
        _draw_absences(participant, slots, chance, officer, at)


def _draw_absences(
    participant: Participant,
    slots: list[Slot],
    chance: np.random.Generator,
    officer: Person,
    at: datetime,
) -> None:
    """Leave about one in three away for a while: late arrival, early leave, or other duties."""
    if chance.random() < 0.65:  # noqa: PLR2004 - about two in three are there all day
        return
    first = int(chance.integers(0, len(slots) - 3))
    length = int(chance.integers(2, 5))
    set_availability(participant, slots[first : first + length], actor=officer, at=at)
