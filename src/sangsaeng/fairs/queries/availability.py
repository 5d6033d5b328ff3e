"""Who is there when: what a participant said, and the side sessions it attends."""

from collections import defaultdict

from django.db.models import Q

from sangsaeng.fairs.models import Fair, Participant, Session, Slot, Unavailability


def is_away(participant: Participant, slot: Slot) -> bool:
    """Tell whether the participant cannot meet in the slot."""
    if Unavailability.objects.filter(participant=participant, slot=slot).exists():
        return True
    return Session.objects.filter(
        attendees=participant, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at
    ).exists()


def away_slots(
    fair: Fair, slots: list[Slot], *, only: Participant | None = None
) -> dict[int, set[int]]:
    """Return, by participant, the primary keys of the slots in which each cannot meet."""
    away: dict[int, set[int]] = defaultdict(set)
    whose = Q(participant=only) if only is not None else Q(participant__fair=fair)
    stated = Unavailability.objects.filter(whose)
    for participant, slot in stated.values_list("participant", "slot"):
        away[participant].add(slot)
    whose = Q(participant=only) if only is not None else Q(session__fair=fair)
    attendance = Session.attendees.through.objects.filter(whose)
    hours = attendance.values_list("participant_id", "session__starts_at", "session__ends_at")
    for participant, starts, ends in hours:
        away[participant].update(
            slot.pk for slot in slots if starts < slot.ends_at and ends > slot.starts_at
        )
    return away
