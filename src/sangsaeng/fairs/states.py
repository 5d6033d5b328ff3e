"""What may follow what, for a fair and for a timetable."""

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
