"""Conflicts: found anew whenever what they rest on changes, told to the officer, and lifted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sangsaeng.judging.conflicts import Candidate, Found, conflicts_in, read_graph
from sangsaeng.judging.conflicts.reading import handed_in
from sangsaeng.judging.events import ConflictFoundLate
from sangsaeng.judging.kinds import Origin
from sangsaeng.judging.models import Conflict, Judge, Review
from sangsaeng.judging.refusals import AlreadyLifted, DeclaredStays, StandsStill
from sangsaeng.judging.rules import is_standing_still, may_keep_panel
from sangsaeng.judging.states import REVIEW_STATES
from sangsaeng.kernel.actions import action, change, record, record_each
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.house import the_house
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.programs.models import Call, Entry

SERVING = ("named", "invited", "accepted")
_NO_LONGER = "자료가 바뀌어 더는 해당하지 않습니다."
_Key = tuple[int, int, int, str]


@dataclass(frozen=True)
class Scope:
    """What to look at: one entry, one person, or without either the whole call."""

    entry: Entry | None = None
    person: Person | None = None


@dataclass(frozen=True)
class _Difference:
    """What the rows say against what holds now."""

    new: Sequence[Found]
    # Those found again that had been lifted because they no longer held, or by another way
    again: Sequence[tuple[Conflict, Found]]
    gone: Sequence[Conflict]

    @property
    def is_nothing(self) -> bool:
        return not (self.new or self.again or self.gone)


def look_again(call: Call, scope: Scope | None = None, *, at: datetime) -> None:
    """Find the conflicts anew by the house's own hand, if any differ."""
    scope = scope or Scope()
    if _difference(call, scope, at).is_nothing:
        return
    find_conflicts(call, scope, actor=the_house(), at=at)


@action
def find_conflicts(call: Call, scope: Scope, *, actor: Person, at: datetime) -> int:
    """Find the conflicts of the call's judges; return how many are new.

    A review that already stands where one is found is excluded, and its score with it.
    """
    require(actor == the_house() or may_keep_panel(actor, call), actor)
    # Two who look at once wait for each other, so that each conflict is written once.
    Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    difference = _difference(call, scope, at)
    fresh = _write_new(difference.new, at)
    for conflict, found in difference.again:
        change(
            conflict,
            origin=found.origin,
            path=found.path[:500],
            found_at=at,
            lifted_by=None,
            lifted_at=None,
            lifted_because="",
        )
        fresh.append(conflict)
    for conflict in difference.gone:
        change(conflict, lifted_by=the_house(), lifted_at=at, lifted_because=_NO_LONGER)
    record(call, conflicts_found=len(fresh), conflicts_gone=len(difference.gone))
    _exclude(fresh, actor, at)
    return len(fresh)


@action
def lift_conflict(conflict: Conflict, reason: str, *, actor: Person, at: datetime) -> None:
    """Lift a conflict that was found by mistake, with the reason; never what a judge declared."""
    call = conflict.judge.call
    require(may_keep_panel(actor, call) and conflict.judge.person_id != actor.pk, actor)
    refuse_if_still(call)
    conflict = Conflict.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
    if conflict.origin == Origin.DECLARED:
        raise DeclaredStays
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid({"reason": _("거두는 까닭을 적어 주십시오.")})
    if conflict.lifted_at is not None:
        raise AlreadyLifted
    change(conflict, lifted_by=actor, lifted_at=at, lifted_because=reason[:300])


def check_before_invitation(
    person: Person | None, call: Call, affiliation: str = "", *, at: datetime
) -> list[Found]:
    """Say which entries somebody could not judge, before anybody asks them."""
    candidate = Candidate(0, person.pk if person else None, affiliation)
    return list(conflicts_in(read_graph(call, [candidate], at=at)))


def refuse_if_still(call: Call) -> None:
    """Refuse while judging of the call is sealed."""
    if is_standing_still(call):
        raise StandsStill


def _difference(call: Call, scope: Scope, at: datetime) -> _Difference:
    judges = Judge.objects.filter(call=call, state__in=SERVING)
    entries = handed_in(call)
    rows = Conflict.objects.filter(judge__in=judges, entry__in=entries)
    if scope.person is not None:
        judges = judges.filter(person=scope.person)
        rows = rows.filter(judge__person=scope.person)
    if scope.entry is not None:
        entries = entries.filter(pk=scope.entry.pk)
        rows = rows.filter(entry=scope.entry)
    candidates = [Candidate(one.pk, one.person_id, one.affiliation) for one in judges]
    if not candidates:
        return _Difference((), (), ())
    holds = {
        _key(found): found
        for found in conflicts_in(read_graph(call, candidates, at=at, entries=entries))
    }
    return _compared(holds, {_key_of(one): one for one in rows})


def _compared(holds: dict[_Key, Found], known: dict[_Key, Conflict]) -> _Difference:
    house = the_house().pk
    again = [
        (known[key], found)
        for key, found in holds.items()
        if key in known and _is_anew(known[key], found, house)
    ]
    gone = [
        one
        for key, one in known.items()
        if key not in holds and one.lifted_at is None and one.origin != Origin.DECLARED
    ]
    return _Difference([holds[key] for key in holds if key not in known], again, gone)


def _is_anew(known: Conflict, found: Found, house: int) -> bool:
    """Tell whether a known conflict is open again: a lift counts for the way that was lifted."""
    if found.origin == Origin.DECLARED:
        return known.origin != Origin.DECLARED
    if known.lifted_at is None:
        return False
    return known.lifted_by_id == house or known.path != found.path[:500]


def _write_new(found: Iterable[Found], at: datetime) -> list[Conflict]:
    rows = Conflict.objects.bulk_create(
        [
            Conflict(
                judge_id=one.judge,
                entry_id=one.entry,
                organization_id=one.organization,
                kind=one.kind,
                origin=one.origin,
                path=one.path[:500],
                found_at=at,
            )
            for one in found
        ],
        batch_size=1_000,
    )
    record_each((row, {}, {"found": row.path, "origin": row.origin}) for row in rows)
    return rows


def _exclude(fresh: Sequence[Conflict], actor: Person, at: datetime) -> None:
    """Take out the reviews that already stand where a conflict was found, and alert the officer."""
    first = {(one.judge_id, one.entry_id): one for one in reversed(fresh)}
    if not first:
        return
    judges = {judge for judge, _entry in first}
    standing = Review.objects.standing().filter(judge__in=judges).select_for_update(of=("self",))
    for review in standing.select_related("stage", "entry", "judge"):
        conflict = first.get((review.judge_id, review.entry_id))
        if conflict is None:
            continue
        change(
            review,
            state=REVIEW_STATES.after(review.state, "exclude"),
            remark="배정한 뒤 이해충돌이 드러났습니다.",
            version=review.version + 1,
        )
        announce(ConflictFoundLate(conflict, review, actor, at))


def _key(found: Found) -> _Key:
    return (found.judge, found.entry, found.organization, found.kind)


def _key_of(row: Conflict) -> _Key:
    return (row.judge_id, row.entry_id, row.organization_id, row.kind)
