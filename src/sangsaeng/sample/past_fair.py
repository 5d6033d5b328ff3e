"""A small sample fair that is over: what came of its meetings, what is overdue, and who did not come."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import product

from django.db.models import Q

from sangsaeng.fairs.actions.absences import answer_no_show
from sangsaeng.fairs.actions.noting import Told, note_meeting
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
from sangsaeng.fairs.actions.the_day.marking import record_marks
from sangsaeng.fairs.models import (
    Fair,
    FairRole,
    Mark,
    Meeting,
    NoShow,
    Participant,
    Purpose,
    Side,
    Wish,
)
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.sample.live_day import seen_at
from sangsaeng.sample.people import seat

SLUG = "fair-last-season"
AGO = timedelta(days=100)
BUYERS, SUPPLIERS = 4, 9
ABOUT = (
    "끝난 상담회의 예시입니다. 두 기업이 나란히 적은 상담 결과, 기한이 지난 다음 할 일, 불참 기록과 기업의 설명, "
    "상담회 결과를 볼 수 있습니다. 기업, 신청, 결과는 모두 만든 것입니다."
)
EXPLAINED = (
    "전날 밤 생산 라인에 불이 나 담당자가 나오지 못했습니다. 미리 알리지 못해 죄송합니다. (예시)"
)


@dataclass(frozen=True)
class Said:
    """What one of the sample's people told of a meeting, and after how many days a step is due."""

    person: str
    is_between_both: bool
    told: Told
    due_in: int | None = None


SAID = (
    Said(
        "supplier",
        is_between_both=True,
        told=Told(
            rung=Rung.QUOTED,
            amount=360_000_000,
            result="시험 조건에 맞춘 견적을 냈습니다. (예시)",
            next_step="시험성적서 보내기",
            owner="박기술",
        ),
        due_in=67,
    ),
    Said(
        "buyer",
        is_between_both=True,
        told=Told(
            rung=Rung.QUOTED,
            amount=360_000_000,
            result="견적을 받아 검토하고 있습니다. (예시)",
            memo="다른 견적과 견준 뒤 정합니다. (예시)",
        ),
    ),
    Said(
        "buyer",
        is_between_both=False,
        told=Told(
            rung=Rung.AGREED,
            result="공동 개발에 합의했습니다. (예시)",
            next_step="협약서 초안 보내기",
            owner="이구매",
        ),
        due_in=110,
    ),
    Said(
        "supplier",
        is_between_both=False,
        told=Told(result="제품을 소개했고 지금은 수요가 없다는 답을 들었습니다. (예시)"),
    ),
)


def load_past_fair(
    organizer: Organization,
    buyers: list[Organization],
    suppliers: list[Organization],
    people: dict[str, Person],
    *,
    at: datetime,
) -> None:
    """Hold a fair long ago, settle who did not come, and let the sample's people tell of it.

    The first organization of each side is theirs, and the second supplier the member's.
    """
    held = at - AGO
    fair = _hold(organizer, people, held)
    _take_part(fair, buyers[:BUYERS], suppliers[:SUPPLIERS], people["officer"], held)
    step_fair(fair, "open", actor=people["officer"], at=held)
    _ask(fair, people["officer"], held)
    publish(plan_fair(fair, actor=people["officer"], at=held), actor=people["officer"], at=held)
    for part, own in (("buyer", buyers[0]), ("supplier", suppliers[0]), ("member", suppliers[1])):
        seat(people[part], own, at=held)
    evening = held + timedelta(days=2)
    absent = _mark(fair, people["desk"], suppliers[1], evening)
    fair.refresh_from_db()
    step_fair(fair, "end", actor=people["officer"], at=evening)
    _explain(absent, people["member"], evening + timedelta(days=1))
    _tell(fair, buyers[0], suppliers[0], people, evening)


