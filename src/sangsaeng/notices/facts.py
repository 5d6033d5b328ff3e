"""The facts of a notice: plain values that stay true, to be put into words when it is read."""

from datetime import datetime
from typing import Any

from sangsaeng.fairs.models import Fair, Meeting, Participant, Slot, Table
from sangsaeng.fairs.queries.the_day.floor import Hours
from sangsaeng.organizations.models import Organization

Facts = dict[str, Any]


def name_of(bearer: Fair | Participant | Organization) -> Facts:
    """Both names of a fair or of an organization, participating or not."""
    named = bearer.organization if isinstance(bearer, Participant) else bearer
    return {"ko": named.name, "en": named.name_en}


def moment_of(moment: datetime, fair: Fair) -> str:
    """A moment in the fair's own zone."""
    return moment.astimezone(fair.tz).isoformat()


def place_of(slot: Slot, table: Table, fair: Fair) -> Facts:
    """When and where a meeting is, as planned."""
    return _place(Hours(slot.starts_at, slot.ends_at), table, fair)


def place_today(slot: Slot, table: Table, fair: Fair) -> Facts:
    """When and where a meeting will be, by the clock of a hall that may run behind."""
    return _place(Hours.of(slot, table), table, fair)


def _place(hours: Hours, table: Table, fair: Fair) -> Facts:
    return {
        "starts_at": moment_of(hours.begins, fair),
        "ends_at": moment_of(hours.ends, fair),
        "hall": table.hall.name,
        "table": table.label,
    }


def meeting_of(meeting: Meeting, participant: Participant) -> Facts:
    """A meeting as one of its parties knows it."""
    other = meeting.supplier if meeting.buyer_id == participant.pk else meeting.buyer
    place = place_of(meeting.slot, meeting.table, participant.fair)
    return {"counterpart": name_of(other), **place}
