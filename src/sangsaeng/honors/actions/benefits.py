"""Benefits: granted with the honor or by hand from a source, used, stopped, and reminded of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from sangsaeng.honors.events import BenefitEnding
from sangsaeng.honors.models import Benefit, BenefitUse, Holder, Honor
from sangsaeng.honors.refusals import (
    BenefitHeldAlready,
    BenefitStopped,
    HonorRevokedBefore,
    NotHeldThatDay,
)
from sangsaeng.honors.rules import may_grant_benefits, may_note_use
from sangsaeng.honors.terms import REMINDERS, last_day, reminder_for
from sangsaeng.kernel.actions import action, change, record, record_each
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.files import DOCUMENTS, store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.programs.models import PromisedBenefit


@dataclass(frozen=True)
class Granted:
    """A benefit as an officer grants it; without an end its validity is not known."""

    kind: str
    label: str
    starts_on: date
    source: str
    ends_on: date | None = None
    detail: str = ""


@dataclass(frozen=True)
class Used:
    """One use of a benefit, with what shows it."""

    used_on: date
    authority: str
    text: str = ""
    file_name: str = ""
    file: bytes = b""


@action
def grant_promised(honor: Honor, *, actor: Person, at: datetime) -> list[Benefit]:
    """Give every holder what the honor's round promised, from the day of the award."""
    promised = list(PromisedBenefit.objects.filter(call=honor.call_id)) if honor.call_id else []
    granted = [
        Benefit(
            holder=holder,
            kind=one.kind,
            label=one.label,
            label_en=one.label_en,
            detail=one.detail,
            starts_on=honor.awarded_on,
            ends_on=last_day(honor.awarded_on, one.months) if one.months else None,
            source=one.source,
            given_at=at,
        )
        for holder in honor.holders.all()
        for one in promised
    ]
    # What the holder has already is left as it is: granting twice is granting once.
    Benefit.objects.bulk_create(granted, ignore_conflicts=True)
    record(honor, benefits=[one.label for one in promised])
    return list(Benefit.objects.filter(holder__honor=honor))


@action
def grant_by_hand(holder: Holder, granted: Granted, *, actor: Person, at: datetime) -> Benefit:
    """Give a holder what a past round brought, with the source that says so."""
    require(may_grant_benefits(actor, holder.honor), actor)
    if holder.honor.state != "given":
        raise HonorRevokedBefore
    benefit = Benefit(
        holder=holder,
        kind=granted.kind,
        label=granted.label,
        detail=granted.detail,
        starts_on=granted.starts_on,
        ends_on=granted.ends_on,
        source=granted.source,
        given_at=at,
    )
    try:
        with transaction.atomic():
            benefit.save()
    except IntegrityError as held:
        raise BenefitHeldAlready from held
    record(benefit, holder=holder, label=granted.label, ends_on=granted.ends_on)
    return benefit


@action
def stop_benefit(benefit: Benefit, because: str, *, actor: Person, at: datetime) -> None:
    """Let a benefit end today, with the reason its holder reads."""
    require(may_grant_benefits(actor, benefit.holder.honor), actor)
    held = Benefit.objects.select_for_update().get(pk=benefit.pk)
    if held.stopped_on is not None:
        raise BenefitStopped
    change(held, stopped_on=day_of(at), stopped_because=because)


@action
def stop_all(honor: Honor, *, actor: Person, at: datetime) -> None:
    """Let everything end that followed from an honor that was taken back."""
    running = list(
        Benefit.objects.select_for_update().filter(holder__honor=honor, stopped_on__isnull=True)
    )
    because, today = honor.revoked_because, day_of(at)
    for one in running:
        one.stopped_on, one.stopped_because = today, because
    Benefit.objects.bulk_update(running, ["stopped_on", "stopped_because"])
    record(honor, benefits_stopped=len(running))


@action
def note_use(benefit: Benefit, used: Used, *, actor: Person, at: datetime) -> BenefitUse:
    """Note that a benefit was used, with a file that shows it."""
    require(may_note_use(actor, benefit), actor)
    holds = Benefit.objects.on(used.used_on).filter(pk=benefit.pk).exists()
    if not holds or used.used_on > day_of(at):
        raise NotHeldThatDay
    file = None
    if used.file:
        file = store(used.file_name, used.file, DOCUMENTS, actor=actor, at=at)
    use = BenefitUse.objects.create(
        benefit=benefit,
        used_on=used.used_on,
        authority=used.authority,
        text=used.text,
        file=file,
        noted_by=actor,
        noted_at=at,
    )
    record(use, benefit=benefit, used_on=used.used_on, authority=used.authority)
    return use


def anything_ends_soon(*, at: datetime) -> bool:
    """Tell whether a holder has to be reminded; one question that an index answers."""
    return Benefit.objects.filter(_due(day_of(at))).exists()


@action
def remind_of_endings(*, actor: Person, at: datetime) -> int:
    """Announce each benefit that ends soon, once at every mark."""
    today = day_of(at)
    due = Benefit.objects.select_for_update(of=("self",)).filter(_due(today))
    ending = list(due.select_related("holder__honor__program", "holder__organization"))
    done = []
    for one in ending:
        before = one.reminded
        days = (one.ends_on - today).days if one.ends_on else 0
        one.reminded = reminder_for(days)
        done.append((one, {"reminded": before}, {"reminded": one.reminded}))
    Benefit.objects.bulk_update(ending, ["reminded"])
    record_each(done)
    for one in ending:
        announce(BenefitEnding(one, (one.ends_on - today).days if one.ends_on else 0, at))
    return len(ending)


def _due(today: date) -> Q:
    first, last = REMINDERS
    soon = Q(ends_on__lte=today + timedelta(days=first), reminded__isnull=True)
    very_soon = Q(ends_on__lte=today + timedelta(days=last), reminded__gt=last)
    return Q(
        soon | very_soon,
        ends_on__gte=today,
        starts_on__lte=F("ends_on"),
        stopped_on__isnull=True,
        holder__honor__state="given",
    )
