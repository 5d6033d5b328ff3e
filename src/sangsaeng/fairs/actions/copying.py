"""Next year's fair starts from a copy of this year's."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction

from sangsaeng.fairs.actions.setting_up import check_date
from sangsaeng.fairs.models import (
    AskingRule,
    Day,
    Fair,
    FairRole,
    Hall,
    Participant,
    Slot,
    Table,
)
from sangsaeng.fairs.queries.copying import (
    MovedDay,
    Parts,
    copied_participants,
    moved_days,
    moved_moment,
    overlap,
)
from sangsaeng.fairs.queries.met_before import known_organizations
from sangsaeng.fairs.refusals.setting_up import SlotsOverlap, SlugTaken
from sangsaeng.fairs.rules import may_copy
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require

_FRAME: Final = ("organizer", "place", "about", "zone", "population", "is_sample")
_RULES: Final = (
    "order",
    "first_timer_floor",
    "buyer_limit",
    "supplier_limit",
    "must_worth",
    "want_worth",
    "possible_worth",
    "unstated_worth",
    "buyer_share",
    "fit_worth",
    "buyer_quota",
    "supplier_quota",
    "offer_minutes",
    "no_show_cost",
    "no_show_years",
)
_PROFILE: Final = ("organization", "side", "limit", "interests", "headline", "about", "strengths")


@dataclass(frozen=True)
class Copy:
    """What the copy is called, when it begins, and which parts come along."""

    slug: str
    name: str
    first_day: date
    parts: Parts = field(default_factory=Parts)


@action
def copy_fair(fair: Fair, wanted: Copy, *, actor: Person, at: datetime) -> Fair:
    """Set up a new fair with parts of this one; requests, timetables and results stay behind."""
    require(may_copy(actor, fair), actor)
    check_date(wanted.first_day)
    if Fair.objects.filter(slug=wanted.slug).exists():
        raise SlugTaken(slug=wanted.slug)
    copy = _new(fair, wanted, at)
    _appoint(copy, fair, actor, at, with_others=wanted.parts.people)
    if wanted.parts.rules:
        _copy_asking_rules(copy, fair)
    if wanted.parts.hours:
        _copy_days(copy, moved_days(fair, wanted.first_day))
    halls = _copy_halls(copy, fair) if wanted.parts.brings_halls else {}
    participants = _copy_participants(copy, fair, wanted.parts)
    if halls:
        _copy_tables(copy, fair, halls, participants)
    record(
        copy,
        copied_from=fair,
        slug=wanted.slug,
        first_day=wanted.first_day,
        participants=len(participants),
    )
    return copy


def _new(fair: Fair, wanted: Copy, at: datetime) -> Fair:
    """Make the new fair's row, or refuse when somebody took its address this very moment."""
    try:
        with transaction.atomic():
            return Fair.objects.create(
                slug=wanted.slug,
                name=wanted.name,
                entered_at=at,
                copied_from=fair,
                **_fields(fair, wanted),
            )
    except IntegrityError as quicker:
        raise SlugTaken(slug=wanted.slug) from quicker


def _fields(fair: Fair, wanted: Copy) -> dict[str, Any]:
    fields = {name: getattr(fair, name) for name in _FRAME}
    if wanted.parts.rules:
        fields |= {name: getattr(fair, name) for name in _RULES}
        first = fair.days.order_by("date").first()
        if fair.answer_by and first:
            later: timedelta = wanted.first_day - first.date
            fields["answer_by"] = moved_moment(fair, fair.answer_by, later)
    return fields


def _appoint(copy: Fair, fair: Fair, actor: Person, at: datetime, *, with_others: bool) -> None:
    """Make whoever copies an officer, and give the others the part they have."""
    parts = [FairRole(fair=copy, person=actor, role=FairRole.Role.OFFICER, began_at=at)]
    if with_others:
        others = FairRole.objects.running().filter(fair=fair, person__is_active=True)
        parts += [
            FairRole(fair=copy, person_id=part.person_id, role=part.role, began_at=at)
            for part in others.exclude(person=actor)
        ]
    FairRole.objects.bulk_create(parts)


def _copy_asking_rules(copy: Fair, fair: Fair) -> None:
    AskingRule.objects.bulk_create(
        AskingRule(
            fair=copy,
            buyer_class=rule.buyer_class,
            supplier_class=rule.supplier_class,
            buyer_may_ask=rule.buyer_may_ask,
            supplier_may_ask=rule.supplier_may_ask,
        )
        for rule in fair.asking_rules.all()
    )


def _copy_days(copy: Fair, days: list[MovedDay]) -> None:
    for day in days:
        check_date(day.date)
    if overlap(days):
        raise SlotsOverlap
    made = Day.objects.bulk_create(Day(fair=copy, date=day.date) for day in days)
    Slot.objects.bulk_create(
        Slot(fair=copy, day=row, starts_at=begins, ends_at=ends)
        for row, day in zip(made, days, strict=True)
        for begins, ends in day.spans
    )


def _copy_halls(copy: Fair, fair: Fair) -> dict[int, Hall]:
    """Copy the halls; return the new one for each old one."""
    old = list(fair.halls.all())
    new = Hall.objects.bulk_create(
        Hall(fair=copy, name=hall.name, position=hall.position) for hall in old
    )
    return {before.pk: after for before, after in zip(old, new, strict=True)}


def _copy_participants(copy: Fair, fair: Fair, parts: Parts) -> dict[int, Participant]:
    """Copy who comes along; return the new participant for each old one.

    Whoever took part before is no first-timer. A profile is to be looked over again.
    """
    old = list(copied_participants(fair, parts).select_related("organization"))
    known = known_organizations(copy)
    new = Participant.objects.bulk_create(
        Participant(
            fair=copy,
            is_first_timer=one.is_first_timer and one.organization_id not in known,
            is_sample=one.is_sample,
            **{name: getattr(one, name) for name in _PROFILE},
        )
        for one in old
    )
    return {before.pk: after for before, after in zip(old, new, strict=True)}


def _copy_tables(
    copy: Fair, fair: Fair, halls: dict[int, Hall], participants: dict[int, Participant]
) -> None:
    """Copy the tables that belong to nobody, and those of the buyers who come along."""
    Table.objects.bulk_create(
        Table(
            fair=copy,
            hall=halls[table.hall_id],
            label=table.label,
            position=table.position,
            participant=participants.get(table.participant_id or 0),
        )
        for table in fair.tables.all()
        if table.participant_id is None or table.participant_id in participants
    )
