"""Authorities: keys with which they ask whether an organization holds a benefit, and the asking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sangsaeng.honors.models import AuthorityKey, Benefit, BenefitQuestion
from sangsaeng.honors.refusals import (
    AskedTooOften,
    KeeperNotThere,
    KeyExpiresTooLate,
    KeyNotOpen,
    KindNotOpened,
    NotAnAuthority,
)
from sangsaeng.honors.rules import AUTHORITIES, may_ask_with, may_keep_keys
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.tokens import digest, new_token
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.rules import is_member
from sangsaeng.programs.kinds import BenefitKind

LONGEST: Final = timedelta(days=366)
MOST_IN_A_MINUTE: Final = 60
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Grant:
    """What a key is for: who keeps it, where it is used, which kinds it opens, until when."""

    keeper: Person
    purpose: str
    kinds: tuple[str, ...]
    expires_on: date


@dataclass(frozen=True)
class Asked:
    """A question; an organization nobody knows is None."""

    organization: Organization | None
    kind: str
    day: date


@dataclass(frozen=True)
class Answer:
    """What is said: whether it holds that day, and within which days."""

    holds: bool
    since: date | None = None
    until: date | None = None


@action
def issue_key(
    authority: Organization, grant: Grant, *, actor: Person, at: datetime
) -> tuple[AuthorityKey, str]:
    """Give an authority a key and return it with its token, which nobody can read again."""
    require(may_keep_keys(actor), actor)
    if authority.kind not in AUTHORITIES:
        raise NotAnAuthority
    if not is_member(grant.keeper, authority):
        raise KeeperNotThere
    today = day_of(at)
    if not today <= grant.expires_on <= today + LONGEST:
        raise KeyExpiresTooLate(days=LONGEST.days)
    token = new_token()
    key = AuthorityKey.objects.create(
        authority=authority,
        keeper=grant.keeper,
        purpose=grant.purpose,
        kinds=[kind for kind in BenefitKind.values if kind in grant.kinds],
        digest=digest(token),
        given_by=actor,
        given_at=at,
        expires_on=grant.expires_on,
    )
    record(key, authority=authority, kinds=key.kinds, expires_on=key.expires_on)
    return key, token


@action
def end_key(key: AuthorityKey, *, actor: Person, at: datetime) -> None:
    """Let nobody ask with the key any more."""
    require(may_keep_keys(actor), actor)
    held = AuthorityKey.objects.select_for_update().get(pk=key.pk)
    change(held, ended_at=held.ended_at or at)


@action
def ask_as_member(key: AuthorityKey, asked: Asked, *, actor: Person, at: datetime) -> Answer:
    """Answer a person of the authority, and note who asked."""
    require(may_ask_with(actor, key), actor)
    return _answer(key, asked, actor, at)


@action
def ask_with_token(key: AuthorityKey, asked: Asked, *, actor: Person, at: datetime) -> Answer:
    """Answer a program that holds the key's token; its keeper answers for it."""
    require(actor.pk == key.keeper_id, actor)
    return _answer(key, asked, None, at)


def _answer(key: AuthorityKey, asked: Asked, by: Person | None, at: datetime) -> Answer:
    # The key's row is held while it is counted, so that no two questions are the sixtieth.
    held = AuthorityKey.objects.select_for_update(of=("self",)).filter(pk=key.pk)
    found = held.open_on(day_of(at)).first()
    if found is None:
        raise KeyNotOpen
    if asked.kind not in found.kinds:
        raise KindNotOpened
    _heed_the_pace(found, at)
    # The same statements for an organization that is known and one that is not.
    benefit = (
        Benefit.objects.on(asked.day)
        .filter(holder__organization=asked.organization, kind=asked.kind)
        .order_by("-ends_on", "starts_on")
        .first()
    )
    question = BenefitQuestion.objects.create(
        key=found,
        organization=asked.organization,
        asked_by=by,
        kind=asked.kind,
        day=asked.day,
        holds=benefit is not None,
        asked_at=at,
    )
    record(question, kind=asked.kind, day=asked.day, holds=question.holds)
    if benefit is None:
        return Answer(holds=False)
    return Answer(holds=True, since=benefit.starts_on, until=benefit.ends_on)


def _heed_the_pace(key: AuthorityKey, at: datetime) -> None:
    lately = BenefitQuestion.objects.filter(key=key, asked_at__gt=at - MINUTE)
    moments = list(lately.order_by("asked_at").values_list("asked_at", flat=True))
    if len(moments) >= MOST_IN_A_MINUTE:
        wait = moments[-MOST_IN_A_MINUTE] + MINUTE - at
        raise AskedTooOften(seconds=max(1, -(-int(wait.total_seconds() * 1000) // 1000)))
