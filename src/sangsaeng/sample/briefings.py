"""The two briefings of the 2023 fair: who spoke is from the announcement, the rest is made up."""

from datetime import date, datetime, time

from sangsaeng.fairs.actions.briefing import set_checklist, set_session, set_talks
from sangsaeng.fairs.models import Fair, Session
from sangsaeng.kernel.models import Person

SEATS = 80
TECHNOLOGY = ("KT", "인천국제공항공사", "한국철도공사", "포항공과대학교")
PURCHASING = ("롯데백화점", "풀무원", "한국수력원자력", "한국중부발전")
TOPICS = ("관련 산업의 미래기술과 사업 방향", "거래처가 될 수 있는 기준과 방법")
ABOUT = "발표 기관은 중소벤처기업부가 2023년 11월에 알린 내용이고, 시각·좌석·준비 목록은 예시로 만든 것입니다."
CHECKLIST = (
    {
        "text": "사업자등록증과 납세증명",
        "how": "발급한 지 3개월이 지나지 않은 것 (예시)",
    },
    {"text": "신용평가 등급확인서", "how": "기업마다 기준이 다르니 설명회에서 확인 (예시)"},
    {"text": "품질 인증이나 시험성적서", "how": "납품할 품목에 해당하는 것 (예시)"},
    {"text": "협력사 등록 신청", "how": "구매 포털에서 신청하고 심사를 기다립니다 (예시)"},
)


def load_briefings(fair: Fair, on: date, officer: Person, *, at: datetime) -> None:
    """Enter the afternoon's briefings."""
    programs = (
        (Session.Kind.TECHNOLOGY_BRIEFING, "미래기술설명회", 14, TECHNOLOGY, TOPICS[0]),
        (Session.Kind.PURCHASING_BRIEFING, "구매방침설명회", 15, PURCHASING, TOPICS[1]),
    )
    for kind, title, hour, speakers, topic in programs:
        starts = datetime.combine(on, time(hour, 0), fair.tz)
        session = set_session(
            fair,
            None,
            fair.participants.filter(organization__name__in=speakers),
            actor=officer,
            at=at,
            kind=kind,
            title=title,
            place="컨퍼런스룸",
            about=ABOUT,
            seats=SEATS,
            starts_at=starts,
            ends_at=datetime.combine(on, time(hour, 30), fair.tz),
            signs_up_until=starts,
        )
        talks = [{"topic": topic, "speaker": name} for name in speakers]
        set_talks(session, talks, actor=officer, at=at)
        if kind == Session.Kind.PURCHASING_BRIEFING:
            set_checklist(session, CHECKLIST, actor=officer, at=at)
