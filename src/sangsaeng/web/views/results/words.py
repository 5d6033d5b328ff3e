"""What the stations, groups and losses of a fair are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.queries.results import Stage
from sangsaeng.fairs.reasons import LABELS

BREAKDOWNS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "class": (
        _("수요기업 구분별"),
        _("신청이 어느 구분의 수요기업과 만나려는 것이었는지로 나눕니다."),
    ),
    "size": (_("공급기업 규모별"), _("공급기업의 규모로 나눕니다.")),
    "sector": (_("공급기업 업종별"), _("공급기업의 한국표준산업분류로 나눕니다.")),
    "first": (_("첫 참가 여부별"), _("공급기업이 처음 참가했는지로 나눕니다.")),
    "asking": (_("신청한 쪽별"), _("누가 상담을 신청했는지로 나눕니다.")),
}
AMONG_ONE: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "class": (_("참가기업 구분별"), _("두 참가기업의 구분으로 나눕니다.")),
    "size": (_("참가기업 규모별"), _("두 참가기업의 규모로 나눕니다.")),
    "sector": (_("참가기업 업종별"), _("두 참가기업의 한국표준산업분류로 나눕니다.")),
    "first": (_("첫 참가 여부별"), _("두 참가기업이 처음 참가했는지로 나눕니다.")),
    "asking": (_("신청한 쪽별"), _("누가 상담을 신청했는지로 나눕니다.")),
}
OVERLAPPING = _("한 신청이 두 기업의 묶음에 모두 들어가므로 묶음을 더해도 전체가 되지 않습니다.")

_LOSSES: Mapping[str, str | Promise] = {
    "declined": _("거절"),
    "expired": _("답변 없이 끝남"),
    "withdrawn": _("신청 취소"),
    "unanswered": _("답변 기다림"),
    "not_yet": _("아직 시간표를 발표하지 않음"),
    "came_later": _("시간표를 발표한 뒤에 들어옴"),
    "absent_buyer": _("수요기업 불참"),
    "absent_supplier": _("공급기업 불참"),
    "absent_both": _("양쪽 모두 불참"),
    "absent": _("한쪽 불참"),
    "late": _("늦어서 못 함"),
    "called_off": _("상담 취소"),
    "dropped": _("당일 조정에서 빠짐"),
    "told_unheld": _("하지 않았다고 기록함"),
    "unmarked": _("참석 표시와 기록이 모두 없음"),
    "no_note": _("상담 기록이 없음"),
    "no_step": _("기록에 다음 단계가 없음"),
}
_STATIONS: Mapping[int, str | Promise] = {
    Stage.REQUESTED: _("수락되기 전"),
    Stage.ACCEPTED: _("배정되기 전"),
    Stage.PLACED: _("상담하기 전"),
    Stage.HELD: _("다음 단계를 정하기 전"),
}
_AMONG_ONE_LOSSES = {"absent_buyer", "absent_supplier"}


def loss_label(code: str, *, one_population: bool) -> str:
    """Return what stopped a request; among one population the sides have no names."""
    if one_population and code in _AMONG_ONE_LOSSES:
        return str(_LOSSES["absent"])
    return str(_LOSSES.get(code) or LABELS.get(code, code))


def station_label(stage: Stage) -> str:
    """Return before which station a request was lost."""
    return str(_STATIONS[stage])
