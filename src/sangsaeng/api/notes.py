"""Notes of meetings for programs: read both sides', write one's own."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from sangsaeng.api.fairs_shapes import ParticipantOut, participant_out
from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.fairs.actions.noting import Told, mark_step_done, note_meeting
from sangsaeng.fairs.models import Request
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.noted import NotedMeeting, SeenNote, noted, notes_for, seen
from sangsaeng.fairs.queries.occasions import get_occasion_for
from sangsaeng.fairs.refusals.afterward import NoOpenStep
from sangsaeng.kernel import clock
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import SignInNeeded
from sangsaeng.kernel.won import MOST

router = Router(tags=["fairs"])

TEXT = r"^[^\x00]*$"
LINE = r"^[^\x00-\x1f\x7f]*$"
CODE = r"^[0-9A-Z]{1,12}$"

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,60}$")]
Code = Annotated[str, Path(pattern=CODE)]


class HeldIn(Schema):
    """How far a meeting that was held has come."""

    rung: str = Field("talked", pattern=f"^({'|'.join(Rung.values)})$")
    amount: int | None = Field(None, ge=0, le=MOST)


class StepIn(Schema):
    """What is to be done next."""

    text: str = Field(min_length=1, max_length=200, pattern=LINE)
    owner: str = Field("", max_length=60, pattern=LINE)
    due_on: date | None = None


class NoteIn(Schema):
    """What one side tells about a meeting; ``held`` is null if it did not take place.

    ``seen`` is ``written_at`` of the note that this one replaces, null if there is none.
    """

    held: HeldIn | None
    result: str = Field("", max_length=1000, pattern=TEXT)
    step: StepIn | None = None
    memo: str = Field("", max_length=1000, pattern=TEXT)
    seen: datetime | None = None
    party: str = Field("", pattern=r"^[0-9A-Z]{0,12}$")


class NoteOut(Schema):
    """One side's note; its memo is null for everybody else."""

    participant: ParticipantOut
    was_held: bool
    rung: str | None
    amount: int | None
    result: str
    next_step: str
    owner: str
    due_on: date | None
    done_at: datetime | None
    written_at: datetime
    memo: str | None


class NotedOut(Schema):
    """A meeting's request and the notes of both sides, as far as they were written."""

    request: str
    buyer: ParticipantOut
    supplier: ParticipantOut
    notes: list[NoteOut]


@router.get(
    "/{slug}/notes",
    response={200: Page[NotedOut], **refusing(401, 404, 422)},
    auth=signed_in,
    summary="What came of the meetings the caller may see",
)
def list_notes(request: HttpRequest, slug: Slug, place: Paged) -> Page[NotedOut]:
    """List every noted meeting to the fair's people, one's own to a party."""
    fair = get_fair_for(request.user, slug)
    about = Request.objects.visible_to(request.user).filter(fair=fair, notes__isnull=False)
    rows, following = page_of(
        about.select_related("buyer__organization", "supplier__organization").distinct(), place
    )
    notes: dict[int, list[SeenNote]] = {}
    for one in seen(request.user, fair, notes_for(request.user, fair).filter(request__in=rows)):
        notes.setdefault(one.note.request_id, []).append(one)
    return Page(items=[_out(one, notes.get(one.pk, [])) for one in rows], next=following)


@router.get(
    "/{slug}/requests/{code}/notes",
    response={200: NotedOut, **refusing(401, 404, 422)},
    auth=signed_in,
    summary="What came of a meeting",
)
def read_notes(request: HttpRequest, slug: Slug, code: Code) -> NotedOut:
    """Return both sides' notes of a meeting."""
    return _both(_noted(request, slug, code))


@router.put(
    "/{slug}/requests/{code}/note",
    response={200: NotedOut, **refusing(401, 403, 404, 409, 422)},
    auth=signed_in,
    summary="Tell what came of a meeting, for the caller's own side",
)
def write_note(request: HttpRequest, slug: Slug, code: Code, told: NoteIn) -> NotedOut:
    """Write or replace the own side's note of a meeting that has begun."""
    one = _noted(request, slug, code, told.party)
    require(one.own is not None, request.user)
    if one.own is not None:
        note_meeting(
            one.occasion.request,
            one.own,
            _told(told),
            seen=told.seen,
            actor=_caller(request),
            at=clock.now(),
        )
    return _both(_noted(request, slug, code, told.party))


@router.post(
    "/{slug}/requests/{code}/note/done",
    response={200: NotedOut, **refusing(401, 403, 404, 409, 422)},
    auth=signed_in,
    summary="Say that the own next step was taken",
)
def finish_step(request: HttpRequest, slug: Slug, code: Code) -> NotedOut:
    """Mark the next step of the own note as done."""
    one = _noted(request, slug, code)
    require(one.own is not None, request.user)
    if one.own_note is None:
        raise NoOpenStep
    mark_step_done(one.own_note.note, actor=_caller(request), at=clock.now())
    return _both(_noted(request, slug, code))


def _caller(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


def _noted(request: HttpRequest, slug: str, code: str, party: str = "") -> NotedMeeting:
    fair = get_fair_for(request.user, slug)
    return noted(request.user, get_occasion_for(request.user, fair, code), party)


def _told(given: NoteIn) -> Told:
    held, step = given.held or HeldIn(rung=Rung.TALKED, amount=None), given.step
    return Told(
        was_held=given.held is not None,
        rung=held.rung,
        amount=held.amount,
        result=given.result,
        next_step=step.text if step else "",
        owner=step.owner if step else "",
        due_on=step.due_on if step else None,
        memo=given.memo,
    )


def _both(one: NotedMeeting) -> NotedOut:
    return _out(one.occasion.request, [each for each in one.notes if each is not None])


def _out(request: Request, notes: list[SeenNote]) -> NotedOut:
    return NotedOut(
        request=request.code,
        buyer=participant_out(request.buyer),
        supplier=participant_out(request.supplier),
        notes=[_note_out(one) for one in notes],
    )


def _note_out(one: SeenNote) -> NoteOut:
    note = one.note
    return NoteOut(
        participant=participant_out(note.participant),
        was_held=note.was_held,
        rung=note.rung if note.was_held else None,
        amount=note.amount,
        result=note.result,
        next_step=note.next_step,
        owner=note.owner,
        due_on=note.due_on,
        done_at=note.done_at,
        written_at=note.written_at,
        memo=note.memo if one.is_own else None,
    )
