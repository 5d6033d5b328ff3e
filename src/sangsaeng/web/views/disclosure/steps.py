"""The timeline in words: a sentence for each kind of step on the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.disclosure.kinds import Ending
from sangsaeng.disclosure.queries.timeline import Step
from sangsaeng.disclosure.refusals import GateClosed

WORDS: Final[Mapping[str, str | Promise]] = {
    "demand_sent": _("요구서를 보냄"),
    "demand_withdrawn": _("요구를 철회함"),
    "demand_granted": _("제공하기로 함"),
    "demand_declined": _("거절함"),
    "secrecy_asked": _("비밀로 관리하는지 물음"),
    "secrecy_answered": _("비밀 관리 여부에 답함"),
    "text_agreed": _("계약 문안에 합의함"),
    "text_reopened": _("문안을 다시 고치기로 함"),
    "agreement_called_off": _("계약을 맺지 않기로 함"),
    "signed": _("서명함"),
    "began": _("사용 기간이 시작됨"),
    "viewed": _("열람함"),
    "downloaded": _("내려받음"),
    "printed": _("인쇄함"),
    "refused": _("열람이 거부됨"),
    "holder_change_proposed": _("보유자 명단 변경을 제안함"),
    "holder_change_consented": _("보유자 명단 변경에 동의함"),
    "holder_change_refused": _("보유자 명단 변경에 동의하지 않음"),
    "ended": _("계약이 끝남"),
    "certificate_handed_in": _("반환·폐기 확인서를 냄"),
    "certificate_sent_back": _("확인서의 보완을 요청함"),
    "certificate_accepted": _("반환·폐기를 확인함"),
    "held": _("서류의 보존을 요청함"),
    "hold_lifted": _("보존 요청을 거둠"),
    "package_taken": _("제출 묶음을 받음"),
}
TONES: Final[Mapping[str, str]] = {
    "viewed": "info",
    "downloaded": "info",
    "printed": "info",
    "refused": "danger",
    "demand_declined": "warning",
    "ended": "warning",
    "signed": "success",
    "certificate_accepted": "success",
}


@dataclass(frozen=True)
class ShownStep:
    """A step of the timeline as it is read."""

    number: int
    at: datetime
    text: str
    actor: str
    detail: str
    tone: str


def shown_step(step: Step) -> ShownStep:
    """Put a step into words."""
    return ShownStep(
        step.number,
        step.at,
        str(WORDS.get(step.kind, step.kind)),
        step.actor,
        _detail(step.facts),
        TONES.get(step.kind, "neutral"),
    )


def _detail(facts: Mapping[str, Any]) -> str:
    """Return what the step was about, as far as one line holds it."""
    parts = []
    if material := facts.get("material"):
        parts.append(f"{material['title']} ({material['version']})")
    if materials := facts.get("materials"):
        parts += [f"{one['title']} ({one['version']})" for one in materials]
    if holder := facts.get("holder"):
        parts.append(f"{holder['name']} <{holder['email']}>")
    if signer := facts.get("signer"):
        parts.append(f"{facts['side']} · {signer['name']} ({signer['title']})")
    if because := facts.get("because"):
        parts.append(str(GateClosed.REASONS[because]))
    if ending := facts.get("ending"):
        parts.append(str(Ending(ending).label))
    if reason := facts.get("reason"):
        parts.append(str(reason))
    return " · ".join(parts)
