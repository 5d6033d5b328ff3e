"""Noting: every step goes on the ledger, in the transaction that takes it."""

from datetime import datetime
from typing import Any

from sangsaeng.disclosure.models import Agreement, Demand, Granted
from sangsaeng.disclosure.streams import PREFIX, stream_of
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.ledger.actions import append
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.rules import role_in


def note(demand: Demand, kind: str, *, actor: Person, at: datetime, **facts: Any) -> None:
    """Put a step on the ledger: what, by whom, for which side, under which papers.

    No body holds what the material says, and no name of a file.
    """
    body = {
        "disclosure": demand.code,
        "demand": demand.number,
        "owner": _named(demand.owner),
        "receiver": _named(demand.receiver),
        "actor": {"name": actor.name, "sides": _sides_of(actor, demand)},
        "seoul_time": at.astimezone(SEOUL).isoformat(timespec="seconds"),
        **facts,
    }
    append(f"{PREFIX}.{kind}", stream_of(demand), body, actor=actor, at=at)


def material_facts(granted: Granted, agreement: Agreement) -> dict[str, Any]:
    """Return what the ledger says of material that is shown, or refused."""
    version = granted.version
    return {
        "material": {
            "number": granted.number,
            "title": version.material.title,
            "version": version.label,
            "sha256": version.sha256,
            "classification": version.material.classification,
        },
        "agreement": agreement.number,
        "from": agreement.period_from.isoformat() if agreement.period_from else "",
        "until": agreement.period_until.isoformat() if agreement.period_until else "",
        "purpose": agreement.demand.purpose,
    }


def _named(organization: Organization) -> dict[str, str]:
    return {"code": organization.code, "name": organization.name}


def _sides_of(actor: Person, demand: Demand) -> list[str]:
    sides = (("owner", demand.owner), ("receiver", demand.receiver))
    return [side for side, organization in sides if role_in(actor, organization) is not None]
