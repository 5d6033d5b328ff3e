"""Who is there when, and how often: what a participant said, the side sessions it attends, its limit."""

from collections import defaultdict

from django.db.models import Q

from sangsaeng.fairs.models import Fair, Participant, Session, Side, Slot, Unavailability

Slots = dict[int, set[int]]


def is_away(participant: Participant, slot: Slot) -> bool:
    """Tell whether the participant cannot meet in the slot."""
    if Unavailability.objects.filter(participant=participant, slot=slot).exists():
        return True
    return Session.objects.filter(
        attendees=participant, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at
    ).exists()


def away_slots(fair: Fair, slots: list[Slot], *, only: Participant | None = None) -> Slots:
    """Return, by participant, the primary keys of the slots in which each cannot meet."""
    away, gone = away_and_gone(fair, slots, only=only)
    for participant, missed in gone.items():
        away[participant] |= missed
    return away


def away_and_gone(
    fair: Fair, slots: list[Slot], *, only: Participant | None = None
) -> tuple[Slots, Slots]:
    """Return the same in two parts: what was known when people asked, and what the day brought."""
    away: Slots = defaultdict(set)
    gone: Slots = defaultdict(set)
    whose = Q(participant=only) if only is not None else Q(participant__fair=fair)
    said = Unavailability.objects.filter(whose)
    for participant, slot, cause in said.values_list("participant", "slot", "cause"):
        (away if cause == Unavailability.Cause.STATED else gone)[participant].add(slot)
    whose = Q(participant=only) if only is not None else Q(session__fair=fair)
    attendance = Session.attendees.through.objects.filter(whose)
    hours = attendance.values_list("participant_id", "session__starts_at", "session__ends_at")
    for participant, starts, ends in hours:
        away[participant].update(
            slot.pk for slot in slots if starts < slot.ends_at and ends > slot.starts_at
        )
    return away, gone


def limit_of(fair: Fair, participant: Participant) -> int | None:
    """Return the most meetings the participant may have: its own limit, or its side's."""
    if participant.limit is not None:
        return participant.limit
    if participant.side == Side.BUYER:
        return fair.buyer_limit
    return fair.supplier_limit
