"""Repairing the day for programs: whom it would move, and the press that does it."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.fairs.actions.the_day.foreseeing import Foresight, Intended, foresee_repair
from sangsaeng.fairs.actions.the_day.repairing import repair_fair
from sangsaeng.fairs.bridge.telling import Teller, Told
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.timetables import Change, Spot
from sangsaeng.fairs.rules import may_repair
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile, SignInNeeded

router = Router(tags=["repairs"], auth=signed_in)

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,60}$")]


class DisturbanceIn(Schema):
    """One thing that goes wrong.

    ``subject`` is a participant's code, a table's label or a hall's name; ``number`` the slot from
    which on (counted from 0), for ``late`` the slot of arrival, for ``hall_behind`` minutes.
    """

    kind: Literal["late", "absent", "back", "table_lost", "table_back", "hall_behind"]
    subject: str = Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")
    number: int = Field(default=0, ge=0, le=10_000)


class RepairIn(Schema):
    """What to repair. A dry run writes nothing; the press needs the stamp that it gave."""

    disturbances: list[DisturbanceIn] = Field(default_factory=list, max_length=50)
    fills: bool = True
    resolves: bool = False
    dry_run: bool = True
    stamp: str = Field(default="", max_length=64, pattern=r"^[0-9a-f]*$")


class SpotOut(Schema):
    """When and where a meeting is."""

    starts_at: datetime
    ends_at: datetime
    hall: str
    table: str


class ChangeOut(Schema):
    """A meeting before and after; participants by code."""

    request: str
    buyer: str
    supplier: str
    before: SpotOut | None
    after: SpotOut | None


class CollisionOut(Schema):
    """Who would have to be in two halls at once, and for how many minutes."""

    participant: str
    first: str
    second: str
    minutes: int


class RepairOut(Schema):
    """What a repair does; ``number`` is the version in force, a new one once it is done."""

    stamp: str
    number: int | None
    kept: int
    moved: list[ChangeOut]
    cancelled: list[ChangeOut]
    added: list[ChangeOut]
    collisions: list[CollisionOut]


@router.post(
    "/{slug}/repairs",
    response={200: RepairOut, **refusing(401, 403, 404, 409, 422)},
    summary="Foresee a repair of the day, or do it",
)
def repair(request: HttpRequest, slug: Slug, wanted: RepairIn) -> RepairOut:
    """Say whom the repair moves; without ``dry_run`` also do it, if it still does the same."""
    fair, at = get_fair_for(request.user, slug), clock.now()
    if not isinstance(request.user, Person):
        raise SignInNeeded
    require(may_repair(request.user, fair), request.user)
    halls = {hall.name: str(hall.pk) for hall in fair.halls.all()}
    teller = Teller(fair, at)
    intended = Intended(
        tuple(
            teller.disturbance(
                Told(
                    one.kind,
                    halls.get(one.subject, "") if one.kind == "hall_behind" else one.subject,
                    one.number,
                )
            )
            for one in wanted.disturbances
        ),
        fills=wanted.fills,
        resolves=wanted.resolves,
    )
    foreseen = foresee_repair(fair, intended, at=at)
    if wanted.dry_run:
        return _repair_out(foreseen, foreseen.in_force.number)
    if wanted.stamp != foreseen.stamp:
        raise ChangedMeanwhile
    version = repair_fair(fair, intended, wanted.stamp, actor=request.user, at=at)
    return _repair_out(foreseen, version.number)


def _repair_out(foreseen: Foresight, number: int | None) -> RepairOut:
    changes = foreseen.changes
    return RepairOut(
        stamp=foreseen.stamp,
        number=number,
        kept=foreseen.kept,
        moved=[_change_out(one) for one in changes.moved],
        cancelled=[_change_out(one) for one in changes.cancelled],
        added=[_change_out(one) for one in changes.added],
        collisions=[
            CollisionOut(
                participant=one.party.code,
                first=one.first.request.code,
                second=one.second.request.code,
                minutes=one.minutes,
            )
            for one in foreseen.collisions
        ],
    )


def _change_out(one: Change) -> ChangeOut:
    return ChangeOut(
        request=one.request_code,
        buyer=one.buyer_code,
        supplier=one.supplier_code,
        before=_spot_out(one.before),
        after=_spot_out(one.after),
    )


def _spot_out(spot: Spot | None) -> SpotOut | None:
    if spot is None:
        return None
    return SpotOut(starts_at=spot.starts_at, ends_at=spot.ends_at, hall=spot.hall, table=spot.table)
