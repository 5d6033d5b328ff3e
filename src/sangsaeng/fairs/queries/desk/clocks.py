"""The slots as a hall lives them: late by its own minutes."""

from datetime import datetime, timedelta

from sangsaeng.fairs.models import Fair, Hall, Slot
from sangsaeng.fairs.queries.desk.shapes import Stage


class Clock:
    """A hall's slots at a moment: which runs, which follows, which to show."""

    def __init__(self, slots: list[Slot], behind: timedelta, at: datetime) -> None:
        """Look at the slots, in their order, by the hall's own time."""
        self.behind, self._at = behind, at
        self.running = next((one for one in slots if self.stage(one) == "running"), None)
        self.following = next((one for one in slots if self.stage(one) == "to_come"), None)
        self.shown = self.running or self.following or slots[-1]

    def stage(self, slot: Slot) -> Stage:
        """Tell whether the slot is over, runs, or is to come."""
        if self._at < slot.starts_at + self.behind:
            return "to_come"
        return "running" if self._at < slot.ends_at + self.behind else "over"

    def is_near(self, slot: Slot) -> bool:
        """Tell whether the slot runs or is the next one."""
        return slot in (self.running, self.following)


def clocks_of(fair: Fair, hall: Hall | None, at: datetime) -> dict[Hall, Clock]:
    """Return the clock of the hall, or of every hall; none for a fair without slots."""
    slots = list(fair.slots.all())
    if not slots:
        return {}
    halls = [one for one in fair.halls.all() if hall is None or one == hall]
    return {one: Clock(slots, timedelta(minutes=one.behind_minutes), at) for one in halls}
