"""What a repair would do, told before anybody confirms it: nothing here is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from sangsaeng.fairs.actions.the_day.placing import version_in_force
from sangsaeng.fairs.bridge import Announced, FairRows, Placed, Repaired, read_rows, repaired
from sangsaeng.fairs.bridge.colliding import Collision, collisions
from sangsaeng.fairs.bridge.disturbing import Disturbance, Missing, disturbed, minutes_behind
from sangsaeng.fairs.bridge.measuring import has_lost_its_table
from sangsaeng.fairs.models import Fair, Mark, Offer, Opening, Timetable, Unavailability
from sangsaeng.fairs.queries.planning import meetings_of
from sangsaeng.fairs.queries.the_day.marks import attendance_of
from sangsaeng.fairs.queries.timetables import Change, Changes, Spot, name_of

MOST_TRIALS = 6


@dataclass(frozen=True)
class Intended:
    """What is to be repaired: what went wrong, and how far the repair may go.

    With ``fills`` free places go to requests that wait; with ``resolves`` meetings move away from
    halls that run behind, where their party would have to be in two halls at once.
    """

    disturbances: tuple[Disturbance, ...] = ()
    fills: bool = True
    resolves: bool = False


@dataclass(frozen=True)
class Cost:
    """What one disturbance would do by itself."""

    disturbance: Disturbance
    moved: int
    cancelled: int
    added: int


@dataclass(frozen=True)
class Concerned:
    """A participant and what would change for it."""

    code: str
    name: str
    changes: Changes


@dataclass(frozen=True)
class Foresight:
    """What a repair would do. Two with the same stamp do the same to everybody."""

    in_force: Timetable
    intended: Intended
    rows: FairRows
    repaired: Repaired
    changes: Changes
    reasons: Mapping[str, str]
    collisions: tuple[Collision, ...]
    stamp: str

    @property
    def kept(self) -> int:
        """How many meetings stay as they are."""
        return len(self.repaired.kept)

    @property
    def concerned(self) -> list[Concerned]:
        """Everybody for whom something would change, by name."""
        return sorted(
            (
                Concerned(code, name, self.changes.affecting(code))
                for code, name in self.changes.participants.items()
            ),
            key=lambda one: (one.name, one.code),
        )


def foresee_repair(fair: Fair, intended: Intended, *, at: datetime) -> Foresight:
    """Say what a repair at this moment would do, on top of what is not saved yet."""
    in_force = version_in_force(fair)
    rows = read_rows(fair)
    announced = _announced(fair, in_force, rows, intended, at)
    there = disturbed(rows, intended.disturbances, announced.now)
    behind = minutes_behind(rows, intended.disturbances)
    result = repaired(there, announced)
    if intended.resolves:
        there, result, intended = _resolved(there, announced, intended, behind, at)
    return Foresight(
        in_force=in_force,
        intended=intended,
        rows=there,
        repaired=result,
        changes=changes_of(fair, result),
        reasons={one.request.code: _why(there, one) for one in result.cancelled},
        collisions=tuple(collisions(there, result.plan.placed, behind, at)),
        stamp=_stamp(result),
    )


def foresee_costs(fair: Fair, intended: Intended, *, at: datetime) -> list[Cost]:
    """Say what each disturbance would do if it were the only one."""
    rows = read_rows(fair)
    announced = _announced(fair, version_in_force(fair), rows, intended, at)
    costs = []
    for one in intended.disturbances:
        alone = repaired(disturbed(rows, [one], announced.now), announced)
        costs.append(Cost(one, len(alone.moved), len(alone.cancelled), len(alone.added)))
    return costs


def collisions_now(fair: Fair, *, at: datetime) -> list[Collision]:
    """Return who has to be in two halls at once as the halls run now."""
    rows = read_rows(fair)
    placed = _placed(version_in_force(fair))
    return collisions(rows, placed, minutes_behind(rows), at)


def changes_of(fair: Fair, result: Repaired) -> Changes:
    """Return what became of the meetings, as two versions would be compared."""
    return Changes(
        added=_in_order(_change(fair, None, one) for one in result.added),
        moved=_in_order(_change(fair, one.before, one.after) for one in result.moved),
        cancelled=_in_order(_change(fair, one, None) for one in result.cancelled),
    )


def _announced(
    fair: Fair, in_force: Timetable, rows: FairRows, intended: Intended, at: datetime
) -> Announced:
    return Announced(
        now=rows.now(at),
        placed=_placed(in_force),
        held=_held(fair, at),
        passed_over=_passed_over(fair),
        fills=intended.fills,
    )


def _placed(timetable: Timetable) -> list[Placed]:
    return [
        Placed(one.request, one.slot, one.table, one.booked_at) for one in meetings_of(timetable)
    ]


def _held(fair: Fair, at: datetime) -> list[Placed]:
    """Return the places that are offered to somebody who may still say yes."""
    offers = Offer.objects.filter(
        opening__fair=fair, opening__closed_at__isnull=True, state="open", until__gt=at
    ).select_related(
        "request__buyer__organization",
        "request__supplier__organization",
        "opening__slot__day",
        "opening__table__hall",
    )
    return [Placed(one.request, one.opening.slot, one.opening.table) for one in offers]


def _passed_over(fair: Fair) -> frozenset[int]:
    """Return the requests that do not come back by themselves: called off, or stood up today."""
    called_off = Opening.objects.filter(fair=fair, cause=Opening.Cause.CALLED_OFF)
    attendance = attendance_of(fair)
    missed = fair.marks.filter(kind=Mark.Kind.ABSENT, request__isnull=False).order_by()
    stood_up = {
        request
        for request in missed.values_list("request", flat=True).distinct()
        if attendance.at_meeting(request).is_missed
    }
    return frozenset(called_off.values_list("left_by", flat=True)) | stood_up


def _resolved(
    rows: FairRows,
    announced: Announced,
    intended: Intended,
    behind: Mapping[int, int],
    at: datetime,
) -> tuple[FairRows, Repaired, Intended]:
    """Move meetings out of collisions where that calls none off; a runner sees to the others."""
    given_up: set[int] = set()
    moving: dict[int, Missing] = {}
    result = repaired(rows, announced)
    told = {one.request.pk for one in result.cancelled}
    for _trial in range(MOST_TRIALS):
        found = collisions(rows, result.plan.placed, behind, at)
        new = {
            one.second.request.pk: Missing(one.party, (one.second.slot,), Unavailability.Cause.LATE)
            for one in found
            if one.second.request.pk not in given_up
        }
        if not new:
            break
        moving |= new
        trial = repaired(disturbed(rows, moving.values(), announced.now), announced)
        lost = {one.request.pk for one in trial.cancelled} - told
        if lost:
            given_up |= set(new)
            moving = {pk: one for pk, one in moving.items() if pk not in new}
        else:
            result = trial
    there = disturbed(rows, moving.values(), announced.now)
    more = (*intended.disturbances, *moving.values())
    return there, repaired(there, announced), Intended(more, fills=intended.fills)


def _why(rows: FairRows, one: Placed) -> str:
    """Say why a meeting cannot take place."""
    for party in (one.request.buyer, one.request.supplier):
        if one.slot.pk in rows.gone.get(party.pk, ()):
            return _("%(name)s 불참 또는 늦음") % {"name": name_of(party)}
    if has_lost_its_table(rows, one):
        return _("테이블 %(table)s 사용 불가") % {"table": one.table.label}
    if (one.request.buyer.code, one.request.supplier.code) not in rows.requests:
        return _("신청 취소")
    return _("만나지 않도록 정했거나, 원하지 않거나, 상담 한도를 넘음")


def _stamp(result: Repaired) -> str:
    lines = [
        *(f"- {one.request.code}" for one in result.cancelled),
        *(f"+ {one.request.code} {one.spot}" for one in result.added),
        *(f"> {one.after.request.code} {one.after.spot}" for one in result.moved),
    ]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()[:32]


def _change(fair: Fair, before: Placed | None, after: Placed | None) -> Change:
    one = after or before
    if one is None:
        message = "a change needs a meeting before or after"
        raise ValueError(message)
    request = one.request
    return Change(
        request.code,
        name_of(request.buyer),
        request.buyer.code,
        name_of(request.supplier),
        request.supplier.code,
        _spot(fair, before) if before else None,
        _spot(fair, after) if after else None,
    )


def _spot(fair: Fair, one: Placed) -> Spot:
    return Spot(
        one.slot.starts_at.astimezone(fair.tz),
        one.slot.ends_at.astimezone(fair.tz),
        one.table.hall.name,
        one.table.label,
    )


def _in_order(some: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(some, key=_moment))


def _moment(change: Change) -> tuple[str, str]:
    spot = change.after or change.before
    return (spot.starts_at.isoformat(), spot.table) if spot else ("", "")
