"""Handing out: receipts for both sides, and the package the owner takes to an office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsaeng.disclosure.actions.noting import note
from sangsaeng.disclosure.actions.viewing import sealed_content
from sangsaeng.disclosure.models import Demand, MaterialVersion
from sangsaeng.disclosure.queries.timeline import events_of
from sangsaeng.disclosure.rules import is_on_a_side, may_draft_for, may_take_package
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.queries import receipt_of
from sangsaeng.organizations.models import Organization


@dataclass(frozen=True)
class Sealed:
    """An original as it was sealed."""

    version: MaterialVersion
    content: bytes


@dataclass(frozen=True)
class Package:
    """What the owner takes along: originals, papers and the receipt."""

    demand: Demand
    originals: list[Sealed]
    papers: dict[str, bytes]
    receipt: dict[str, Any]


@action
def take_receipt(
    demand: Demand, side: Organization, *, actor: Person, at: datetime
) -> dict[str, Any]:
    """Return a side's receipt: every event of the disclosure, proved by a signed checkpoint."""
    require(may_draft_for(actor, demand, side), actor)
    require(is_on_a_side(actor, demand), actor)
    record(demand, receipt_for=side)
    return _receipt(demand, side, actor, at)


@action
def take_package(demand: Demand, *, actor: Person, at: datetime) -> Package:
    """Return the owner's package; nobody else ever gets the originals."""
    require(may_take_package(actor, demand), actor)
    versions = [
        one.version for one in demand.granted.select_related("version__file", "version__material")
    ]
    originals = [Sealed(version, sealed_content(version)) for version in versions]
    record(demand, package=True)
    note(demand, "package_taken", actor=actor, at=at)
    return Package(demand, originals, _papers(demand), _receipt(demand, demand.owner, actor, at))


def _papers(demand: Demand) -> dict[str, bytes]:
    papers = {}
    for document in demand.documents.select_related("file"):
        with open_stored(document.file) as stored:
            papers[f"{document.number}-{document.kind}.pdf"] = stored.read()
    return papers


def _receipt(demand: Demand, side: Organization, actor: Person, at: datetime) -> dict[str, Any]:
    events = events_of(actor, demand)
    anchor(actor=actor, at=at)
    return receipt_of(events, side.name, at=at)
