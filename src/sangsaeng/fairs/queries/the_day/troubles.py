"""What is wrong at the moment on a fair's day: who is missing, which tables are lost, who is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sangsaeng.fairs.models import Fair, Hall, Participant, Slot, Table, Unavailability
from sangsaeng.kernel.permissions import Viewer

DAY_CAUSES = (Unavailability.Cause.LATE, Unavailability.Cause.ABSENT)


@dataclass(frozen=True)
class Away:
    """Somebody who turned out not to be there, and the slots still to come without them."""

    participant: Participant
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Troubles:
    """All that is wrong now."""

    away: list[Away]
    tables: list[Table]
    halls: list[Hall]

    def __bool__(self) -> bool:
        return bool(self.away or self.tables or self.halls)


def troubles_of(viewer: Viewer, fair: Fair, *, at: datetime) -> Troubles:
    """Return what is wrong at the fair, as far as the viewer sees its participants."""
    missing = (
        Unavailability.objects.filter(
            participant__in=Participant.objects.visible_to(viewer).filter(fair=fair),
            cause__in=DAY_CAUSES,
            slot__starts_at__gt=at,
        )
        .select_related("participant__organization", "slot")
        .order_by("participant__organization__name", "participant", "slot__starts_at")
    )
    slots: dict[Participant, list[Slot]] = {}
    for one in missing:
        slots.setdefault(one.participant, []).append(one.slot)
    return Troubles(
        away=[Away(participant, tuple(missed)) for participant, missed in slots.items()],
        tables=list(fair.tables.filter(lost_from__isnull=False).select_related("lost_from")),
        halls=list(fair.halls.filter(behind_minutes__gt=0)),
    )


def halls_left_behind(at: datetime) -> list[Hall]:
    """Return the halls that are still said to run late although nothing of today is to come."""
    found = Hall.objects.filter(behind_minutes__gt=0).select_related("fair")
    return [hall for hall in found if not _has_more_today(hall, at)]


def _has_more_today(hall: Hall, at: datetime) -> bool:
    today = at.astimezone(hall.fair.tz).date()
    behind = timedelta(minutes=hall.behind_minutes)
    return hall.fair.slots.filter(day__date=today, ends_at__gt=at - behind).exists()
