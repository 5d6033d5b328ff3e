"""Drafts of what must be said within 72 hours of learning of an incident; people finish them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sangsaeng.judging.models import Seal
from sangsaeng.kernel.clock import SEOUL

WITHIN = timedelta(hours=72)


@dataclass(frozen=True)
class Draft:
    """One letter to be finished by hand: to whom, until when, and its text."""

    key: str
    title: str
    due_at: datetime
    text: str


def drafts_for(seal: Seal) -> list[Draft]:
    """Return the drafts; what nobody knows yet is left open in brackets and never invented."""
    due_at = seal.sealed_at + WITHIN
    facts = {
        "call": seal.call.title,
        "sealed_at": f"{seal.sealed_at.astimezone(SEOUL):%Y-%m-%d %H:%M}",
        "reason": seal.reason,
        "sha256": seal.sha256,
        "reviews": len(seal.snapshot["reviews"]),
        "host": seal.call.program.host.name,
    }
    return [
        Draft("authority", _("개인정보보호위원회 신고 초안"), due_at, _authority(facts)),
        Draft("judges", _("심사위원 통지 초안"), due_at, _judges(facts)),
        Draft("teams", _("신청 기업 안내 초안"), due_at, _teams(facts)),
    ]


def _authority(facts: dict[str, object]) -> str:
    return (
        _(
            "1. 기관: %(host)s\n"
            "2. 알게 된 때: [사고를 처음 안 때]. %(sealed_at)s에 심사를 멈추었습니다.\n"
            "3. 무슨 일: %(reason)s (‘%(call)s’ 심사)\n"
            "4. 유출되었거나 유출되었을 수 있는 항목과 사람 수: [항목], [사람 수]\n"
            "5. 시점과 경위: [언제부터, 어떻게]\n"
            "6. 한 조치: 심사 읽기 전용 전환, 평가 %(reviews)s건의 점수 보관(SHA-256 %(sha256)s), "
            "심사위원과 담당자의 접속 모두 끊음\n"
            "7. 피해를 줄이는 방법과 구제 절차: [내용]\n"
            "8. 담당 부서와 연락처: [부서, 전화]"
        )
        % facts
    )


def _judges(facts: dict[str, object]) -> str:
    return (
        _(
            "‘%(call)s’ 심사위원께\n\n"
            "%(sealed_at)s에 심사를 멈추었습니다. 까닭: %(reason)s\n"
            "유출되었거나 유출되었을 수 있는 정보: [항목과 시점]\n"
            "제출하신 평가는 그대로 보관했고, 로그인은 모두 끊었습니다. 다시 시작하면 알려 드립니다.\n"
            "누군가 평가에 관하여 연락하면 답하지 말고 바로 알려 주십시오.\n"
            "문의와 피해 신고: [부서, 전화]\n\n%(host)s"
        )
        % facts
    )


def _teams(facts: dict[str, object]) -> str:
    return (
        _(
            "‘%(call)s’에 신청하신 분께\n\n"
            "심사와 관련한 사고를 조사하려고 %(sealed_at)s에 심사를 멈추었습니다.\n"
            "신청서의 유출 여부: [조사 결과]\n"
            "일정이 바뀌면 따로 알려 드립니다. 심사위원을 찾거나 연락하지 말아 주십시오.\n"
            "문의와 피해 신고: [부서, 전화]\n\n%(host)s"
        )
        % facts
    )
