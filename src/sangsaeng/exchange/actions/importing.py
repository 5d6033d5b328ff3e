"""Whole spreadsheets of needs and offers entered at once, or not at all."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.many import announce_submitted
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.importing import Plan, RowPlan
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import ListingsFaulty
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel import jobs
from sangsaeng.kernel.actions import action, record, record_each
from sangsaeng.kernel.models import Job, Person, SheetImport
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import ChangedMeanwhile
from sangsaeng.organizations.models import Organization

IMPORTING: Final = "listings-import"
BATCH: Final = 500
_CHANGED: Final = (
    *(one.name for one in fields(ListingFacts) if one.name != "side"),
    "state",
    "version",
    "touched_at",
    "sent_back_with",
)


@action
def import_listings(
    owner: Organization, plan: Plan, *, submits: bool, actor: Person, at: datetime
) -> dict[str, Any]:
    """Enter and change the owner's needs and offers as planned; a fault leaves all as it was.

    What a typed change would do to a state an imported one does, and whoever checks is told once.
    """
    require(rules.may_write_for(actor, owner), actor)
    if faults := plan.count("fault"):
        raise ListingsFaulty(count=faults)
    new = [one for one in plan.rows if one.verdict == "add"]
    other = [one for one in plan.rows if one.verdict == "change"]
    first = LISTING_STATES.initial
    state = LISTING_STATES.after(first, "submit") if submits else first
    added = _add(owner, new, state, actor, at)
    changed = _change(owner, other, at, submits=submits)
    waiting = [one for one in (*added, *changed) if one.state == "submitted"]
    if waiting:
        announce_submitted(waiting, actor=actor, at=at)
    report: dict[str, Any] = {
        "added": len(added),
        "changed": len(changed),
        "same": plan.count("same"),
        "submitted": len(waiting),
    }
    record(owner, **report)
    return report


@action
def ask_for_import(
    handed_in: SheetImport,
    owner: Organization,
    *,
    submits: bool,
    actor: Person,
    at: datetime,
) -> Job:
    """Ask for a large sheet to be entered by the worker, with its progress to be watched."""
    require(rules.may_write_for(actor, owner), actor)
    job = jobs.ask(
        IMPORTING,
        handed_in,
        actor=actor,
        at=at,
        submits=submits,
        owner=owner.code,
        sheet=handed_in.code,
    )
    record(handed_in, job=job.code, submits=submits)
    return job


def _add(
    owner: Organization, rows: Sequence[RowPlan], state: str, actor: Person, at: datetime
) -> list[Listing]:
    added = Listing.objects.bulk_create(
        [
            Listing(
                **row.facts.as_fields,
                owner=owner,
                author=actor,
                state=state,
                entered_at=at,
                touched_at=at,
                is_sample=owner.is_sample or actor.is_sample,
            )
            for row in rows
            if row.facts is not None
        ],
        batch_size=BATCH,
    )
    record_each((one, {}, {"title": one.title, "kind": one.kind, "state": state}) for one in added)
    return added


def _change(
    owner: Organization, rows: Sequence[RowPlan], at: datetime, *, submits: bool
) -> list[Listing]:
    """Change the rows as they were when the sheet was looked at, all of them in a few statements."""
    planned = {row.listing.pk: row for row in rows if row.listing is not None}
    held = _held(owner, list(planned))
    if any(planned[one.pk].listing.version != one.version for one in held):  # type: ignore[union-attr]  # those with a listing
        raise ChangedMeanwhile
    done = []
    for one in held:
        facts, old = planned[one.pk].facts, ListingFacts.of(one)
        if facts is None:
            continue
        said, before = facts.as_fields, old.as_fields
        new = {name: value for name, value in said.items() if before[name] != value}
        new["state"] = _state_after(one, facts, old, submits=submits)
        done.append((one, {name: getattr(one, name) for name in new}, new))
        for name, value in new.items():
            setattr(one, name, value)
        one.version, one.touched_at = one.version + 1, at
    Listing.objects.bulk_create(
        held,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_CHANGED,
        batch_size=BATCH,
    )
    record_each(done)
    return held


def _held(owner: Organization, keys: Sequence[int]) -> list[Listing]:
    rows = Listing.objects.of(owner).select_for_update(of=("self",)).select_related("owner")
    return [
        row
        for start in range(0, len(keys), BATCH)
        for row in rows.filter(pk__in=keys[start : start + BATCH]).order_by("pk")
    ]


def _state_after(listing: Listing, facts: ListingFacts, old: ListingFacts, *, submits: bool) -> str:
    """Return the state that follows a change of what is said, as for one that is typed."""
    state = listing.state
    if state != "draft" and facts.reads_otherwise_than(old):
        verb = "revise" if state == "published" else "rework"
        state = LISTING_STATES.after(state, verb)
    if state == "draft" and submits:
        state = LISTING_STATES.after(state, "submit")
    return state
