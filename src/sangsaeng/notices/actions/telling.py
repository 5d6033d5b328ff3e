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
    """Tell each participant's people, but not who did it; the same number of queries for one or all."""
    if not news:
        return
    members = _members([one.participant.organization_id for one in news], by)
    readers = _readers(members)
    ways = _chosen_ways(members)
    Notice.objects.bulk_create(
        [
            _notice(one, reader, ways, at)
            for one in news
            for reader in readers[one.participant.organization_id]
        ],
        ignore_conflicts=True,
    )


def _members(organizations: list[int], by: Person | None) -> MembershipQuerySet:
    members = Membership.objects.running().filter(
        organization__in=sorted(set(organizations)), person__is_active=True
    )
    return members if by is None else members.exclude(person=by)


def _readers(members: MembershipQuerySet) -> dict[int, list[_Reader]]:
    readers: dict[int, list[_Reader]] = defaultdict(list)
    rows = members.order_by("pk").values_list("organization", "person", "person__is_sample")
    for organization, person, is_sample in rows:
        # Nobody reads the mail of the people of the sample.
        readers[organization].append(_Reader(person, has_mailbox=not is_sample))
    return readers


def _chosen_ways(members: MembershipQuerySet) -> dict[tuple[int, str], str]:
    chosen = Preference.objects.filter(person__in=members.values("person"))
    return {
        (person, group): way for person, group, way in chosen.values_list("person", "group", "way")
    }


def _notice(news: News, reader: _Reader, ways: dict[tuple[int, str], str], at: datetime) -> Notice:
    group = GROUP_OF[news.kind]
    way = ways.get((reader.person, group), USUAL[group].value)
    return Notice(
        person_id=reader.person,
        organization_id=news.participant.organization_id,
        fair_id=news.participant.fair_id,
        kind=news.kind,
        facts=news.facts,
        path=news.path,
        once=news.once,
        made_at=at,
        mailing=way if reader.has_mailbox else Way.SITE_ONLY.value,
    )
