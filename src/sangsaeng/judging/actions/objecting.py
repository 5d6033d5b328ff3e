"""Objecting: a team does not agree, an officer answers, and an entry may still be chosen."""

from datetime import datetime

from django.db import IntegrityError, transaction

from sangsaeng.judging.actions.holding import held_going_on
from sangsaeng.judging.events import ObjectionAnswered, ObjectionFiled
from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Decision, Objection
from sangsaeng.judging.queries.results import objections_until
from sangsaeng.judging.queries.stages import stages_of
from sangsaeng.judging.refusals import ObjectedAlready, ObjectionTooLate
from sangsaeng.judging.rules import may_decide, may_object, may_read_result
from sangsaeng.judging.states import OBJECTION_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.actions.concluding import conclude_entries
from sangsaeng.programs.models import Entry


@action
def file_objection(entry: Entry, text: str, *, actor: Person, at: datetime) -> Objection:
    """Object to the result, once, within the days that the call set."""
    require(may_read_result(actor, entry) and may_object(actor, entry), actor)
    held_going_on(entry.call)
    until = objections_until(entry.call)
    if until is None or day_of(at) > until or entry.state not in {"selected", "not_selected"}:
        raise ObjectionTooLate
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                entry=entry, text=text, filed_by=actor, filed_at=at
            )
    except IntegrityError as there:
        raise ObjectedAlready from there
    record(objection, entry=entry, text=text)
    announce(ObjectionFiled(objection, actor, at))
    return objection


@action
def answer_objection(
    objection: Objection,
    answer: str,
    *,
    upholds: bool,
    selects: bool = False,
    actor: Person,
    at: datetime,
) -> Objection:
    """Uphold or dismiss with words; upholding may choose the entry, which is then its reason."""
    call = held_going_on(objection.entry.call)
    require(may_decide(actor, call), actor)
    objection = Objection.objects.select_related("entry__call__program").get(pk=objection.pk)
    following = OBJECTION_STATES.after(objection.state, "uphold" if upholds else "dismiss")
    is_selected = upholds and selects and objection.entry.state == "not_selected"
    change(
        objection,
        state=following,
        answer=answer,
        answered_by=actor,
        answered_at=at,
        is_selected=is_selected,
    )
    if is_selected:
        _select(objection.entry, answer, actor, at)
    announce(ObjectionAnswered(objection, actor, at))
    return objection


def _select(entry: Entry, reason: str, actor: Person, at: datetime) -> None:
    """Choose the entry after all; the decision keeps the answer as its reason."""
    last = stages_of(entry.call)[-1]
    decision = Decision.objects.filter(stage=last, entry=entry).first()
    said = {"verdict": Verdict.SELECT, "reason": reason[:1000], "decided_by": actor}
    if decision is None:
        decision = Decision.objects.create(stage=last, entry=entry, decided_at=at, **said)
        record(decision, verdict=decision.verdict, reason=decision.reason)
    else:
        change(decision, decided_at=at, **said)
    conclude_entries(entry.call, [entry], [], actor=actor, at=at)
