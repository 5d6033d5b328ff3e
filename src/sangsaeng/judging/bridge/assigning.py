"""A stage's panel becomes a flow problem for the engine, its answer a plan of reviews."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count

from sangsaeng.engine.reviewing import Assignment, Panel, assign
from sangsaeng.judging.models import STANDING, Conflict, Decision, Judge, Review
from sangsaeng.organizations.sectors import sector_group
from sangsaeng.programs.models import Entry, EntryPartner, Stage

IN_THE_RUNNING = ("submitted", "supplementing")
OUT = ("fail", "pass_over")
HELD = ("begun", "submitted")
# How far an entry is from a judge's field: same division, whole section, no field told, other
# division of the section, other section; a word of the judge's field in the title brings it near.
SAME, SECTION, UNTOLD, SIBLING, OTHER = 0.0, 0.2, 0.5, 0.7, 1.0
WORD = 0.3
SHORTEST_WORD = 2


@dataclass(frozen=True)
class Lack:
    """An entry below its minimum: how many judges are missing, and why.

    `reason` is `too_few_free` (only `free` judges of the panel have no conflict) or `no_room`
    (their caps are exhausted).
    """

    entry: Entry
    missing: int
    free: int
    reason: str


@dataclass(frozen=True)
class AssignmentPlan:
    """What assigning would do; nothing is written.

    `added` are the reviews to create, `released` the standing ones to take back (their judge has
    left, is over the cap, or has a conflict), `kept` those that stay. A review already handed in
    under a conflict is in neither: excluding it is a decision of its own.
    `loads` says how many entries of the stage each judge of the panel would have; `thin` are
    judges with fewer than eight, whose mildness can hardly be told; `groups` is 1 if common
    judges link all entries.
    """

    added: tuple[tuple[Entry, Judge], ...]
    released: tuple[Review, ...]
    kept: tuple[Review, ...]
    lacks: tuple[Lack, ...]
    loads: dict[Judge, int]
    thin: tuple[Judge, ...]
    groups: int
    mismatch: float


@dataclass(frozen=True)
class _Room:
    """All that bears on an assignment, read once."""

    stage: Stage
    entries: Sequence[Entry]
    judges: Sequence[Judge]
    reviews: Sequence[Review]
    # Standing reviews of entries that were not asked about: they stay and take up room.
    others: Sequence[Review]
    forbidden: set[tuple[int, int]]


def plan_assignment(
    stage: Stage,
    *,
    entries: Iterable[Entry] | None = None,
    judge_states: Sequence[str] = ("accepted",),
    also_forbidden: Iterable[tuple[int, int]] = (),
) -> AssignmentPlan:
    """Plan who judges what in a stage, changing as little as possible of what is assigned.

    Without `entries` all take part that are handed in and were not turned down in an earlier
    stage. `judge_states` widens the panel for a dry run before judges have answered.
    `also_forbidden` are primary keys of (entry, judge) with conflicts not yet written down.
    Reviews begun or handed in stay; a pair once released or excluded does not come again. Reads
    the database at most seven times whatever the size.
    """
    room = _gather(stage, entries, judge_states, set(also_forbidden))
    if not room.entries or not room.judges:
        return _without_panel(room)
    return _plan(room, assign(_panel(room)))


def entries_of_stage(stage: Stage) -> list[Entry]:
    """The entries a stage judges: handed in, and not turned down in an earlier stage."""
    turned_down = Decision.objects.filter(
        stage__call=stage.call_id, stage__position__lt=stage.position, verdict__in=OUT
    )
    found = Entry.objects.filter(call=stage.call_id, state__in=IN_THE_RUNNING)
    return list(found.exclude(pk__in=turned_down.values("entry")).order_by("code"))


def _gather(
    stage: Stage,
    entries: Iterable[Entry] | None,
    judge_states: Sequence[str],
    also_forbidden: set[tuple[int, int]],
) -> _Room:
    judged = sorted(entries, key=lambda one: one.code) if entries is not None else None
    panel = Judge.objects.filter(seats__stage=stage, state__in=judge_states)
    reviews = Review.objects.filter(stage=stage).select_related("entry", "judge").order_by("pk")
    conflicts = Conflict.objects.filter(judge__call=stage.call_id, lifted_at__isnull=True)
    gone = [one for one in reviews if one.state not in STANDING]
    standing = [one for one in reviews if one.state in STANDING]
    asked = None if judged is None else {one.pk for one in judged}
    return _Room(
        stage=stage,
        entries=judged if judged is not None else entries_of_stage(stage),
        judges=list(panel.select_related("person").order_by("code")),
        reviews=[one for one in standing if asked is None or one.entry_id in asked],
        others=[one for one in standing if asked is not None and one.entry_id not in asked],
        forbidden={
            *conflicts.values_list("entry", "judge"),
            *((one.entry_id, one.judge_id) for one in gone),
            *also_forbidden,
        },
    )


def _panel(room: _Room) -> Panel:
    row = {entry.pk: k for k, entry in enumerate(room.entries)}
    column = {judge.pk: k for k, judge in enumerate(room.judges)}
    forbidden = np.zeros((len(row), len(column)), dtype=bool)
    for entry, judge in room.forbidden:
        if entry in row and judge in column:
            forbidden[row[entry], column[judge]] = True
    seen = np.zeros(len(row), dtype=np.int64)
    locked: list[tuple[int, int]] = []
    kept: list[tuple[int, int]] = []
    for review in room.reviews:
        if review.entry_id not in row or _is_tied(room, review):
            continue
        if review.judge_id not in column:
            # Handed in by somebody who has left since: it counts, and nobody need replace it.
            seen[row[review.entry_id]] += review.state == "submitted"
            continue
        held = locked if review.state in HELD else kept
        held.append((row[review.entry_id], column[review.judge_id]))
    return Panel(
        need=np.maximum(room.stage.least_judges - seen, 0),
        room=_caps(room),
        forbidden=forbidden,
        mismatch=_mismatch(room),
        locked=tuple(locked),
        kept=tuple(kept),
        seed=room.stage.call.seed,
    )


def _is_tied(room: _Room, review: Review) -> bool:
    return (review.entry_id, review.judge_id) in room.forbidden


def _caps(room: _Room) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """How many entries of this stage each judge takes; a cap of their own spans all stages."""
    elsewhere = dict(
        Review.objects.filter(judge__in=[one.pk for one in room.judges], state__in=STANDING)
        .exclude(stage=room.stage)
        .values_list("judge")
        .annotate(count=Count("pk"))
    )
    most, taken = room.stage.most_entries, Counter(one.judge_id for one in room.others)
    caps = []
    for one in room.judges:
        own = most if one.most_entries is None else one.most_entries - elsewhere.get(one.pk, 0)
        caps.append(max(min(most, own) - taken[one.pk], 0))
    return np.array(caps, dtype=np.int64)


def _mismatch(room: _Room) -> "np.ndarray[Any, np.dtype[np.float64]]":
    sectors: dict[int, set[str]] = {entry.pk: set() for entry in room.entries}
    partners = EntryPartner.objects.filter(entry__call=room.stage.call_id).exclude(state="declined")
    for pk, code in partners.values_list("entry", "organization__sector"):
        if pk in sectors and sector_group(code):
            sectors[pk].add(sector_group(code))
    known: dict[frozenset[str], np.ndarray[Any, np.dtype[np.float64]]] = {}
    found = np.zeros((len(room.entries), len(room.judges)))
    fields = [{sector_group(code) for code in one.sectors} - {""} for one in room.judges]
    for k, entry in enumerate(room.entries):
        of = frozenset(sectors[entry.pk])
        if of not in known:
            known[of] = np.array([_distance(of, field) for field in fields])
        found[k] = known[of]
    near = np.zeros_like(found)
    for j, judge in enumerate(room.judges):
        for word in _words(judge.expertise):
            near[[word in entry.title for entry in room.entries], j] = WORD
    return np.maximum(found - near, 0.0)


def _words(expertise: str) -> list[str]:
    split = expertise.replace(",", " ").replace("·", " ").split()
    return [word for word in split if len(word) >= SHORTEST_WORD]


def _distance(of: frozenset[str], field: set[str]) -> float:
    """How far the sectors of an entry's team are from a judge's field."""
    if not of or not field:
        return UNTOLD
    if of & field:
        return SAME
    if {one[0] for one in of} & field:
        return SECTION
    return SIBLING if {one[0] for one in of} & {one[0] for one in field} else OTHER


def _plan(room: _Room, found: Assignment) -> AssignmentPlan:
    chosen = {(room.entries[k].pk, room.judges[j].pk): (k, j) for k, j in found.pairs}
    standing = {(one.entry_id, one.judge_id) for one in room.reviews}
    kept, released = [], []
    for review in room.reviews:
        stays = (review.entry_id, review.judge_id) in chosen
        handed_in = review.state == "submitted"
        if stays or (handed_in and not _is_tied(room, review)):
            kept.append(review)
        elif not handed_in:
            released.append(review)
    return AssignmentPlan(
        added=tuple(
            (room.entries[k], room.judges[j])
            for pair, (k, j) in chosen.items()
            if pair not in standing
        ),
        released=tuple(released),
        kept=tuple(kept),
        lacks=tuple(
            Lack(room.entries[one.entry], one.missing, one.free, one.reason)
            for one in found.shortages
        ),
        loads=_loads(room.judges, found.loads),
        thin=tuple(room.judges[k] for k in found.thin),
        groups=found.groups,
        mismatch=found.mismatch,
    )


def _loads(judges: Sequence[Judge], loads: Sequence[int]) -> dict[Judge, int]:
    return dict(zip(judges, loads, strict=True))


def _without_panel(room: _Room) -> AssignmentPlan:
    """Nobody to judge, or nothing to be judged: every entry lacks all its judges."""
    need: Mapping[int, int] = {one.pk: room.stage.least_judges for one in room.entries}
    return AssignmentPlan(
        added=(),
        released=(),
        kept=tuple(room.reviews),
        lacks=tuple(Lack(one, need[one.pk], 0, "too_few_free") for one in room.entries),
        loads=dict.fromkeys(room.judges, 0),
        thin=(),
        groups=0,
        mismatch=0.0,
    )
