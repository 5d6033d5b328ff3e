"""Meetings as plain values for programs; the page's own address with another ending."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from sangsaeng.fairs.models import Meeting, Participant, Timetable
from sangsaeng.web.documents.workbooks import in_order


def timetable_as_json(timetable: Timetable, meetings: QuerySet[Meeting]) -> dict[str, Any]:
    """Return a timetable and its meetings; moments are ISO 8601 with the fair's offset."""
    fair = timetable.fair

    def moment(at: datetime | None) -> str | None:
        return at.astimezone(fair.tz).isoformat() if at else None

    return {
        "fair": {"slug": fair.slug, "name": _both(fair.name, fair.name_en), "zone": fair.zone},
        "version": timetable.number,
        # How many drafts there were is the officers' affair.
        "serial": timetable.serial if timetable.number is None else None,
        "state": timetable.state,
        "published_at": moment(timetable.published_at),
        "is_sample": fair.is_sample,
        "meetings": [
            {
                "request": meeting.request.code,
                "buyer": _party(meeting.buyer),
                "supplier": _party(meeting.supplier),
                "starts_at": moment(meeting.slot.starts_at),
                "ends_at": moment(meeting.slot.ends_at),
                "hall": meeting.table.hall.name,
                "table": meeting.table.label,
                "purpose": meeting.request.purpose,
                "topic": meeting.request.topic,
            }
            for meeting in in_order(meetings)
        ],
    }


def _party(participant: Participant) -> dict[str, Any]:
    organization = participant.organization
    return {
        "code": participant.code,
        "name": _both(organization.name, organization.name_en),
    }


def _both(korean: str, english: str) -> dict[str, str]:
    return {"ko": korean, "en": english or korean}
