"""The rules of a call as plain data: what a scheme gives, what a copy takes along, what is frozen.

The same data make a call from a ready scheme, copy last year's, and are frozen with their digest
when the call is announced. So one list of fields says what a rule is.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from django.db import models

from sangsaeng.ledger.canonical import canonical_text
from sangsaeng.programs.models import (
    Call,
    CallSeat,
    Criterion,
    Edition,
    EligibilityRule,
    PromisedBenefit,
    Question,
    Stage,
)

Rules = Mapping[str, Any]

# What a call sets for itself, apart from its pieces.
SETTINGS: Final = (
    "own_entry",
    "recommenders",
    "supplement_days",
    "is_blind",
    "places",
    "tie_rule",
    "gives_feedback",
    "objection_days",
)
WINDOW: Final = ("opens_at", "closes_at")
DRAWN: Final = ("seed", "method")
# The pieces a call is put together from, by the name under which it holds them.
PIECES: Final[dict[str, type[Any]]] = {
    "seats": CallSeat,
    "rules": EligibilityRule,
    "questions": Question,
    "stages": Stage,
    "benefits": PromisedBenefit,
}
_APART: Final = frozenset({"id", "call", "stage", "position"})


def fields_of(piece: type[models.Model]) -> tuple[str, ...]:
    """Return which fields of a piece are rules: all but its key, its place and what it is part of."""
    return tuple(field.name for field in piece._meta.concrete_fields if field.name not in _APART)


def rules_of(call: Call) -> dict[str, Any]:
    """Return the rules of a call as they stand, as plain data."""
    rules: dict[str, Any] = {
        "settings": {name: getattr(call, name) for name in SETTINGS},
        "window": {name: getattr(call, name) for name in WINDOW},
        "drawn": {name: getattr(call, name) for name in DRAWN},
        "sources": call.sources,
    }
    for name, kind in PIECES.items():
        rows = kind.objects.filter(call=call).order_by("position", "pk")
        rules[name] = [_plain(row) for row in rows]
    criteria = Criterion.objects.filter(stage__call=call).order_by("position", "pk")
    for stage, row in zip(
        rules["stages"], Stage.objects.filter(call=call).order_by("position"), strict=True
    ):
        stage["criteria"] = [_plain(one) for one in criteria if one.stage_id == row.pk]
    plain: dict[str, Any] = json.loads(canonical_text(rules))
    return plain


def fingerprint(rules: Rules) -> str:
    """Return the SHA-256 of the rules' canonical text."""
    return sha256(canonical_text(dict(rules)).encode()).hexdigest()


def newest_edition(call: Call) -> Edition | None:
    """Return the rules as announced last, if they were."""
    return call.editions.order_by("-number").first()


def stands_as_announced(call: Call) -> bool:
    """Tell whether the rules are those announced last, to the letter, and nobody touched either."""
    edition = newest_edition(call)
    return (
        edition is not None
        and fingerprint(edition.rules) == edition.sha256
        and fingerprint(rules_of(call)) == edition.sha256
    )


def _plain(row: models.Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields_of(type(row))}
