"""What may follow what: for a fair, a request, a profile, a timetable, and on the day."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

FAIR_STATES = StateTable(
    name="fair",
    initial="preparing",
    states={
        "preparing": _("준비 중"),
        "collecting": _("신청 접수 중"),
        "planning": _("시간표 편성 중"),
        "published": _("시간표 발표됨"),
        "ended": _("종료"),
    },
    verbs={
        "open": _("신청 접수 시작"),
        "close_requests": _("신청 마감"),
        "reopen": _("신청 다시 받기"),
        "publish": _("시간표 발표"),
        "end": _("상담회 종료"),
    },
    steps={
        ("preparing", "open"): "collecting",
        ("preparing", "close_requests"): "planning",
        ("collecting", "close_requests"): "planning",
        ("planning", "reopen"): "collecting",
        ("planning", "publish"): "published",
        ("published", "publish"): "published",
        ("published", "end"): "ended",
    },
)

TIMETABLE_STATES = StateTable(
    name="timetable",
    initial="draft",
    states={
        "draft": _("초안"),
        "published": _("발표됨"),
        "superseded": _("이전 판"),
        "discarded": _("버림"),
    },
    verbs={
        "publish": _("발표"),
        "supersede": _("새 판으로 대체"),
        "discard": _("버리기"),
    },
    steps={
        ("draft", "publish"): "published",
        ("draft", "discard"): "discarded",
        ("published", "supersede"): "superseded",
    },
)

REQUEST_STATES = StateTable(
    name="request",
    initial="asked",
    states={
        "asked": _("답변 기다림"),
        "accepted": _("수락"),
        "declined": _("거절"),
        "expired": _("답변 없이 끝남"),
        "withdrawn": _("취소"),
    },
    verbs={
        "accept": _("수락"),
        "decline": _("거절"),
        "ask_again": _("답변 전으로 되돌리기"),
        "expire": _("기한 지남"),
        "withdraw": _("신청 취소"),
    },
    steps={
        ("asked", "accept"): "accepted",
        ("asked", "decline"): "declined",
        ("asked", "expire"): "expired",
        ("asked", "withdraw"): "withdrawn",
        ("accepted", "decline"): "declined",
        ("accepted", "ask_again"): "asked",
        ("accepted", "withdraw"): "withdrawn",
        ("declined", "accept"): "accepted",
        ("declined", "ask_again"): "asked",
        ("declined", "withdraw"): "withdrawn",
        ("expired", "accept"): "accepted",
        ("expired", "decline"): "declined",
    },
)

PROFILE_STATES = StateTable(
    name="profile",
    initial="draft",
    states={
        "draft": _("작성 중"),
        "sent_back": _("보완 요청"),
        "complete": _("작성 완료"),
    },
    verbs={
        "complete": _("작성 완료"),
        "send_back": _("보완 요청"),
        "rework": _("다시 쓰기"),
    },
    steps={
        ("draft", "complete"): "complete",
        ("draft", "send_back"): "sent_back",
        ("sent_back", "complete"): "complete",
        ("sent_back", "send_back"): "sent_back",
        ("complete", "send_back"): "sent_back",
        ("complete", "rework"): "draft",
    },
)

OFFER_STATES = StateTable(
    name="offer",
    initial="open",
    states={
        "open": _("답변 기다림"),
        "accepted": _("수락"),
        "declined": _("거절"),
        "lapsed": _("시간 지남"),
        "taken_back": _("거둬들임"),
    },
    verbs={
        "accept": _("수락"),
        "decline": _("거절"),
        "lapse": _("시간 지남"),
        "take_back": _("거둬들이기"),
    },
    steps={
        ("open", "accept"): "accepted",
        ("open", "decline"): "declined",
        ("open", "lapse"): "lapsed",
        ("open", "take_back"): "taken_back",
    },
)
