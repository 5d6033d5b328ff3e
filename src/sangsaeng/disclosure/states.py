"""What may follow what: a demand, the agreement about it, its holders, and what proves its end."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

DEMAND_STATES = StateTable(
    name="demand",
    initial="draft",
    states={
        "draft": _("작성 중"),
        "sent": _("답변 기다림"),
        "granted": _("제공하기로 함"),
        "declined": _("거절"),
        "withdrawn": _("요구 철회"),
    },
    verbs={
        "send": _("요구서 보내기"),
        "grant": _("제공하기로 함"),
        "decline": _("거절"),
        "withdraw": _("요구 철회"),
    },
    steps={
        ("draft", "send"): "sent",
        ("draft", "withdraw"): "withdrawn",
        ("sent", "grant"): "granted",
        ("sent", "decline"): "declined",
        ("sent", "withdraw"): "withdrawn",
    },
)

AGREEMENT_STATES = StateTable(
    name="agreement",
    initial="drafting",
    states={
        "drafting": _("문안 협의 중"),
        "agreed": _("문안 합의, 서명 전"),
        "half_signed": _("한쪽이 서명함"),
        "signed": _("양쪽이 서명함"),
        "in_force": _("사용 기간 중"),
        "ended": _("끝남"),
        "called_off": _("체결하지 않음"),
    },
    verbs={
        "agree": _("문안 합의"),
        "reopen": _("문안 다시 고치기"),
        "sign_first": _("서명"),
        "sign_second": _("상대에 이은 서명"),
        "begin": _("사용 기간 시작"),
        "end": _("끝내기"),
        "call_off": _("체결하지 않기"),
    },
    steps={
        ("drafting", "agree"): "agreed",
        ("drafting", "call_off"): "called_off",
        ("agreed", "reopen"): "drafting",
        ("agreed", "sign_first"): "half_signed",
        ("agreed", "call_off"): "called_off",
        ("half_signed", "sign_second"): "signed",
        ("half_signed", "call_off"): "called_off",
        ("signed", "begin"): "in_force",
        ("signed", "end"): "ended",
        ("in_force", "end"): "ended",
    },
)

CHANGE_STATES = StateTable(
    name="holder_change",
    initial="proposed",
    states={
        "proposed": _("동의 기다림"),
        "consented": _("동의함"),
        "refused": _("동의하지 않음"),
    },
    verbs={"consent": _("동의"), "refuse": _("동의하지 않음")},
    steps={("proposed", "consent"): "consented", ("proposed", "refuse"): "refused"},
)

CERTIFICATE_STATES = StateTable(
    name="certificate",
    initial="due",
    states={
        "due": _("확인서 기다림"),
        "handed_in": _("확인서 냄"),
        "accepted": _("반환·폐기 확인됨"),
    },
    verbs={
        "hand_in": _("확인서 내기"),
        "send_back": _("보완 요청"),
        "accept": _("반환·폐기 확인"),
    },
    steps={
        ("due", "hand_in"): "handed_in",
        ("handed_in", "send_back"): "due",
        ("handed_in", "accept"): "accepted",
    },
)
