"""The meetings of one participant, found by the participant and never by reading a whole timetable."""

from typing import NamedTuple

from django.db.models import Q

from sangsaeng.fairs.models import Meeting, Participant, Timetable


class Placed(NamedTuple):
    """A meeting by its keys: in which version, which request is where."""

    version: int
    number: int | None
    meeting: int
    request: int
    slot: int
    table: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Which request is when and where, whatever the version."""
        return self.request, self.slot, self.table


class OwnMeetings:
    """A participant's meetings in every version, from one query.

    The version is told apart here and not in the query: asked for both, databases prefer to walk
    through all meetings of the version, of which there are thousands.
    """

    def __init__(self, participant: Participant) -> None:
        own = Meeting.objects.filter(Q(buyer=participant) | Q(supplier=participant)).order_by("pk")
        keys = ("timetable", "timetable__number", "pk", "request", "slot", "table")
        self._placed = [Placed(*row) for row in own.values_list(*keys)]

    def of(self, timetable: Timetable) -> list[Placed]:
        """Return the participant's meetings in a draft or version."""
        return [one for one in self._placed if one.version == timetable.pk]

    def of_number(self, number: int) -> list[Placed]:
        """Return the participant's meetings in the version with this number."""
        return [one for one in self._placed if one.number == number]
