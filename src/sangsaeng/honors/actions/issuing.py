"""Plaques: one for every holder, signed, numbered, with a place in the list of what was revoked."""

import secrets
from datetime import datetime

from sangsaeng.honors.actions.keys import key_that_signs
from sangsaeng.honors.addresses import issuer
from sangsaeng.honors.bitstring import SLOTS
from sangsaeng.honors.credentials import plaque_credential
from sangsaeng.honors.keys import private_key
from sangsaeng.honors.models import Holder, Honor, Plaque
from sangsaeng.honors.proving import signed
from sangsaeng.honors.refusals import PlaqueNotValid
from sangsaeng.honors.rules import may_issue_anew
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require


@action
def issue_anew(plaque: Plaque, reason: str, *, actor: Person, at: datetime) -> Plaque:
    """Revoke a plaque and give its holder a new one: after a key was stolen, or a name mended."""
    require(may_issue_anew(actor, plaque), actor)
    plaque = Plaque.objects.select_for_update().get(pk=plaque.pk)
    if plaque.revoked_at is not None or plaque.holder.honor.state != "given":
        raise PlaqueNotValid
    change(plaque, revoked_at=at, revoked_because=reason.strip())
    return issue(plaque.holder, actor, at)


def issue(holder: Holder, actor: Person, at: datetime) -> Plaque:
    """Sign a holder's plaque; part of the action that gives the honor."""
    key = key_that_signs(at)
    number, place = _free_place()
    plaque = Plaque(
        holder=holder,
        number=_number(holder),
        key=key,
        status_list=number,
        status_index=place,
        issued_by=actor,
        issued_at=at,
    )
    plaque.credential = signed(plaque_credential(plaque), private_key(key), issuer())
    plaque.save()
    record(plaque, number=plaque.number, holder=holder, key=key.kid)
    return plaque


def _number(holder: Holder) -> str:
    """Return «HONORS-2026-12-1», and for a plaque issued anew «HONORS-2026-12-1-R2»."""
    honor: Honor = holder.honor
    name = f"{honor.program.slug.upper()}-{honor.awarded_on.year}-{honor.number}-{holder.position}"
    before = holder.plaques.count()
    return f"{name}-R{before + 1}" if before else name


def _free_place() -> tuple[int, int]:
    """Draw a place by chance: its neighbors must not tell who was honored together.

    A list is filled by half, so that a second draw is seldom needed.
    """
    number = 1 + Plaque.objects.count() // (SLOTS // 2)
    taken = set(Plaque.objects.filter(status_list=number).values_list("status_index", flat=True))
    place = secrets.randbelow(SLOTS)
    while place in taken:
        place = secrets.randbelow(SLOTS)
    return number, place
