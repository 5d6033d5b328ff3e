"""What came of meetings: the two sides' notes beside each other, and the steps still to be taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sangsaeng.fairs.models import Fair, MeetingNote, Participant
from sangsaeng.fairs.models.afterward import MeetingNoteQuerySet
from sangsaeng.fairs.queries.occasions import Occasion, occasions
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.language import for_reader
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.won import write_won

_ABOUT = (
    "participant__organization",
    "request__fair",
    "request__buyer__organization",
    "request__supplier__organization",
    "written_by",
)


@dataclass(frozen=True)
class SeenNote:
    """A note as its reader may read it: the memo is there for the writer's own side alone."""

    note: MeetingNote
    is_own: bool

    @property
    def memo(self) -> str:
        """What the writer's side keeps to itself."""
        return self.note.memo if self.is_own else ""

    @property
    def rung_label(self) -> str:
        """How far it came, in words; nothing if the meeting was not held."""
        return str(Rung(self.note.rung).label) if self.note.was_held else ""

    @property
    def amount(self) -> str:
        """The amount in words and exact, nothing if none was told."""
        return in_words(self.note.amount)

    @property
    def has_open_step(self) -> bool:
        """Whether a next step is still to be taken."""
        return bool(self.note.next_step) and self.note.done_at is None


@dataclass(frozen=True)
class NotedMeeting:
    """A meeting with both sides' notes; ``own`` is the side the reader speaks for, if any."""

    occasion: Occasion
    buyer_note: SeenNote | None
    supplier_note: SeenNote | None
    own: Participant | None = None

    @property
    def own_note(self) -> SeenNote | None:
        """The note of the reader's own side."""
        return self.buyer_note if self._is_buyer else self.supplier_note

    @property
    def other_note(self) -> SeenNote | None:
        """The note of the other side."""
        return self.supplier_note if self._is_buyer else self.buyer_note

    @property
    def other(self) -> Participant:
        """Whom the reader's side met."""
        buyer, supplier = self.occasion.parties
        return supplier if self._is_buyer else buyer

    @property
    def notes(self) -> tuple[SeenNote | None, SeenNote | None]:
        """Both notes, the buyer's first."""
        return self.buyer_note, self.supplier_note

    def has_begun(self, at: datetime) -> bool:
        """Tell whether there can be anything to note yet."""
        return self.occasion.slot.starts_at <= at

    @property
    def _is_buyer(self) -> bool:
        return self.own is not None and self.own.pk == self.occasion.request.buyer_id


@dataclass(frozen=True)
class NoteFilters:
    """How a fair's notes are narrowed; an empty field narrows nothing."""

    rung: str = ""
    missing: str = ""
    buyer: str = ""

    def allow(self, one: NotedMeeting) -> bool:
        """Tell whether a meeting is among those looked for."""
        standing = [seen for seen in one.notes if seen is not None]
        rungs = {seen.note.rung for seen in standing if seen.note.was_held}
        is_missing = {
            "": True,
            "both": not standing,
            "any": len(standing) < len(one.notes),
            "buyer": one.buyer_note is None,
            "supplier": one.supplier_note is None,
        }
        return (
            (not self.rung or self.rung in rungs)
            and is_missing.get(self.missing, True)
            and (not self.buyer or one.occasion.request.buyer.code == self.buyer)
        )


def own_noted(viewer: Viewer, fair: Fair) -> list[NotedMeeting]:
    """Return the meetings of the viewer's own side with both notes, by time."""
    own = own_participants(viewer, fair)
    if not own:
        return []
    found = occasions(fair, [one.pk for one in own])
    notes = _notes(viewer, fair)
    return [
        _beside(one, notes, party, {party.pk})
        for one in found
        for party in own
        if party.pk in {each.pk for each in one.parties}
    ]


def noted_by_all(viewer: Viewer, fair: Fair, filters: NoteFilters) -> list[NotedMeeting]:
    """Return the fair's meetings with both notes as far as the viewer may read them, narrowed."""
    notes = _notes(viewer, fair)
    own = {one.pk for one in own_participants(viewer, fair)}
    found = (_beside(one, notes, None, own) for one in occasions(fair))
    return [one for one in found if filters.allow(one)]


def noted(viewer: Viewer, occasion: Occasion, wanted: str = "") -> NotedMeeting:
    """Return one meeting with both notes, for the side with the wanted code or one's own."""
    fair = occasion.request.fair
    parties = {one.pk for one in occasion.parties}
    own = [one for one in own_participants(viewer, fair) if one.pk in parties]
    party = next((one for one in own if one.code == wanted), own[0] if own else None)
    notes = _visible(viewer, fair).filter(request=occasion.request)
    return _beside(occasion, _by_side(notes), party, {one.pk for one in own})


def notes_for(viewer: Viewer, fair: Fair) -> MeetingNoteQuerySet:
    """Return the notes of a fair that the viewer may read."""
    return _visible(viewer, fair)


def seen(viewer: Viewer, fair: Fair, notes: Iterable[MeetingNote]) -> list[SeenNote]:
    """Return notes as the viewer may read them."""
    own = {one.pk for one in own_participants(viewer, fair)}
    return [SeenNote(one, one.participant_id in own) for one in notes]


def late_steps(viewer: Viewer, fair: Fair, today: date) -> list[MeetingNote]:
    """Return the notes of a fair whose next step is due or late, the oldest first."""
    return list(
        _visible(viewer, fair)
        .exclude(next_step="")
        .filter(done_at__isnull=True, due_on__lte=today)
        .order_by("due_on", "pk")
    )


@dataclass(frozen=True)
class Climb:
    """A rung and an amount as they stood from a moment on."""

    at: datetime
    rung: str
    amount: str
    is_back: bool


def climbs_of(note: MeetingNote) -> list[Climb]:
    """Return how a note came up and down the ladder, from the trail."""
    trail = AuditEvent.objects.filter(
        subject_type=MeetingNote._meta.label_lower, subject_id=str(note.pk)
    ).order_by("at", "pk")
    order = list(Rung.values)
    rung, amount, climbs = str(Rung.TALKED), None, list[Climb]()
    for event in trail:
        if climbs and not {"rung", "amount"} & event.new.keys():
            continue
        before = rung
        rung, amount = event.new.get("rung", rung), event.new.get("amount", amount)
        is_back = order.index(rung) < order.index(before)
        climbs.append(Climb(event.at, str(Rung(rung).label), in_words(amount), is_back))
    return climbs


def in_words(amount: int | None) -> str:
    """Write an amount exactly, as the reader's language groups it; nothing if there is none."""
    return "" if amount is None else for_reader(write_won(amount), f"₩{amount:,}")


def _notes(viewer: Viewer, fair: Fair) -> dict[tuple[int, int], MeetingNote]:
    return _by_side(_visible(viewer, fair))


def _visible(viewer: Viewer, fair: Fair) -> MeetingNoteQuerySet:
    found = MeetingNote.objects.visible_to(viewer).filter(request__fair=fair)
    return found.select_related(*_ABOUT)


def _by_side(notes: Iterable[MeetingNote]) -> dict[tuple[int, int], MeetingNote]:
    return {(one.request_id, one.participant_id): one for one in notes}


def _beside(
    occasion: Occasion,
    notes: dict[tuple[int, int], MeetingNote],
    own: Participant | None,
    speaks_for: set[int],
) -> NotedMeeting:
    both = []
    for party in occasion.parties:
        note = notes.get((occasion.request.pk, party.pk))
        both.append(None if note is None else SeenNote(note, party.pk in speaks_for))
    return NotedMeeting(occasion, both[0], both[1], own)
