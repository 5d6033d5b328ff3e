"""What may follow what in judging: a judge, a review, a visit, minutes, an objection."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

JUDGE_STATES = StateTable(
    name="judge",
    initial="named",
    states={
        "named": _("초대 전"),
        "invited": _("초대함"),
        "accepted": _("수락함"),
        "declined": _("거절함"),
        "left": _("그만둠"),
    },
    verbs={
        "invite": _("초대"),
        "accept": _("수락"),
        "decline": _("거절"),
        "leave": _("그만두기"),
    },
    steps={
        ("named", "invite"): "invited",
        ("named", "leave"): "left",
        ("invited", "invite"): "invited",
        ("invited", "accept"): "accepted",
        ("invited", "decline"): "declined",
        ("invited", "leave"): "left",
        ("declined", "invite"): "invited",
        ("accepted", "leave"): "left",
    },
)

REVIEW_STATES = StateTable(
    name="review",
    initial="assigned",
    states={
        "assigned": _("배정됨"),
        "begun": _("평가 중"),
        "submitted": _("평가 제출"),
        "released": _("배정 거둠"),
        "excluded": _("이해충돌로 제외"),
    },
    verbs={
        "assign": _("다시 배정"),
        "begin": _("평가 시작"),
        "submit": _("평가 제출"),
        "send_back": _("다시 평가"),
        "release": _("배정 거두기"),
        "exclude": _("제외"),
    },
    steps={
        ("assigned", "begin"): "begun",
        ("assigned", "release"): "released",
        ("assigned", "exclude"): "excluded",
        ("begun", "submit"): "submitted",
        ("begun", "release"): "released",
        ("begun", "exclude"): "excluded",
        ("submitted", "send_back"): "begun",
        ("submitted", "exclude"): "excluded",
        ("released", "assign"): "assigned",
    },
)

VISIT_STATES = StateTable(
    name="visit",
    initial="planned",
    states={
        "planned": _("방문 예정"),
        "written": _("확인서 작성됨"),
        "half_signed": _("한쪽이 서명함"),
        "signed": _("양쪽이 서명함"),
        "called_off": _("방문하지 않음"),
    },
    verbs={
        "write": _("확인서 쓰기"),
        "sign_first": _("서명"),
        "sign_second": _("상대에 이은 서명"),
        "reopen": _("다시 쓰기"),
        "call_off": _("방문하지 않기"),
    },
    steps={
        ("planned", "write"): "written",
        ("planned", "call_off"): "called_off",
        ("written", "write"): "written",
        ("written", "sign_first"): "half_signed",
        ("half_signed", "sign_second"): "signed",
        ("half_signed", "reopen"): "written",
    },
)

MINUTES_STATES = StateTable(
    name="minutes",
    initial="open",
    states={"open": _("심의 중"), "closed": _("심의 마침")},
    verbs={"close": _("심의 마치기")},
    steps={("open", "close"): "closed"},
)

OBJECTION_STATES = StateTable(
    name="objection",
    initial="filed",
    states={
        "filed": _("검토 중"),
        "upheld": _("받아들임"),
        "dismissed": _("받아들이지 않음"),
    },
    verbs={"uphold": _("받아들이기"), "dismiss": _("받아들이지 않기")},
    steps={("filed", "uphold"): "upheld", ("filed", "dismiss"): "dismissed"},
)
