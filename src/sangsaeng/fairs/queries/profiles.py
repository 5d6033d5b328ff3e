"""Profiles as officers look them through: how complete each is, and which are too thin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sangsaeng.fairs.models import Fair, Participant
from sangsaeng.fairs.profiles import Completeness, completeness
from sangsaeng.fairs.queries.participants import named
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.fairs.states import PROFILE_STATES
from sangsaeng.kernel.permissions import Viewer


@dataclass(frozen=True)
class ProfileFilters:
    """How the list is narrowed; an empty field narrows nothing."""

    text: str = ""
    side: str = ""
    state: str = ""
    is_thin: bool = False


@dataclass(frozen=True)
class ProfileRow:
    """A participant with how far its profile is written."""

    participant: Participant
    written: Completeness

    @property
    def state_label(self) -> str:
        """The state of the profile in words."""
        return PROFILE_STATES.label(self.participant.profile_state)


def profiles_for(
    viewer: Viewer, fair: Fair, filters: ProfileFilters | None = None
) -> list[ProfileRow]:
    """Return the profiles to those who see all of a fair, the thinnest first."""
    if not may_see_all(viewer, fair):
        return []
    filters = filters or ProfileFilters()
    found = fair.participants.select_related("organization")
    if filters.side:
        found = found.filter(side=filters.side)
    if filters.state:
        found = found.filter(profile_state=filters.state)
    if filters.text.strip():
        found = found.filter(named(filters.text))
    rows = [ProfileRow(one, completeness(one)) for one in found]
    wanted = [row for row in rows if row.written.is_thin or not filters.is_thin]
    return sorted(wanted, key=lambda row: row.written.percent)


def profile_records(rows: Iterable[ProfileRow]) -> list[dict[str, Any]]:
    """Return the profiles as rows of a file."""
    return [
        {
            "code": row.participant.code,
            "name": row.participant.organization.name,
            "side": str(row.participant.get_side_display()),
            "percent": row.written.percent,
            "missing": row.written.missing_names,
            "state": row.state_label,
            "note": row.participant.profile_note,
            "headline": row.participant.headline,
            "about": row.participant.about,
            "interests": row.participant.interests,
            "strengths": row.participant.strengths,
        }
        for row in rows
    ]
