"""A stage's submitted reviews become a panel for the engine, its ranking becomes rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from sangsaeng.engine.reviewing import PanelRanking, Policy, Scores, rank, scores_from_rows
from sangsaeng.judging.models import STANDING, Review, Score
from sangsaeng.programs.kinds import StageKind
from sangsaeng.programs.models import Criterion, Stage

# Which entries stay in the running; drafts, withdrawn and screened-out ones do not.
IN_THE_RUNNING = ("submitted", "supplementing", "selected", "not_selected")
DIGITS = 4
# Raised when the same scores would be ranked differently than before.
POLICY = 1


@dataclass(frozen=True)
class ComputedRanking:
    """What a `Ranking` keeps: its rows, its method and the digest of the scores.

    Each row is an object: `code` of the entry; `rank` and `sharing` (how many share it); `judges`;
    `mean`, `trimmed` (null unless extremes are dropped) and `adjusted`, of 100; `plain_rank` by
    the plain mean and `differs` (whether dropping extremes moved it); `expected_rank`,
    `interval_50` and `interval_95` (two ranks each); `chance` (0 to 1) that another panel would
    place it; `is_placed`; `straddles` (to be deliberated); `best_rank` and `worst_rank` under
    changed weights; `criteria` (mean points by key).

    The method is an object: `policy` (its version), `kind` (`plain_mean`, `trimmed_mean` or
    `mixed_model`), `places` (null: no cut), `drops_extremes`, `tie_rule` (keys of criteria),
    `seed`, `draws`, `weights` by key, `entries`, `judges`, `reviews`, `incomplete`, `deviations`
    (of `entries`, `judges` and `noise`), `unscored` (codes of entries in the running without a
    submitted review) and `sensitivity`: objects with `criterion`, `change` (-0.2 or 0.2),
    `enters`, `leaves` (codes), `farthest` and `mean_move`.
    """

    rows: list[dict[str, Any]]
    method: dict[str, Any]
    scores_sha256: str


@dataclass(frozen=True)
class _Given:
    """The submitted reviews of a stage as read: codes in order, and points by criterion."""

    entries: list[str]
    judges: list[str]
    reviews: list[tuple[str, str]]
    points: list[list[int | None]]


def compute_ranking(stage: Stage) -> ComputedRanking:
    """Rank a stage's entries by the policy of the engine and the settings of the call.

    The same scores, settings and seed give the same rows to the last digit: entries and judges
    enter in the order of their codes. Reads the database at most five times whatever the size.
    """
    criteria = list(stage.criteria.all())
    given = _read(stage, criteria)
    scores, policy = _scores(given, criteria), _policy(stage, criteria)
    found = rank(scores, policy)
    keys = [criterion.key for criterion in criteria]
    return ComputedRanking(
        rows=_rows(found, scores, given, criteria),
        method=_method(found, policy, given, scores, keys)
        | {"drops_extremes": stage.drops_extremes},
        scores_sha256=_digest(given, keys),
    )


def scores_digest(stage: Stage) -> str:
    """Digest of the scores as they are now, the same as that of a ranking computed from them."""
    criteria = list(stage.criteria.all())
    return _digest(_read(stage, criteria), [criterion.key for criterion in criteria])


def places_of_stage(stage: Stage) -> int | None:
    """How many entries the stage lets through: its own number, in the last evaluation the call's.

    None lets all through that pass.
    """
    if stage.keeps is not None:
        return stage.keeps
    later = Stage.objects.filter(call=stage.call_id, position__gt=stage.position)
    return None if later.filter(kind=StageKind.EVALUATION).exists() else stage.call.places


def tie_breakers(text: str, criteria: Sequence[Criterion]) -> tuple[int, ...]:
    """Read a call's tie rule: the criteria it names, in the order in which it names them."""
    named = [(text.find(one.label), -len(one.label), k) for k, one in enumerate(criteria)]
    return tuple(k for at, _, k in sorted(named) if at >= 0)


