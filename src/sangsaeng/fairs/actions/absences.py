"""Absences: they go on record when a fair ends; the organization answers, an officer excuses."""

from datetime import datetime

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.events import NoShowRecorded
from sangsaeng.fairs.models import Fair, NoShow, Participant
from sangsaeng.fairs.queries.absences import absent_sides
from sangsaeng.fairs.refusals.afterward import AbsencesUnsettled
from sangsaeng.fairs.rules import may_answer_absence, may_run
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

ANSWER_LENGTH = 500


@action
def record_no_shows(fair: Fair, *, actor: Person, at: datetime) -> list[NoShow]:
    """Settle from the desk's marks who did not come; to settle again changes only what differs.

    An absence that a corrected mark takes back leaves the record; what is on it stays as it is,
    with its answer and its excuse.
    """
    require(may_run(actor, fair), actor)
    held = lock(fair)
    if held.state != "ended":
        raise AbsencesUnsettled
    absent = absent_sides(held)
    kept = {(one.request_id, one.participant_id): one for one in held.no_shows.all()}
    for side in sorted(kept.keys() - absent):
        _take_back(kept[side])
    parties = {one.pk: one for one in Participant.objects.filter(fair=held)}
    recorded = [
        _enter(held, request, parties[party], at) for request, party in sorted(absent - kept.keys())
    ]
    record(held, no_shows=len(absent), recorded=len(recorded))
    return recorded


@action
def answer_no_show(no_show: NoShow, answer: str, *, actor: Person, at: datetime) -> None:
    """Let the organization say why it did not come."""
    require(may_answer_absence(actor, no_show), actor)
    said = answer.strip()[:ANSWER_LENGTH]
    change(no_show, answer=said, answered_at=at if said else None)


@action
def excuse_no_show(no_show: NoShow, *, actor: Person, at: datetime) -> None:
    """Rule that an absence does not count."""
    require(may_run(actor, no_show.fair), actor)
    if no_show.excused_at is None:
        change(no_show, excused_at=at, excused_by=actor)
    else:
        record(no_show, unchanged=True)


@action
def count_no_show(no_show: NoShow, *, actor: Person, at: datetime) -> None:
    """Rule that an absence counts again."""
    require(may_run(actor, no_show.fair), actor)
    change(no_show, excused_at=None, excused_by=None)


def _enter(fair: Fair, request: int, participant: Participant, at: datetime) -> NoShow:
    no_show = NoShow.objects.create(
        fair=fair,
        request_id=request,
        participant=participant,
        organization_id=participant.organization_id,
        recorded_at=at,
    )
    record(no_show, fair=fair, request=request, organization=participant.organization_id)
    announce(NoShowRecorded(no_show, at))
    return no_show


def _take_back(no_show: NoShow) -> None:
    told = {"organization": no_show.organization_id, "answer": no_show.answer}
    record(no_show, old=told, removed=True)
    no_show.delete()
