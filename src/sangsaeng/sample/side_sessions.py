"""Two side sessions of the fair of the day: who speaks on what, and a checklist to take along."""

from datetime import datetime, time, timedelta

from sangsaeng.fairs.actions.briefing import keep_item, set_checklist, set_session, set_talks
from sangsaeng.fairs.models import ChecklistItem, Fair, Session
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.sample.briefings import CHECKLIST

SEATS = 60
HALF_AN_HOUR = timedelta(minutes=30)
ABOUT = "예시로 만든 부대행사입니다. 발표 기업과 주제, 준비 목록은 모두 만든 것입니다."
TECHNOLOGY = (
    ("검사 공정 자동화, 어디까지 왔나", "예시 한빛전자 생산기술팀"),
    ("발전 설비 부품 국산화 과제", "예시 대륙중공업 조달팀"),
)
PURCHASING = (
    ("협력사 등록 절차와 평가 기준", "예시 새벽유통 상생협력팀"),
    ("공공 구매에서 자주 빠뜨리는 서류", "예시 수자원공단 계약팀"),
)
SAMPLE_PLACE = "2층 회의실"


def load_side_sessions(fair: Fair, officer: Person, *, now: datetime, at: datetime) -> Session:
    """Enter a technology and a purchasing briefing; return the one with the checklist."""
    starts = _starts(now.astimezone(fair.tz))
    technology = _enter(
        fair, "기술 과제를 듣는 자리", Session.Kind.TECHNOLOGY_BRIEFING, starts, officer, at
    )
    set_talks(technology, _talks(TECHNOLOGY), actor=officer, at=at)
    purchasing = _enter(
        fair,
        "협력사가 되는 길",
        Session.Kind.PURCHASING_BRIEFING,
        starts + HALF_AN_HOUR,
        officer,
        at,
    )
    set_talks(purchasing, _talks(PURCHASING), actor=officer, at=at)
    set_checklist(purchasing, CHECKLIST, actor=officer, at=at)
    return purchasing


def take_along(
    session: Session, organization: Organization, person: Person, *, at: datetime
) -> None:
    """Let an organization keep the checklist, with its first item ready."""
    for item in ChecklistItem.objects.filter(session=session):
        ready = item.position == 0
        keep_item(item, organization, is_ready=ready, actor=person, at=at)


def _starts(now: datetime) -> datetime:
    """Return the half hour about an hour from now, with both sessions on the same day."""
    soon = now + timedelta(hours=1)
    half = soon.replace(minute=0 if soon.minute < 30 else 30, second=0, microsecond=0)  # noqa: PLR2004 - the half hour before
    return min(half, datetime.combine(now.date(), time(22, 30), now.tzinfo))


def _enter(
    fair: Fair, title: str, kind: str, starts: datetime, officer: Person, at: datetime
) -> Session:
    return set_session(
        fair,
        None,
        (),
        actor=officer,
        at=at,
        kind=kind,
        title=title,
        place=SAMPLE_PLACE,
        about=ABOUT,
        seats=SEATS,
        starts_at=starts,
        ends_at=starts + HALF_AN_HOUR,
        signs_up_until=starts,
    )


def _talks(rows: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"topic": topic, "speaker": speaker} for topic, speaker in rows]
