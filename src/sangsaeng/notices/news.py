"""News: what one participant is to be told."""

from dataclasses import dataclass, field

from sangsaeng.fairs.models import Participant
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind


@dataclass(frozen=True)
class News:
    """What one participant is told; ``once`` names it, so that nobody is told it twice."""

    participant: Participant
    kind: Kind
    once: str
    path: str
    facts: Facts = field(default_factory=dict)