def _hold(organizer: Organization, people: dict[str, Person], held: datetime) -> Fair:
    officer, operator = people["officer"], people["operator"]
    fair = open_fair(
        SLUG,
        "예시 지난 상담회",
        organizer,
        actor=operator,
        at=held,
        name_en="Sample fair of last season",
        place="예시 컨벤션센터",
        about=ABOUT,
        source="예시로 만든 상담회입니다.",
        supplier_limit=4,
        is_sample=True,
    )
    appoint(fair, officer, FairRole.Role.OFFICER, actor=operator, at=held)
    appoint(fair, people["desk"], FairRole.Role.DESK, actor=operator, at=held)
    day = (held + timedelta(days=1)).astimezone(fair.tz).date()
    set_day(fair, day, Hours(time(13), time(17), 30), actor=officer, at=held)
    set_halls(fair, ["대회의실"], actor=officer, at=held)
    return fair


def _take_part(
    fair: Fair,
    buyers: list[Organization],
    suppliers: list[Organization],
    officer: Person,
    at: datetime,
) -> None:
    table = Place(Side.BUYER, tables=1, hall=fair.halls.get())
    for organization in buyers:
        add_participant(fair, organization, table, actor=officer, at=at)
    for organization in suppliers:
        add_participant(fair, organization, Place(Side.SUPPLIER), actor=officer, at=at)


def _ask(fair: Fair, officer: Person, at: datetime) -> None:
    """Let two of three pairs ask, with the sample's own people among them."""
    for (row, buyer), (column, supplier) in product(
        _of(fair, Side.BUYER), _of(fair, Side.SUPPLIER)
    ):
        if (row + column) % 3 != 2:  # noqa: PLR2004 - the last of three
            wished = Wish.MUST if row == column else Wish.WANT
            purpose = Purpose.PURCHASE if column % 2 else Purpose.JOINT_RND
            said = Wishes(wished, Wish.WANT, purpose, "예시로 만든 신청")
            enter_request(supplier, buyer, said, actor=officer, at=at)


def _of(fair: Fair, side: str) -> Iterator[tuple[int, Participant]]:
    return enumerate(fair.participants.filter(side=side).order_by("pk"))


def _mark(fair: Fair, desk: Person, missing: Organization, evening: datetime) -> Meeting:
    """Write down that everybody came, but one organization to its last meeting."""
    meetings = list(
        Meeting.objects.filter(timetable__fair=fair, timetable__state="published")
        .select_related("slot", "request", "buyer", "supplier")
        .order_by("slot__starts_at", "pk")
    )
    missed = [one for one in meetings if one.supplier.organization_id == missing.pk][-1]
    marks = [
        seen_at(
            party,
            Mark.Kind.ABSENT
            if (meeting, party) == (missed, missed.supplier)
            else Mark.Kind.PRESENT,
            meeting.slot.starts_at,
            meeting.request.code,
        )
        for meeting in meetings
        for party in (meeting.buyer, meeting.supplier)
    ]
    record_marks(fair, marks, "예시 데스크", actor=desk, at=evening)
    return missed


def _explain(missed: Meeting, member: Person, at: datetime) -> None:
    for no_show in NoShow.objects.filter(request=missed.request):
        answer_no_show(no_show, EXPLAINED, actor=member, at=at)


def _tell(
    fair: Fair,
    buyer: Organization,
    supplier: Organization,
    people: dict[str, Person],
    evening: datetime,
) -> None:
    """Note what came of the meeting of the sample's two, and of one that each had with another."""
    day = evening.astimezone(fair.tz).date()
    for said in SAID:
        mine, other = (buyer, supplier) if said.person == "buyer" else (supplier, buyer)
        own = fair.participants.get(organization=mine)
        meetings = Meeting.objects.filter(
            Q(buyer=own) | Q(supplier=own), timetable__fair=fair, timetable__state="published"
        )
        theirs = Q(buyer__organization=other) | Q(supplier__organization=other)
        found = meetings.filter(theirs if said.is_between_both else ~theirs).first()
        if found is not None:
            due = None if said.due_in is None else day + timedelta(days=said.due_in)
            told = replace(said.told, due_on=due)
            person = people[said.person]
            note_meeting(found.request, own, told, seen=None, actor=person, at=evening)
