"""What is missing before a call can be announced, each with the part of the set-up that mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from sangsaeng.programs.kinds import RULE_PARAMS, QuestionForm, StageKind
from sangsaeng.programs.models import Call, Question, Stage

WHOLE: Final = 100
_CHOOSING: Final = {QuestionForm.CHOICE, QuestionForm.CHOICES}


@dataclass(frozen=True)
class Missing:
    """Something to mend, and in which part of the set-up."""

    part: str
    text: str


def missing_from(call: Call, at: datetime | None = None) -> list[Missing]:
    """Return what keeps the call from being announced, in the order of the set-up.

    With a moment, the deadline must still lie ahead of it.
    """
    questions = list(call.questions.all())
    stages = list(call.stages.prefetch_related("criteria"))
    found = [
        *_of_window(call, at),
        *_of_seats(call),
        *_of_questions(questions),
        *_of_rules(call, {one.key for one in questions}),
    ]
    return [*found, *_of_stages(stages)]


def _of_window(call: Call, at: datetime | None) -> Iterator[Missing]:
    if call.opens_at is None or call.closes_at is None:
        yield Missing("frame", _("접수 시작과 마감을 정해 주십시오."))
    elif at is not None and call.closes_at <= at:
        yield Missing("frame", _("접수 마감이 이미 지났습니다. 앞날로 고쳐 주십시오."))
    if not call.own_entry and not call.recommenders:
        yield Missing(
            "settings", _("직접 신청과 추천 가운데 하나는 받아야 신청이 들어올 수 있습니다.")
        )


def _of_seats(call: Call) -> Iterator[Missing]:
    seats = list(call.seats.all())
    if not seats:
        yield Missing("seats", _("누가 신청할 수 있는지 역할을 하나 이상 정해 주십시오."))
    elif not any(seat.may_lead for seat in seats):
        yield Missing("seats", _("대표로 신청할 수 있는 역할이 하나는 있어야 합니다."))


def _of_questions(questions: list[Question]) -> Iterator[Missing]:
    if not questions:
        yield Missing("questions", _("신청서에 질문을 하나 이상 넣어 주십시오."))
    for one in questions:
        if one.form in _CHOOSING and not one.choices:
            yield Missing("questions", _("‘%s’에 고를 것을 적어 주십시오.") % one.label)
        if one.form == QuestionForm.ROWS and not one.columns:
            yield Missing("questions", _("‘%s’에 표의 열을 적어 주십시오.") % one.label)


def _of_rules(call: Call, questions: set[str]) -> Iterator[Missing]:
    seats = {seat.key for seat in call.seats.all()}
    for rule in call.rules.all():
        if not _is_whole(rule.kind, rule.params, questions, seats):
            yield Missing(
                "rules",
                _("‘%s’ 조건이 가리키는 질문·역할·숫자를 정해 주십시오.") % rule.text,
            )


def _is_whole(kind: str, params: dict[str, Any], questions: set[str], seats: set[str]) -> bool:
    if any(params.get(name) in (None, "") for name in RULE_PARAMS[kind]):
        return False
    named = {params[name] for name in ("question", "running") if params.get(name)}
    return named <= questions and params.get("seat") in {None, "", *seats}


def _of_stages(stages: list[Stage]) -> Iterator[Missing]:
    if not stages:
        yield Missing("stages", _("심사 단계를 하나 이상 정해 주십시오."))
    for stage in stages:
        if stage.kind != StageKind.EVALUATION:
            continue
        total = sum(one.weight for one in stage.criteria.all())
        if total != WHOLE:
            yield Missing(
                "stages",
                _("‘%(stage)s’의 배점 합이 %(total)s%%입니다. 100%%로 맞추어 주십시오.")
                % {"stage": stage.label, "total": total},
            )
