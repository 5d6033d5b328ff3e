"""A second sample fair, planned and published: an association's members among themselves."""

from datetime import date, datetime, time

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
from sangsaeng.fairs.actions.taking_part import Place, add_participant, lay_hall
from sangsaeng.fairs.models import Fair, FairRole, Participant, Population, Purpose, Side, Wish
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization

SLUG = "members-exchange-day"
DAY = date(2026, 12, 3)
SEED = 2026
TABLES = 10
REQUESTS = 96
ABOUT = (
    "협회 회원사가 서로 만나는 교류 상담회의 예시입니다. 협회, 참가기업, 신청, 날짜는 모두 만든 것입니다. "
    "수요기업과 공급기업을 나누지 않고, 정해진 수의 테이블에서 누구나 누구와도 만납니다."
)


def load_exchange_day(
    organizer: Organization,
    members: list[Organization],
    people: dict[str, Person],
    *,
    at: datetime,
) -> Fair:
    """Set up the members' day, plan it and publish its timetable."""
    officer = people["officer"]
    fair = _set_up(organizer, people, at)
    participants = [
        add_participant(fair, member, Place(Side.MEMBER), actor=officer, at=at)
        for member in members
    ]
    step_fair(fair, "open", actor=officer, at=at)
    _load_requests(participants, officer, at)
    publish(plan_fair(fair, actor=officer, at=at), actor=officer, at=at)
    return fair


def _set_up(organizer: Organization, people: dict[str, Person], at: datetime) -> Fair:
    officer = people["officer"]
    fair = open_fair(
        SLUG,
        "예시 협회 회원사 교류 상담회",
        organizer,
        actor=people["operator"],
        at=at,
        name_en="Sample association, members' exchange day",
        place="예시 협회 회관 대강당",
        about=ABOUT,
        source="예시로 만든 상담회입니다.",
        population=Population.ONE,
        supplier_limit=6,
        is_sample=True,
    )
    appoint(fair, officer, FairRole.Role.OFFICER, actor=people["operator"], at=at)
    set_day(fair, DAY, Hours(time(14), time(17), 20), actor=officer, at=at)
    (hall,) = set_halls(fair, ["대강당"], actor=officer, at=at)
    lay_hall(fair, hall, TABLES, actor=officer, at=at)
    return fair


def _load_requests(participants: list[Participant], officer: Person, at: datetime) -> None:
    chance = np.random.default_rng(SEED)
    count = len(participants)
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    wishes = [Wish.MUST, Wish.WANT, Wish.POSSIBLE]
    for number in sorted(chance.choice(len(pairs), size=REQUESTS, replace=False).tolist()):
        one, other = pairs[number]
        said = Wishes(
            str(chance.choice(wishes)),
            str(chance.choice(wishes)),
            Purpose.JOINT_RND if chance.random() < 0.5 else Purpose.SUPPLIER_ENTRY,  # noqa: PLR2004 - half and half
            "예시로 만든 신청",
        )
        enter_request(participants[one], participants[other], said, actor=officer, at=at)
