"""What may follow what: a call, an entry, a partner's word, a supplement, a recommendation."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

CALL_STATES = StateTable(
    name="call",
    initial="draft",
    states={
        "draft": _("작성 중"),
        "announced": _("공고됨, 접수 전"),
        "open": _("접수 중"),
        "closed": _("접수 마감"),
        "judging": _("심사 중"),
        "published": _("결과 발표"),
        "ended": _("종료"),
        "called_off": _("취소"),
    },
    verbs={
        "announce": _("공고"),
        "open": _("접수 시작"),
        "close": _("접수 마감"),
        "extend": _("접수 다시 열기"),
        "begin_judging": _("심사 시작"),
        "publish": _("결과 발표"),
        "end": _("종료"),
        "call_off": _("공고 취소"),
    },
    steps={
        ("draft", "announce"): "announced",
        ("draft", "call_off"): "called_off",
        ("announced", "open"): "open",
        ("announced", "call_off"): "called_off",
        ("open", "close"): "closed",
        ("open", "call_off"): "called_off",
        ("closed", "extend"): "open",
        ("closed", "begin_judging"): "judging",
        ("closed", "call_off"): "called_off",
        ("judging", "publish"): "published",
        ("judging", "call_off"): "called_off",
        ("published", "end"): "ended",
    },
)

ENTRY_STATES = StateTable(
    name="entry",
    initial="draft",
    states={
        "draft": _("작성 중"),
        "submitted": _("접수됨"),
        "supplementing": _("보완 중"),
        "withdrawn": _("철회"),
        "screened_out": _("대상 아님"),
        "selected": _("선정"),
        "not_selected": _("선정되지 않음"),
    },
    verbs={
        "submit": _("제출"),
        "reopen": _("다시 작성"),
        "withdraw": _("철회"),
        "ask_supplement": _("보완 요청"),
        "answer_supplement": _("보완 제출"),
        "screen_out": _("대상에서 제외"),
        "restore": _("제외 취소"),
        "select": _("선정"),
        "pass_over": _("선정하지 않음"),
    },
    steps={
        ("draft", "submit"): "submitted",
        ("draft", "withdraw"): "withdrawn",
        ("submitted", "reopen"): "draft",
        ("submitted", "withdraw"): "withdrawn",
        ("submitted", "ask_supplement"): "supplementing",
        ("submitted", "screen_out"): "screened_out",
        ("submitted", "select"): "selected",
        ("submitted", "pass_over"): "not_selected",
        ("supplementing", "answer_supplement"): "submitted",
        ("supplementing", "withdraw"): "withdrawn",
        ("supplementing", "screen_out"): "screened_out",
        ("withdrawn", "reopen"): "draft",
        ("screened_out", "restore"): "submitted",
        ("not_selected", "select"): "selected",
    },
)

PARTNER_STATES = StateTable(
    name="entry_partner",
    initial="invited",
    states={
        "invited": _("참여 확인 전"),
        "joined": _("참여 확인함"),
        "declined": _("참여하지 않음"),
    },
    verbs={
        "join": _("참여 확인"),
        "decline": _("참여하지 않음"),
        "ask_again": _("다시 요청"),
    },
    steps={
        ("invited", "join"): "joined",
        ("invited", "decline"): "declined",
        ("joined", "decline"): "declined",
        ("declined", "ask_again"): "invited",
    },
)

SUPPLEMENT_STATES = StateTable(
    name="supplement",
    initial="asked",
    states={
        "asked": _("보완 기다림"),
        "answered": _("보완 제출됨"),
        "lapsed": _("기한 지남"),
    },
    verbs={"answer": _("보완 제출"), "lapse": _("기한 지남")},
    steps={("asked", "answer"): "answered", ("asked", "lapse"): "lapsed"},
)

RECOMMENDATION_STATES = StateTable(
    name="recommendation",
    initial="sent",
    states={
        "sent": _("추천받은 곳의 답 기다림"),
        "taken_up": _("신청서 작성으로 이어짐"),
        "declined": _("신청하지 않기로 함"),
        "lapsed": _("접수 마감까지 답 없음"),
    },
    verbs={
        "take_up": _("신청서 쓰기"),
        "decline": _("신청하지 않기"),
        "lapse": _("마감"),
    },
    steps={
        ("sent", "take_up"): "taken_up",
        ("sent", "decline"): "declined",
        ("sent", "lapse"): "lapsed",
    },
)
