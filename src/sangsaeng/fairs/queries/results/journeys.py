"""How far each request of a fair came, and what kept it from coming further."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models import Fair, MeetingNote, Opening, Participant, Request
from sangsaeng.fairs.queries.held import both_were_there
from sangsaeng.fairs.queries.results.places import Places, places_of
from sangsaeng.fairs.queries.the_day.marks import ABSENT, Attendance, attendance_of


class Stage(IntegerChoices):
    """The stations of a request; each holds only what passed the one before.

    **Accepted** is a request that the asked side accepted, that found a place, or that an officer
    entered for both sides and neither has refused: about such a list nobody is asked. **Placed** is
    a request that had a place at the fair, see :class:`~.places.Places`. **Held** is a placed one of
    which both sides were marked present, or one of the two says so in its note. **Next step** is one
    for which either side wrote a next step into such a note.
    """

    REQUESTED = 1, _("신청")
    ACCEPTED = 2, _("수락")
    PLACED = 3, _("상담 배정")
    HELD = 4, _("상담 진행")
    NEXT_STEP = 5, _("다음 단계")


@dataclass(frozen=True)
class Journey:
    """One request: who would meet, how far it came, and the code of what stopped it there."""

    request: int
    buyer: Participant
    supplier: Participant
    asking_side: str
    stage: Stage
    lost_by: str
    is_unanswered: bool

    @property
    def parties(self) -> tuple[Participant, Participant]:
        """The two who would meet."""
        return self.buyer, self.supplier


@dataclass(frozen=True)
class Trail:
    """All that a fair's rows tell about its requests, read once."""

    fair: Fair
    participants: Mapping[int, Participant]
    places: Places
    notes: tuple[MeetingNote, ...]
    held: frozenset[int]
    journeys: tuple[Journey, ...]


def trail_of(fair: Fair) -> Trail:
    """Read how far every request of the fair came, in a fixed number of queries."""
    places, attendance = places_of(fair), attendance_of(fair)
    notes = tuple(MeetingNote.objects.filter(request__fair=fair))
    participants = {one.pk: one for one in fair.participants.select_related("organization")}
    held = both_were_there(attendance, places.had.keys(), places.booked)
    held |= {note.request_id for note in notes if note.was_held} & places.had.keys()
    clues = _Clues(places, attendance, notes, held)
    journeys = tuple(
        clues.journey(request, participants) for request in fair.requests.order_by("pk")
    )
    return Trail(fair, participants, places, notes, frozenset(held), journeys)


class _Clues:
    """What is known of a fair's requests, filed by request."""

    def __init__(
        self,
        places: Places,
        attendance: Attendance,
        notes: tuple[MeetingNote, ...],
        held: set[int],
    ) -> None:
        self._places, self._attendance, self._held = places, attendance, held
        self._notes: dict[int, list[MeetingNote]] = defaultdict(list)
        for note in notes:
            self._notes[note.request_id].append(note)
        self._left = {opening.left_by_id: opening.cause for opening in places.openings}

    def journey(self, request: Request, participants: Mapping[int, Participant]) -> Journey:
        stage = self._stage(request)
        return Journey(
            request.pk,
            participants[request.buyer_id],
            participants[request.supplier_id],
            request.asking_side,
            stage,
            self._lost_by(request, stage),
            is_unanswered=request.state == "asked",
        )

    def _lost_by(self, request: Request, stage: Stage) -> str:
        if stage == Stage.REQUESTED:
            return "unanswered" if request.state == "asked" else request.state
        if stage == Stage.ACCEPTED:
            return self._unplaced(request)
        if stage == Stage.PLACED:
            return self._unheld(request)
        return self._without_step(request) if stage == Stage.HELD else ""

    def _stage(self, request: Request) -> Stage:
        if request.pk in self._held:
            said = any(note.was_held and note.next_step for note in self._notes[request.pk])
            return Stage.NEXT_STEP if said else Stage.HELD
        if request.pk in self._places.had:
            return Stage.PLACED
        entered_for_both = request.state == "asked" and not request.asking_side
        accepted = request.state == "accepted" or entered_for_both
        return Stage.ACCEPTED if accepted else Stage.REQUESTED

    def _unplaced(self, request: Request) -> str:
        if not self._places.is_published:
            return "not_yet"
        return self._places.left_out.get(request.pk, "came_later")

    def _unheld(self, request: Request) -> str:
        seen = self._attendance.at_meeting(request.pk, self._places.booked.get(request.pk))
        absent = {party for party, mark in seen.sides.items() if mark.kind == ABSENT}
        if absent:
            return _who_was_absent(request, absent)
        if request.pk not in self._places.standing:
            return _LEFT.get(self._left.get(request.pk, ""), "dropped")
        return "told_unheld" if self._notes[request.pk] else "unmarked"

    def _without_step(self, request: Request) -> str:
        return "no_step" if any(note.was_held for note in self._notes[request.pk]) else "no_note"


_LEFT: Mapping[str, str] = {
    Opening.Cause.ABSENT: "absent",
    Opening.Cause.LATE: "late",
    Opening.Cause.CALLED_OFF: "called_off",
}


def _who_was_absent(request: Request, absent: set[int]) -> str:
    if len(absent) > 1:
        return "absent_both"
    return "absent_buyer" if request.buyer_id in absent else "absent_supplier"
