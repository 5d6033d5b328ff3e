"""The timeline of a disclosure, read from the ledger, for its two sides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsaeng.disclosure.models import AgreementText, Demand
from sangsaeng.disclosure.rules import is_on_a_side
from sangsaeng.disclosure.streams import stream_of
from sangsaeng.disclosure.terms import AGREEMENT_TERMS, HOLDERS, Text
from sangsaeng.kernel.permissions import Viewer, require
from sangsaeng.ledger.models import LedgerEvent


@dataclass(frozen=True)
class Step:
    """One step of a disclosure as the ledger tells it."""

    number: int
    kind: str
    at: datetime
    actor: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing that two versions of a text say differently."""

    label: Text
    before: str
    after: str


def events_of(viewer: Viewer, demand: Demand) -> list[LedgerEvent]:
    """Return the events of a disclosure, for those on one of its sides."""
    require(is_on_a_side(viewer, demand), viewer)
    return list(LedgerEvent.objects.of(stream_of(demand)))


def timeline_of(viewer: Viewer, demand: Demand) -> list[Step]:
    """Return the steps of a disclosure, the latest first."""
    steps = [_step(event) for event in events_of(viewer, demand)]
    return steps[::-1]


def differences(before: AgreementText, after: AgreementText) -> list[Difference]:
    """Return what changed from one version of the text to another."""
    found = [
        Difference(term.label, before.terms.get(term.key, ""), after.terms.get(term.key, ""))
        for term in AGREEMENT_TERMS
        if before.terms.get(term.key, "") != after.terms.get(term.key, "")
    ]
    if before.holders != after.holders:
        found.append(Difference(HOLDERS.label, names(before), names(after)))
    return found


def names(text: AgreementText) -> str:
    """Return the holders of a text, one a line, as they are entered."""
    rows = [[one.get(key, "") for key in ("name", "email", "title")] for one in text.holders]
    return "\n".join(", ".join(part for part in row if part) for row in rows)


def _step(event: LedgerEvent) -> Step:
    facts = event.facts
    kind = event.kind.partition(".")[2]
    return Step(event.seq, kind, event.at, facts["actor"]["name"], facts)
