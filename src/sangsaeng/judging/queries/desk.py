"""A judge's own desk: the calls, what is still to be declared, the reviews and how far they are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from sangsaeng.judging.models import Declared, Judge, Review
from sangsaeng.judging.queries.blind import Head, heads_of
from sangsaeng.judging.rules import is_standing_still
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership
from sangsaeng.programs.models import EntryPartner


@dataclass(frozen=True)
class Work:
    """One review on the desk: the entry's head, and how many criteria have points."""

    review: Review
    head: Head
    scored: int
    asked: int


@dataclass(frozen=True)
class Part:
    """A judge's part in one call."""

    judge: Judge
    works: tuple[Work, ...]
    # Reviews that open once the judge has spoken of every organization of the team
    closed: int
    is_standing_still: bool

    @property
    def done(self) -> int:
        """How many reviews are in."""
        return sum(one.review.state == "submitted" for one in self.works)

    @property
    def due_on(self) -> date | None:
        """The day by which the next stage's reviews are awaited."""
        days = [
            one.review.stage.ends_on
            for one in self.works
            if one.review.state != "submitted" and one.review.stage.ends_on
        ]
        return min(days, default=None)


def desk_of(person: Person) -> list[Part]:
    """Return everything the person judges, the latest call first."""
    judges = list(
        Judge.objects.filter(person=person, state__in=("invited", "accepted"))
        .select_related("call__program", "person")
        .order_by("-call__opens_at", "pk")
    )
    rows = list(_reviews_of(person))
    readable = readable_of(person, rows)
    heads = heads_of(readable)
    open_keys = {one.pk for one in readable}
    works: dict[int, list[Work]] = defaultdict(list)
    for one in readable:
        asked = len(one.stage.criteria.all())
        works[one.judge_id].append(Work(one, heads[one.pk], one.scored, asked))  # type: ignore[attr-defined]  # annotated
    return [
        Part(
            judge,
            tuple(sorted(works[judge.pk], key=_order)),
            sum(one.judge_id == judge.pk and one.pk not in open_keys for one in rows),
            is_standing_still(judge.call),
        )
        for judge in judges
    ]


def readable_of(person: Person, reviews: Sequence[Review]) -> list[Review]:
    """Return those the person may read as a judge: as `may_read_as_judge` says, for many at once."""
    teams, asked = _teams_of(reviews)
    spoken = _spoken_by({one.judge_id for one in reviews})
    mine = set(Membership.objects.organizations_of(person))
    return [
        one
        for one in reviews
        if teams[one.entry_id] | {one.entry.lead_id} <= spoken[one.judge_id]
        and not (asked[one.entry_id] | {one.entry.lead_id}) & mine
    ]


def _reviews_of(person: Person) -> Sequence[Review]:
    rows = Review.objects.visible_to(person).select_related("stage__call", "entry", "judge")
    rows = rows.prefetch_related("stage__criteria").annotate(scored=Count("scores"))
    return list(rows.filter(Q(stage__call__state__in=("closed", "judging", "published"))))


def _teams_of(reviews: Sequence[Review]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return for each entry the organizations that take part, and all that were ever asked to."""
    there: dict[int, set[int]] = defaultdict(set)
    asked: dict[int, set[int]] = defaultdict(set)
    rows = EntryPartner.objects.filter(entry__in={one.entry_id for one in reviews})
    for entry, organization, state in rows.values_list("entry", "organization", "state"):
        asked[entry].add(organization)
        if state != "declined":
            there[entry].add(organization)
    return there, asked


def _spoken_by(judges: set[int]) -> dict[int, set[int]]:
    spoken: dict[int, set[int]] = defaultdict(set)
    rows = Declared.objects.filter(declaration__judge__in=judges)
    for judge, organization in rows.values_list("declaration__judge", "organization"):
        spoken[judge].add(organization)
    return spoken


def _order(work: Work) -> tuple[int, str]:
    """By stage, then by a label drawn at random: never by when an entry came in."""
    return work.review.stage.position, work.head.label
