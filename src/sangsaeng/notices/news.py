"""News: what an organization, or some people, are to be told."""

from dataclasses import dataclass, field
from typing import Self

from sangsaeng.fairs.models import Participant
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind


@dataclass(frozen=True)
class News:
    """What an organization's people are told; ``once`` names it, so that nobody is told it twice.

    With ``people`` only these are told: those of them who belong to the organization, or, without
    one, all of them.
    """

    organization: int | None
    kind: Kind
    once: str
    path: str
    facts: Facts = field(default_factory=dict)
    fair: int | None = None
    people: frozenset[int] | None = None

    @classmethod
    def of(
        cls, participant: Participant, kind: Kind, once: str, path: str, facts: Facts | None = None
    ) -> Self:
        """Return what a fair's participant is told."""
        organization, fair = participant.organization_id, participant.fair_id
        return cls(organization, kind, once, path, facts or {}, fair)
