"""What judging of a call holds at a moment: everything that somebody might have changed."""

from collections import defaultdict
from hashlib import sha256
from typing import Any

from sangsaeng.judging.models import Decision, Review, Score
from sangsaeng.ledger.canonical import canonical_text
from sangsaeng.programs.models import Call

FORMAT = "sangsaeng-judging-snapshot/1"


def snapshot_of(call: Call) -> dict[str, Any]:
    """Return every review with its scores and words, and every decision, in an order of its own."""
    points: dict[int, list[list[Any]]] = defaultdict(list)
    scores = Score.objects.filter(review__stage__call=call).order_by("criterion__key")
    for review, *said in scores.values_list("review", "criterion__key", "points", "comment"):
        points[review].append(said)
    reviews = (
        Review.objects.filter(stage__call=call)
        .select_related("stage", "entry", "judge")
        .order_by("stage__position", "entry__code", "code")
    )
    decisions = Decision.objects.filter(stage__call=call).select_related("stage", "entry")
    edition = call.editions.order_by("-number").first()
    return {
        "format": FORMAT,
        "call": call.slug,
        "rules_sha256": edition.sha256 if edition else "",
        "reviews": [_review(one, points[one.pk]) for one in reviews],
        "decisions": [
            {
                "stage": one.stage.position,
                "entry": one.entry.code,
                "verdict": str(one.verdict),
                "reason": one.reason,
            }
            for one in decisions.order_by("stage__position", "entry__code")
        ],
    }


def digest_of(snapshot: dict[str, Any]) -> str:
    """Return the SHA-256 of a snapshot's canonical text."""
    return sha256(canonical_text(snapshot).encode()).hexdigest()


def differences_since(snapshot: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return the codes of the reviews that are not as the snapshot has them, or are not in it."""
    before = {one["code"]: one for one in snapshot["reviews"]}
    after = {one["code"]: one for one in now["reviews"]}
    return sorted(code for code in before | after if before.get(code) != after.get(code))


def _review(review: Review, points: list[list[Any]]) -> dict[str, Any]:
    return {
        "code": review.code,
        "stage": review.stage.position,
        "entry": review.entry.code,
        "judge": review.judge.code,
        "state": review.state,
        "submitted_at": review.submitted_at.isoformat() if review.submitted_at else None,
        "comment": review.comment,
        "shared_comment": review.shared_comment,
        "scores": [list(said) for said in points],
    }
