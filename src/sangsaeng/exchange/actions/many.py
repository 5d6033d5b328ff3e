"""The same done to many needs and offers at once: all of them, or none with the reason.

The guards are those of a single one; each is asked once for rows that are alike to it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.stepping import last_day, refuse_unready
from sangsaeng.exchange.events import (
    ListingEnded,
    ListingPublished,
    ListingsChecked,
    ListingsSubmitted,
)
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.identity import Identity, identity_of
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import NothingChosen, SomeCannot, SomeNotReady
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel.actions import action, record_each
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, require
from sangsaeng.kernel.refusals import ChangedMeanwhile, Refusal
from sangsaeng.organizations.models import Organization

Rule = Callable[[Viewer, Listing], bool]
CHUNK: Final = 1_000
NAMED: Final = 3


@action
def submit_many(listings: Iterable[Listing], *, actor: Person, at: datetime) -> int:
    """Hand in many to be checked; whoever checks is told once."""
    rows = _held(listings, rules.may_edit, actor)
    _refuse_some_unready(rows)
    _step(rows, "submit", at, sent_back_with="")
    announce_submitted(rows, actor=actor, at=at)
    return len(rows)


@action
def check_many(
    listings: Iterable[Listing],
    *,
    actor: Person,
    at: datetime,
    seen_versions: Mapping[str, int] | None = None,
) -> int:
    """Check many as they were read: ``seen_versions`` by code; their owners are told once each."""
    rows = _held(listings, rules.may_check, actor)
    seen = seen_versions or {}
    if any(seen.get(one.code, one.version) != one.version for one in rows):
        raise ChangedMeanwhile
    _refuse_some_unready(rows)
    _step(rows, "check", at, checked_by=actor, checked_at=at)
    for own in _by(rows, "owner_id"):
        announce(ListingsChecked(own, actor, at))
    return len(rows)


@action
def publish_many(
    listings: Iterable[Listing], until: date | None = None, *, actor: Person, at: datetime
) -> int:
    """Put out many that were checked."""
    rows = _held(listings, rules.may_publish, actor)
    _refuse_some_unready(rows)
    day = last_day(until, at=at)
    _step(rows, "publish", at, published_at=at, expires_on=day, reminded_on=None)
    for one in rows:
        announce(ListingPublished(one, actor, at))
    return len(rows)


@action
def renew_many(
    listings: Iterable[Listing], until: date | None = None, *, actor: Person, at: datetime
) -> int:
    """Give many more time; those that had ended are out again."""
    rows = _held(listings, rules.may_publish, actor)
    _refuse_some_unready(rows)
    day = last_day(until, at=at)
    out = [one for one in rows if one.state == "published"]
    ended = [one for one in rows if one.state != "published"]
    _step(out, "renew", at, expires_on=day, reminded_on=None)
    _step(ended, "renew", at, expires_on=day, reminded_on=None, published_at=at)
    for one in ended:
        announce(ListingPublished(one, actor, at))
    return len(rows)


@action
def close_many(
    listings: Iterable[Listing], because: str = "", *, actor: Person, at: datetime
) -> int:
    """Take in many."""
    rows = _held(listings, rules.may_publish, actor)
    _step(rows, "close", at, closed_at=at, closed_because=because)
    for one in rows:
        announce(ListingEnded(one, actor, at))
    return len(rows)


@action
def change_many(
    listings: Iterable[Listing],
    *,
    actor: Person,
    at: datetime,
    audience: str = "",
    region: str = "",
) -> int:
    """Give many the same audience or region; what the public reads of them stays as it was."""
    rows = _held(listings, rules.may_edit, actor)
    asked = {"audience": audience, "region": region}
    given: dict[str, Any] = {name: value for name, value in asked.items() if value}
    replace(ListingFacts.of(rows[0]), **given).checked()
    _set(rows, at, **given)
    return len(rows)


def announce_submitted(rows: Sequence[Listing], *, actor: Person, at: datetime) -> None:
    """Say once for each checker that they wait."""
    for waiting in _by(rows, "checker_id"):
        announce(ListingsSubmitted(waiting, actor, at))


def _held(listings: Iterable[Listing], rule: Rule, actor: Person) -> list[Listing]:
    """Hold the rows and ask the rule, once for rows of one owner, checker and author's part."""
    keys = [one.pk for one in listings]
    rows = [
        row
        for start in range(0, len(keys), CHUNK)
        for row in Listing.objects.select_for_update(of=("self",))
        .select_related("owner", "checker")
        .filter(pk__in=keys[start : start + CHUNK])
        .order_by("pk")
    ]
    if not rows:
        raise NothingChosen
    alike = {(row.owner_id, row.checker_id, row.author_id == actor.pk): row for row in rows}
    for row in alike.values():
        require(rule(actor, row), actor)
    return rows


def _refuse_some_unready(rows: Sequence[Listing]) -> None:
    identities: dict[int, Identity] = {}
    unready: list[tuple[Listing, Refusal]] = []
    for row in rows:
        unnamed = _identity(row.owner, identities) if row.is_anonymous else None
        try:
            refuse_unready(ListingFacts.of(row), unnamed)
        except Refusal as refused:
            unready.append((row, refused))
    if unready:
        first, why = unready[0]
        raise SomeNotReady(count=len(unready), title=first.title, why=why.sentence)


def _identity(owner: Organization, known: dict[int, Identity]) -> Identity:
    if owner.pk not in known:
        known[owner.pk] = identity_of(owner)
    return known[owner.pk]


def _step(rows: Sequence[Listing], verb: str, at: datetime, **fields: Any) -> None:
    """Take the same step with all rows, or refuse naming those that cannot."""
    wrong = [one for one in rows if not LISTING_STATES.allows(one.state, verb)]
    if wrong:
        titles = ", ".join(f"‘{one.title}’" for one in wrong[:NAMED])
        raise SomeCannot(count=len(wrong), titles=titles, verb=LISTING_STATES.verbs[verb])
    if rows:
        _set(rows, at, state=LISTING_STATES.after(rows[0].state, verb), **fields)


def _set(rows: Sequence[Listing], at: datetime, **fields: Any) -> None:
    old = [{name: getattr(one, name) for name in fields} for one in rows]
    keys = [one.pk for one in rows]
    for start in range(0, len(keys), CHUNK):
        Listing.objects.filter(pk__in=keys[start : start + CHUNK]).update(**fields, touched_at=at)
    for one in rows:
        for name, value in {**fields, "touched_at": at}.items():
            setattr(one, name, value)
    record_each((one, before, fields) for one, before in zip(rows, old, strict=True))


def _by(rows: Sequence[Listing], name: str) -> list[tuple[Listing, ...]]:
    """Return the rows by what they share."""
    groups: dict[Any, list[Listing]] = defaultdict(list)
    for one in rows:
        groups[getattr(one, name)].append(one)
    return [tuple(group) for group in groups.values()]
