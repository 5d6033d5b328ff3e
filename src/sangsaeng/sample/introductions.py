"""What the participants of the fair of the day say of themselves, all of it made up."""

from datetime import datetime

from sangsaeng.fairs.actions.profiles import Profile, complete_profile, edit_profile
from sangsaeng.fairs.models import Fair, Participant, Side
from sangsaeng.kernel.models import Person

# Every so manieth supplier has only begun, so that there is something to send back.
BEGUN = 6
BUYERS = {
    "예시 한빛전자": (
        "전자부품과 검사 자동화 협력사를 찾습니다",
        "검사 자동화, 정밀 가공, 방열 소재",
    ),
    "예시 대륙중공업": ("발전 설비 부품을 국산화할 기업을 찾습니다", "용접 로봇, 내열 소재, 펌프"),
    "예시 누리통신": ("통신 설비를 안전하게 지킬 기술을 찾습니다", "현장 안전, 원격 점검, 배터리"),
    "예시 새벽유통": (
        "산지에서 매장까지 신선함을 지킬 기술을 찾습니다",
        "포장 소재, 물류 로봇, 저온 유통",
    ),
    "예시 청명화학": ("공정의 폐수와 폐열을 줄일 기업을 찾습니다", "폐수 처리, 열 회수, 촉매"),
    "예시 가온모터스": (
        "가벼운 차체 부품을 함께 개발할 기업을 찾습니다",
        "경량 소재, 접합, 협동 로봇",
    ),
    "예시 두레식품": ("식품 공정의 위생 설비를 찾습니다", "세척 설비, 이물 검출, 친환경 포장"),
    "예시 온누리제약": (
        "제약 공정의 자동화와 시험 협력사를 찾습니다",
        "정량 충전, 무균 설비, 시험 분석",
    ),
    "예시 수자원공단": (
        "관로와 정수장을 살피는 기술을 찾습니다",
        "누수 탐지, 수질 계측, 관로 로봇",
    ),
    "예시 에너지공사": ("발전소 예비품과 진단 기술을 찾습니다", "설비 진단, 예비품 국산화, 절연"),
}
TRADES = {
    "정밀": ("공차 2마이크로미터 이내의 정밀 가공", "정밀 가공, 검사 자동화, 펌프"),
    "소재": ("가볍고 열에 강한 복합 소재", "경량 소재, 내열 소재, 친환경 포장"),
    "로보틱스": ("좁은 공정에 들어가는 협동 로봇", "협동 로봇, 용접 로봇, 물류 로봇"),
    "이앤지": ("공장 배관과 열 회수 설비의 설계·시공", "열 회수, 폐수 처리, 설비 진단"),
    "시스템": ("설비를 멈추지 않는 원격 점검", "원격 점검, 설비 진단, 누수 탐지"),
    "테크": ("센서와 계측기의 설계·생산", "수질 계측, 이물 검출, 현장 안전"),
    "바이오": ("발효와 시험 분석", "시험 분석, 무균 설비, 저온 유통"),
}


def load_introductions(fair: Fair, officer: Person, *, at: datetime) -> None:
    """Write a profile for each participant; some suppliers have only begun with theirs."""
    parties = fair.participants.select_related("organization", "fair").order_by("pk")
    for number, participant in enumerate(parties):
        if participant.side == Side.SUPPLIER and number % BEGUN == 0:
            begun = Profile(headline=_of_a_supplier(participant).headline)
            edit_profile(participant, begun, actor=officer, at=at)
        elif participant.side == Side.SUPPLIER:
            complete_profile(participant, _of_a_supplier(participant), actor=officer, at=at)
        elif participant.organization.name in BUYERS:
            complete_profile(participant, _of_a_buyer(participant), actor=officer, at=at)


def _of_a_buyer(participant: Participant) -> Profile:
    headline, interests = BUYERS[participant.organization.name]
    return Profile(
        headline,
        f"{headline}. 시험 생산부터 함께하며, 검증을 마친 품목은 구매로 이어 갑니다. "
        "담당 부서가 상담에 직접 나옵니다. (예시로 만든 소개)",
        interests,
        "협력사 공동 개발과 국산화 경험 (예시)",
    )


def _of_a_supplier(participant: Participant) -> Profile:
    name = participant.organization.name
    headline, interests = next(
        (trade for ending, trade in TRADES.items() if name.endswith(ending)), TRADES["정밀"]
    )
    return Profile(
        f"{headline} 전문 기업",
        f"{headline}에 집중하는 중소기업입니다. 시제품은 4주 안에 만들고, 현장 조건에 맞춘 시험 결과를 "
        "함께 드립니다. 함께 검증할 수요기업을 찾습니다. (예시로 만든 소개)",
        interests,
        "시험성적서와 납품 실적은 상담에서 보여 드립니다 (예시)",
    )