def _read(stage: Stage, criteria: Sequence[Criterion]) -> _Given:
    standing = Review.objects.filter(
        stage=stage, state__in=STANDING, entry__state__in=IN_THE_RUNNING
    ).values_list("pk", "entry__code", "judge__code", "state")
    found = sorted(standing, key=lambda row: row[1:3])
    submitted = [row for row in found if row[3] == "submitted"]
    column = {criterion.pk: k for k, criterion in enumerate(criteria)}
    points: dict[int, list[int | None]] = {row[0]: [None] * len(criteria) for row in submitted}
    marks = Score.objects.filter(review__stage=stage, review__state="submitted")
    for review, criterion, given in marks.values_list("review", "criterion", "points"):
        if review in points and criterion in column:
            points[review][column[criterion]] = given
    return _Given(
        entries=sorted({row[1] for row in found}),
        judges=sorted({row[2] for row in submitted}),
        reviews=[(row[1], row[2]) for row in submitted],
        points=[points[row[0]] for row in submitted],
    )


def _scores(given: _Given, criteria: Sequence[Criterion]) -> Scores:
    number = {code: k for k, code in enumerate(given.entries)}
    judge = {code: k for k, code in enumerate(given.judges)}
    points = np.array(given.points, dtype=np.float64).reshape(len(given.reviews), len(criteria))
    return scores_from_rows(
        [number[one] for one, _ in given.reviews],
        [judge[by] for _, by in given.reviews],
        points,
        weights=[criterion.weight for criterion in criteria],
        most=[criterion.most for criterion in criteria],
        shape=(len(given.entries), len(given.judges)),
    )


def _policy(stage: Stage, criteria: Sequence[Criterion]) -> Policy:
    return Policy(
        places=places_of_stage(stage),
        drops_extremes=stage.drops_extremes,
        breakers=tie_breakers(stage.call.tie_rule, criteria),
        seed=stage.call.seed,
    )


def _rows(
    found: PanelRanking, scores: Scores, given: _Given, criteria: Sequence[Criterion]
) -> list[dict[str, Any]]:
    sums = np.zeros((scores.entries, len(criteria)))
    np.add.at(sums, scores.entry, scores.shares * [criterion.most for criterion in criteria])
    means = sums / np.maximum(scores.counts, 1)[:, None]
    return [
        {
            "code": given.entries[one.entry],
            "rank": one.rank,
            "sharing": one.sharing,
            "judges": one.judges,
            "mean": round(one.mean, DIGITS),
            "trimmed": None if one.trimmed is None else round(one.trimmed, DIGITS),
            "adjusted": round(one.adjusted, DIGITS),
            "plain_rank": one.plain_rank,
            "differs": one.differs,
            "expected_rank": round(one.expected_rank, DIGITS),
            "interval_50": list(one.interval_50),
            "interval_95": list(one.interval_95),
            "chance": round(one.chance, DIGITS),
            "is_placed": one.is_placed,
            "straddles": one.straddles,
            "best_rank": one.best_rank,
            "worst_rank": one.worst_rank,
            "criteria": {
                criterion.key: round(float(means[one.entry, k]), DIGITS)
                for k, criterion in enumerate(criteria)
            },
        }
        for one in found.standings
    ]


def _method(
    found: PanelRanking, policy: Policy, given: _Given, scores: Scores, keys: list[str]
) -> dict[str, Any]:
    return {
        "policy": POLICY,
        "kind": found.method,
        "places": policy.places,
        "tie_rule": [keys[k] for k in policy.breakers],
        "seed": policy.seed,
        "draws": policy.draws,
        "weights": dict(zip(keys, (round(float(w), DIGITS) for w in scores.weights), strict=True)),
        "entries": len(found.standings),
        "judges": len(given.judges),
        "reviews": len(scores.entry),
        "incomplete": scores.incomplete,
        "deviations": {name: round(value, DIGITS) for name, value in found.deviations.items()},
        "unscored": [given.entries[k] for k in found.unscored],
        "sensitivity": [
            {
                "criterion": keys[one.criterion],
                "change": one.change,
                "enters": [given.entries[k] for k in one.enters],
                "leaves": [given.entries[k] for k in one.leaves],
                "farthest": one.farthest,
                "mean_move": round(one.mean_move, DIGITS),
            }
            for one in found.variations
        ],
    }


def _digest(given: _Given, keys: list[str]) -> str:
    content = [
        [entry, judge, dict(zip(keys, points, strict=True))]
        for (entry, judge), points in zip(given.reviews, given.points, strict=True)
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
