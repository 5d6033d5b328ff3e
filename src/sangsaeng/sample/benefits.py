"""Benefits of past rounds as published, and of a sample round: one ends soon, one authority asks."""

from datetime import date, datetime, timedelta
from typing import Final

from sangsaeng.honors.actions.authorities import Grant, issue_key
from sangsaeng.honors.actions.benefits import Granted, grant_by_hand
from sangsaeng.honors.actions.ceremonies import Plan, hold_ceremony, seat_guests
from sangsaeng.honors.actions.giving import Award, give_honors
from sangsaeng.honors.actions.guests import Listed, add_guest, ask_guests, list_from_honors
from sangsaeng.honors.models import Honor
from sangsaeng.honors.queries.giving import waiting_for_honor
from sangsaeng.honors.terms import last_day
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.kinds import BenefitKind
from sangsaeng.programs.models import Call, Program

# What the notice of the first rounds promised; it names no term for the card.
NOTICE: Final = "https://etoday.co.kr/news/view/2299557"
ROUNDS: Final = ("2023 1차", "2023 2차")
SURVEY_MONTHS: Final = 24
ENDING: Final = timedelta(days=40)
KEY_RUNS: Final = timedelta(days=180)
_SAMPLE: Final = "예시로 만든 혜택입니다."


def load_past_benefits(program: Program, officer: Person, *, at: datetime) -> int:
    """Grant what the first rounds brought, by their notice, and return how many there are."""
    granted = 0
    for honor in Honor.objects.filter(program=program, call=None, round__in=ROUNDS):
        for holder in honor.holders.all():
            for benefit in _of_the_first_rounds(honor.awarded_on):
                grant_by_hand(holder, benefit, actor=officer, at=at)
                granted += 1
    return granted


def load_benefits(officer: Person, *, at: datetime) -> None:
    """Honor the sample's published rounds, with a benefit that ends soon and a ceremony to come."""
    for call in Call.objects.filter(is_sample=True, state="published").order_by("pk"):
        _honor(call, officer, at)


def _honor(call: Call, officer: Person, at: datetime) -> None:
    if waiting_for_honor(call):
        give_honors(call, Award(day_of(at)), actor=officer, at=at)
    honor = Honor.objects.filter(call=call).order_by("number").first()
    if honor is None:
        return
    today = day_of(at)
    ending = Granted(
        BenefitKind.SALES_CHANNEL,
        "예시: 공동 전시관 우선 입주",
        today - timedelta(days=320),
        _SAMPLE,
        today + ENDING,
    )
    for holder in honor.holders.all():
        grant_by_hand(holder, ending, actor=officer, at=at)
    _hold_ceremony(call, officer, at)


def load_authority(authority: Organization, keeper: Person, operator: Person, at: datetime) -> None:
    """Let a body of the sample ask on its page; the token of its key is told to nobody."""
    grant = Grant(
        keeper,
        "예시: 우대 확인",
        (BenefitKind.IMMIGRATION, BenefitKind.SALES_CHANNEL, BenefitKind.SURVEY_EXEMPTION),
        day_of(at) + KEY_RUNS,
    )
    issue_key(authority, grant, actor=operator, at=at)


def _of_the_first_rounds(awarded_on: date) -> tuple[Granted, ...]:
    return (
        Granted(
            BenefitKind.SURVEY_EXEMPTION,
            "수·위탁거래 정기 실태조사 면제",
            awarded_on,
            NOTICE,
            last_day(awarded_on, SURVEY_MONTHS),
        ),
        Granted(BenefitKind.IMMIGRATION, "출입국 우대카드", awarded_on, NOTICE),
    )


def _hold_ceremony(call: Call, officer: Person, at: datetime) -> None:
    plan = Plan(
        name=f"예시 {call.title} 시상식",
        held_at=(at + timedelta(days=21)).replace(hour=5, minute=0, second=0, microsecond=0),
        place="예시 회관 대강당",
        rows=4,
        seats_per_row=6,
        about="개회\n인사말\n시상\n기념 촬영",
    )
    ceremony = hold_ceremony(call, plan, actor=officer, at=at)
    list_from_honors(ceremony, actor=officer, at=at)
    for number in range(1, 4):
        visitor = Listed(f"예시손님{number}", "내빈", call.program.host)
        add_guest(ceremony, visitor, actor=officer, at=at)
    seat_guests(ceremony, actor=officer, at=at)
    ask_guests(ceremony, actor=officer, at=at)
