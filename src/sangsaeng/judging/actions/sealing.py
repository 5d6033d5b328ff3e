"""The incident switch: judging of a call stands still, as it is, until somebody lifts the seal."""

from datetime import datetime

from sangsaeng.judging.actions.holding import held
from sangsaeng.judging.events import JudgingSealed
from sangsaeng.judging.models import Judge, Seal
from sangsaeng.judging.queries.snapshots import digest_of, snapshot_of
from sangsaeng.judging.refusals import NotSealed, SealedAlready
from sangsaeng.judging.rules import is_standing_still, may_seal
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.sessions import end_sessions_of
from sangsaeng.programs.models import Call, Officer


@action
def seal_judging(
    call: Call, reason: str, keep_session: str = "", *, actor: Person, at: datetime
) -> Seal:
    """Let judging stand still: keep what it holds, and sign out everybody who takes part.

    ``keep_session`` is the session from which the seal is set, so that one hand can go on.
    """
    call = held(call)
    require(may_seal(actor, call), actor)
    if is_standing_still(call):
        raise SealedAlready
    snapshot = snapshot_of(call)
    seal = Seal.objects.create(
        call=call,
        reason=reason,
        snapshot=snapshot,
        sha256=digest_of(snapshot),
        sealed_by=actor,
        sealed_at=at,
    )
    ended = end_sessions_of(_taking_part(call), keep_session)
    record(seal, reason=reason, sha256=seal.sha256, sessions_ended=ended)
    announce(JudgingSealed(seal, False, actor, at))
    return seal


@action
def lift_seal(call: Call, because: str, *, actor: Person, at: datetime) -> Seal:
    """Let judging go on."""
    call = held(call)
    require(may_seal(actor, call), actor)
    seal = Seal.objects.filter(call=call, lifted_at__isnull=True).first()
    if seal is None:
        raise NotSealed
    change(seal, lifted_by=actor, lifted_at=at, lifted_because=because)
    announce(JudgingSealed(seal, True, actor, at))
    return seal


def _taking_part(call: Call) -> set[int]:
    """Return everybody whose account could see something of the judging."""
    judges = Judge.objects.filter(call=call).values_list("person", flat=True)
    officers = Officer.objects.running().filter(program=call.program_id)
    return {*judges, *officers.values_list("person", flat=True)}
