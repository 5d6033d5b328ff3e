"""What the interface answers instead of what was asked: one shape, with a code and a sentence."""

from typing import Any

from ninja import Schema
from ninja.security import SessionAuth


class Fault(Schema):
    """One place of the input that does not fit."""

    field: str
    message: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    faults: list[Fault] | None = None


signed_in = SessionAuth()


def refusing(*statuses: int) -> dict[int, Any]:
    """Return the documented answers of a route that may refuse in these ways."""
    return dict.fromkeys((400, *statuses), Problem)
