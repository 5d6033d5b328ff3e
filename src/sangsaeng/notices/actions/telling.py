"""Telling: what changed becomes a notice to each person of the organization it concerns.

Notices are written inside the action that causes them, as the outbox is: they stand if it stands,
and its record is theirs. Mails are composed later, by the house's clock.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sangsaeng.kernel.models import Person
from sangsaeng.notices.kinds import GROUP_OF, USUAL, Way
from sangsaeng.notices.models import Notice, Preference
from sangsaeng.notices.news import News
from sangsaeng.organizations.models import Membership, MembershipQuerySet


@dataclass(frozen=True)
class _Reader:
    person: int
    has_mailbox: bool


def tell(news: Sequence[News], *, by: Person | None, at: datetime) -> None:
    """Tell those concerned, but not who did it; the same number of queries for one or all."""
    if not news:
        return
    members = _members({one.organization for one in news if one.organization is not None}, by)
    named = _named({person for one in news if one.organization is None for person in _people(one)})
    readers = _readers(members)
    ways = _chosen_ways({each.person for group in readers.values() for each in group} | set(named))
    Notice.objects.bulk_create(
        [
            _notice(one, reader, ways, at)
            for one in news
            for reader in _readers_of(one, readers, named)
        ],
        ignore_conflicts=True,
    )


def _people(news: News) -> frozenset[int]:
    return news.people or frozenset()


def _readers_of(
    news: News, readers: dict[int, list[_Reader]], named: dict[int, _Reader]
) -> list[_Reader]:
    if news.organization is None:
        return [named[person] for person in sorted(_people(news)) if person in named]
    belonging = readers[news.organization]
    if news.people is None:
        return belonging
    return [reader for reader in belonging if reader.person in news.people]


def _members(organizations: set[int], by: Person | None) -> MembershipQuerySet:
    members = Membership.objects.running().filter(
        organization__in=sorted(organizations), person__is_active=True
    )
    return members if by is None else members.exclude(person=by)


def _named(people: set[int]) -> dict[int, _Reader]:
    if not people:
        return {}
    found = Person.objects.filter(pk__in=sorted(people), is_active=True)
    return {
        key: _Reader(key, has_mailbox=not is_sample)
        for key, is_sample in found.values_list("pk", "is_sample")
    }


def _readers(members: MembershipQuerySet) -> dict[int, list[_Reader]]:
    readers: dict[int, list[_Reader]] = defaultdict(list)
    rows = members.order_by("pk").values_list("organization", "person", "person__is_sample")
    for organization, person, is_sample in rows:
        # Nobody reads the mail of the people of the sample.
        readers[organization].append(_Reader(person, has_mailbox=not is_sample))
    return readers


def _chosen_ways(people: set[int]) -> dict[tuple[int, str], str]:
    chosen = Preference.objects.filter(person__in=sorted(people))
    return {
        (person, group): way for person, group, way in chosen.values_list("person", "group", "way")
    }


def _notice(news: News, reader: _Reader, ways: dict[tuple[int, str], str], at: datetime) -> Notice:
    group = GROUP_OF[news.kind]
    way = ways.get((reader.person, group), USUAL[group].value)
    return Notice(
        person_id=reader.person,
        organization_id=news.organization,
        fair_id=news.fair,
        kind=news.kind,
        facts=news.facts,
        path=news.path,
        once=news.once,
        made_at=at,
        mailing=way if reader.has_mailbox else Way.SITE_ONLY.value,
    )
