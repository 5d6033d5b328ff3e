"""Preferring: how a person wants to be told, said on their page or by a link in a mail."""

from collections.abc import Mapping
from datetime import datetime

from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.notices.addresses import ALL, DIGEST, Leaving
from sangsaeng.notices.kinds import Group, Way, kinds_of
from sangsaeng.notices.models import Notice, Preference
from sangsaeng.notices.queries import ways_of
from sangsaeng.notices.refusals import NotYours
from sangsaeng.notices.states import MAILING_STATES


@action
def prefer(ways: Mapping[str, str], *, actor: Person, at: datetime) -> None:
    """Choose the way for each group named."""
    unknown = {
        group: Invalid().sentence
        for group, way in ways.items()
        if group not in Group.values or way not in Way.values
    }
    if unknown:
        raise Invalid(unknown)
    _set(actor, ways, at)


@action
def leave(leaving: Leaving, *, actor: Person, at: datetime) -> None:
    """Keep mails of a group away, or all of them, as the holder of a signed link asks."""
    if actor != leaving.person:
        raise NotYours
    _set(actor, dict.fromkeys(_groups(leaving), Way.SITE_ONLY.value), at)


def _groups(leaving: Leaving) -> list[str]:
    """Return the groups that a link is about."""
    if leaving.scope == ALL:
        return Group.values
    if leaving.scope == DIGEST:
        ways = ways_of(leaving.person)
        return [group for group, way in ways.items() if way == Way.DIGEST]
    return [leaving.scope]


def _set(person: Person, ways: Mapping[str, str], at: datetime) -> None:
    before = ways_of(person)
    for group, way in ways.items():
        Preference.objects.update_or_create(
            person=person, group=group, defaults={"way": way, "set_at": at}
        )
        if way == Way.SITE_ONLY:
            _drop_waiting(person, group)
    record(person, old={group: before[group] for group in ways}, **ways)


def _drop_waiting(person: Person, group: str) -> None:
    """Who wants no mail gets none from now on, not even what was waiting to go out."""
    waiting = Notice.objects.filter(person=person, kind__in=kinds_of(group))
    for state in ("at_once", "digest"):
        waiting.filter(mailing=state).update(mailing=MAILING_STATES.after(state, "drop"))
