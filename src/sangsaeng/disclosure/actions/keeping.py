"""Keeping: papers are stored with their digest, and kept seven years after the end."""

from datetime import date, datetime
from hashlib import sha256
from typing import Final

from django.db.models import Max

from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.models import Demand, Document, Hold
from sangsaeng.disclosure.rules import may_sign_for
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.files import FileRule, store
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization

PAPERS: Final = FileRule(frozenset({"pdf"}))


def keep_paper(
    demand: Demand, kind: Document.Kind, content: bytes, *, actor: Person, at: datetime
) -> Document:
    """Store a paper under the next number of its disclosure."""
    last = demand.documents.aggregate(last=Max("number"))["last"] or 0
    name = f"{demand.code}-{last + 1}-{kind.value}.pdf"
    document = Document.objects.create(
        demand=demand,
        number=last + 1,
        kind=kind,
        file=store(name, content, PAPERS, actor=actor, at=at),
        sha256=sha256(content).hexdigest(),
        made_at=at,
    )
    record(document, kind=kind.value, sha256=document.sha256)
    return document


def keep_until_after(demand: Demand, at: datetime) -> None:
    """Let the seven years of every paper of the disclosure run from this day on."""
    until = years_after(day_of(at), Document.YEARS)
    for document in demand.documents.all():
        if document.keep_until is None or document.keep_until < until:
            document.keep_until = until
            document.save(update_fields=["keep_until"])
            record(document, keep_until=until)


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; the first of March for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@action
def place_hold(
    demand: Demand, side: Organization, reason: str, *, actor: Person, at: datetime
) -> Hold:
    """Ask that nothing of the disclosure be thrown away, however old it gets."""
    require(may_sign_for(actor, demand, side), actor)
    held, is_new = Hold.objects.get_or_create(
        demand=demand,
        organization=side,
        lifted_at=None,
        defaults={"reason": reason, "placed_by": actor, "placed_at": at},
    )
    record(held, is_new=is_new)
    if is_new:
        note(demand, "held", actor=actor, at=at, by=side.name)
    return held


@action
def lift_hold(demand: Demand, side: Organization, *, actor: Person, at: datetime) -> None:
    """Take back what one's own side asked to be kept."""
    require(may_sign_for(actor, demand, side), actor)
    held = demand.holds.filter(organization=side, lifted_at__isnull=True).first()
    if held is None:
        raise NotFound
    held.lifted_at = at
    held.save(update_fields=["lifted_at"])
    record(held, lifted_at=at)
    note(demand, "hold_lifted", actor=actor, at=at, by=side.name)
