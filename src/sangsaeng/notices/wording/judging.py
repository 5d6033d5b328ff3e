"""Judging: what judges are asked, without the entrants; what officers must know, without names."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.wording.said import Said, words_of

_SAID: Final[Said] = {
    Kind.JUDGE_INVITED: (
        _("심사위원으로 모시고 싶습니다: %(call)s"),
        _("일정을 확인하고 맡을 수 있는지 답해 주십시오."),
    ),
    Kind.REVIEWS_ASSIGNED: (
        _("평가할 신청 %(count)s건을 맡으셨습니다"),
        _("내 심사 화면에서 평가를 시작하십시오."),
    ),
    Kind.REVIEW_SENT_BACK: (
        _("평가 한 건을 다시 보아 주십시오: %(call)s"),
        _("내 심사 화면에서 담당자가 적은 점을 확인하고 다시 제출하십시오."),
    ),
    Kind.REVIEWS_AWAITED: (
        _("아직 제출하지 않은 평가가 %(count)s건 있습니다"),
        _("내 심사 화면에서 평가를 마치고 제출하십시오."),
    ),
    Kind.DECLARATION_NEEDED: (
        _("이해관계를 확인해 주십시오: %(call)s"),
        _("기업·기관 %(count)s곳과의 관계를 밝혀야 신청서를 볼 수 있습니다."),
    ),
    Kind.VISIT_GIVEN: (
        _("현장 확인을 맡으셨습니다: %(call)s"),
        _("날짜와 장소를 확인하고, 다녀온 뒤 확인서를 쓰십시오."),
    ),
    Kind.JUDGING_SEALED: (
        _("심사를 잠시 멈췄습니다: %(call)s"),
        _("다시 시작할 때까지 아무것도 바꿀 수 없습니다. 그대로 기다려 주십시오."),
    ),
    Kind.JUDGING_RESUMED: (
        _("심사를 다시 시작합니다: %(call)s"),
        _("하시던 일을 이어서 하십시오."),
    ),
    Kind.JUDGE_ACCEPTED: (
        _("심사위원이 수락했습니다: %(call)s"),
        _("심사단을 확인하고 이해관계 확인을 기다리십시오."),
    ),
    Kind.JUDGE_DECLINED: (
        _("심사위원이 거절했습니다: %(call)s"),
        _("다른 심사위원을 초대하십시오."),
    ),
    Kind.CONFLICT_LATE: (
        _("심사 도중 이해충돌이 확인되었습니다: %(call)s"),
        _("그 점수는 빠졌습니다. 이해충돌을 확인하고 심사위원을 보충하십시오."),
    ),
    Kind.SUPPLEMENT_ANSWERED: (
        _("보완이 제출되었습니다: %(call)s"),
        _("보완한 내용을 확인하십시오."),
    ),
    Kind.OBJECTION_FILED: (
        _("이의신청이 들어왔습니다: %(call)s"),
        _("이의 내용을 읽고 답변하십시오."),
    ),
}

WORDS: Final = words_of(_SAID)
