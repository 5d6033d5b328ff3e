"""What may follow what: for a need or an offer, and for an interest in it."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

LISTING_STATES = StateTable(
    name="listing",
    initial="draft",
    states={
        "draft": _("작성 중"),
        "submitted": _("확인 기다림"),
        "checked": _("확인됨"),
        "published": _("공개됨"),
        "closed": _("마감"),
        "expired": _("기간 끝남"),
    },
    verbs={
        "submit": _("확인 요청"),
        "send_back": _("보완 요청"),
        "check": _("확인"),
        "publish": _("공개"),
        "revise": _("공개한 뒤 고치기"),
        "rework": _("다시 쓰기"),
        "close": _("마감"),
        "expire": _("기간 끝남"),
        "renew": _("기간 늘리기"),
    },
    steps={
        ("draft", "submit"): "submitted",
        ("submitted", "send_back"): "draft",
        ("submitted", "check"): "checked",
        ("submitted", "rework"): "draft",
        ("checked", "publish"): "published",
        ("checked", "rework"): "draft",
        ("published", "revise"): "submitted",
        ("published", "renew"): "published",
        ("published", "close"): "closed",
        ("published", "expire"): "expired",
        ("expired", "renew"): "published",
        ("expired", "rework"): "draft",
        ("closed", "rework"): "draft",
    },
)

INTEREST_STATES = StateTable(
    name="interest",
    initial="asked",
    states={
        "asked": _("답변 기다림"),
        "accepted": _("수락"),
        "declined": _("거절"),
        "withdrawn": _("취소"),
        "expired": _("답변 없이 끝남"),
    },
    verbs={
        "accept": _("수락"),
        "decline": _("거절"),
        "withdraw": _("관심 취소"),
        "expire": _("기한 지남"),
    },
    steps={
        ("asked", "accept"): "accepted",
        ("asked", "decline"): "declined",
        ("asked", "withdraw"): "withdrawn",
        ("asked", "expire"): "expired",
        ("accepted", "withdraw"): "withdrawn",
        ("expired", "accept"): "accepted",
        ("expired", "decline"): "declined",
    },
)

APPOINTMENT_STATES = StateTable(
    name="appointment",
    initial="proposed",
    states={
        "proposed": _("제안됨"),
        "agreed": _("확정"),
        "declined": _("어려움"),
        "called_off": _("취소"),
    },
    verbs={
        "agree": _("확정"),
        "decline": _("어렵다고 답하기"),
        "call_off": _("취소"),
    },
    steps={
        ("proposed", "agree"): "agreed",
        ("proposed", "decline"): "declined",
        ("proposed", "call_off"): "called_off",
        ("agreed", "call_off"): "called_off",
    },
)
