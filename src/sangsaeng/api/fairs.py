"""Fairs for programs: who takes part, who asks for whom, what was planned and published."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Status

from sangsaeng.api.fairs_seen import as_seen, caller
from sangsaeng.api.fairs_shapes import (
    AgendaOut,
    FairDetail,
    FairOut,
    MeetingOut,
    ParticipantOut,
    RequestIn,
    RequestOut,
    TimetableOut,
    UnplacedOut,
    WishIn,
    agenda_out,
    fair_detail,
    fair_out,
    meeting_out,
    participant_out,
    timetable_out,
    unplaced_out,
)
from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.fairs.actions.requesting import Wishes, enter_request, state_wish
from sangsaeng.fairs.models import Fair, Meeting, Participant, Population, Side, Timetable
from sangsaeng.fairs.queries.access import (
    get_fair_for,
    get_participant_for,
    get_request_for,
    get_timetable_for,
    published_timetable,
)
from sangsaeng.fairs.queries.participants import participants_for
from sangsaeng.fairs.queries.requests import requests_for
from sangsaeng.fairs.queries.timetables import agenda_of, unplaced_for
from sangsaeng.fairs.reasons import names_of
from sangsaeng.fairs.refusals.planning import NotPublished
from sangsaeng.fairs.rules import may_request, may_run
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound

router = Router(tags=["fairs"])

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,60}$")]
Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]
Serial = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("", response={200: Page[FairOut], **refusing(404, 422)}, summary="Fairs")
def list_fairs(request: HttpRequest, place: Paged) -> Page[FairOut]:
    """List the fairs that are announced, and those the caller runs."""
    fairs = Fair.objects.visible_to(request.user).select_related("organizer")
    rows, following = page_of(fairs, place, "slug")
    return Page(items=[fair_out(fair) for fair in rows], next=following)


@router.get("/{slug}", response={200: FairDetail, **refusing(404, 422)}, summary="A fair")
def read_fair(request: HttpRequest, slug: Slug) -> FairDetail:
    """Return a fair with its slots and halls."""
    return fair_detail(get_fair_for(request.user, slug))


@router.get(
    "/{slug}/participants",
    response={200: Page[ParticipantOut], **refusing(401, 404, 422)},
    auth=signed_in,
    summary="Participants whose affairs the caller may see",
)
def list_participants(request: HttpRequest, slug: Slug, place: Paged) -> Page[ParticipantOut]:
    """List all of them to the fair's people, one's own to the others."""
    fair = get_fair_for(request.user, slug)
    rows, following = page_of(participants_for(request.user, fair), place)
    return Page(items=[participant_out(one) for one in rows], next=following)


@router.get(
    "/{slug}/participants/{code}/timetable",
    response={200: AgendaOut, **refusing(401, 404, 422)},
    auth=signed_in,
    summary="A participant's published timetable",
)
def read_agenda(request: HttpRequest, slug: Slug, code: Code) -> AgendaOut:
    """Return the participant's day, and its own requests that found no place."""
    fair = get_fair_for(request.user, slug)
    participant = get_participant_for(request.user, fair, code)
    timetable = _in_force(fair)
    left = unplaced_for(participant, timetable)
    return agenda_out(agenda_of(timetable, participant), left, timetable.number)


@router.get(
    "/{slug}/requests",
    response={200: Page[RequestOut], **refusing(401, 404, 422)},
    auth=signed_in,
    summary="Requests the caller may see",
)
def list_requests(request: HttpRequest, slug: Slug, place: Paged) -> Page[RequestOut]:
    """List all standing requests to the fair's people, one's own to a party."""
    fair = get_fair_for(request.user, slug)
    rows, following = page_of(requests_for(request.user, fair), place)
    return Page(items=as_seen(request, fair, rows), next=following)


@router.post(
    "/{slug}/requests",
    response={201: RequestOut, **refusing(401, 403, 404, 409, 422)},
    auth=signed_in,
    summary="Ask for a meeting",
)
def create_request(request: HttpRequest, slug: Slug, wanted: RequestIn) -> Status[RequestOut]:
    """Enter a request on behalf of a participant."""
    fair = get_fair_for(request.user, slug)
    asking = get_participant_for(request.user, fair, wanted.asking)
    require(may_request(request.user, asking), request.user)
    asked = _counterpart(fair, wanted.asked)
    is_buyer = asking.side == Side.BUYER or (
        fair.population == Population.ONE and asking.pk < asked.pk
    )
    wish = {"buyer" if is_buyer else "supplier": wanted.wish}
    wishes = Wishes(**wish, purpose=wanted.purpose, topic=wanted.topic)
    entered = enter_request(asking, asked, wishes, actor=caller(request), at=clock.now())
    return Status(201, as_seen(request, fair, [entered])[0])


@router.get(
    "/{slug}/requests/{code}",
    response={200: RequestOut, **refusing(401, 404, 422)},
    auth=signed_in,
    summary="A request",
)
def read_request(request: HttpRequest, slug: Slug, code: Code) -> RequestOut:
    """Return a standing request that the caller is a party to or rules over."""
    fair = get_fair_for(request.user, slug)
    return as_seen(request, fair, [get_request_for(request.user, fair, code)])[0]


@router.post(
    "/{slug}/requests/{code}/wish",
    response={200: RequestOut, **refusing(401, 403, 404, 409, 422)},
    auth=signed_in,
    summary="Say how much one side wishes a meeting",
)
def set_wish(request: HttpRequest, slug: Slug, code: Code, said: WishIn) -> RequestOut:
    """State the wish of a side that the caller speaks for."""
    fair = get_fair_for(request.user, slug)
    wanted = get_request_for(request.user, fair, code)
    state_wish(wanted, said.side, said.wish, actor=caller(request), at=clock.now())
    return as_seen(request, fair, [wanted])[0]


@router.get(
    "/{slug}/timetable",
    response={200: TimetableOut, **refusing(404, 422)},
    summary="The version in force",
)
def read_timetable(request: HttpRequest, slug: Slug) -> TimetableOut:
    """Return the published version; its figures go to the fair's officers."""
    fair = get_fair_for(request.user, slug)
    return timetable_out(_in_force(fair), fair, with_figures=may_run(request.user, fair))


@router.get(
    "/{slug}/timetable/meetings",
    response={200: Page[MeetingOut], **refusing(401, 404, 422)},
    auth=signed_in,
    summary="Published meetings the caller may see",
)
def list_meetings(request: HttpRequest, slug: Slug, place: Paged) -> Page[MeetingOut]:
    """List every meeting to the fair's people, one's own to a party."""
    fair = get_fair_for(request.user, slug)
    return _meetings(request, fair, _in_force(fair), place)


@router.get(
    "/{slug}/plans",
    response={200: list[TimetableOut], **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="Drafts and versions, for officers",
)
def list_plans(request: HttpRequest, slug: Slug) -> list[TimetableOut]:
    """List every timetable of the fair, the newest first."""
    fair = _run(request, slug)
    return [timetable_out(one, fair, with_figures=True) for one in fair.timetables.all()]


@router.get(
    "/{slug}/plans/{serial}",
    response={200: TimetableOut, **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="A draft or version, for officers",
)
def read_plan(request: HttpRequest, slug: Slug, serial: Serial) -> TimetableOut:
    """Return what a timetable reaches, beside what is proved to be the most."""
    fair = _run(request, slug)
    return timetable_out(get_timetable_for(request.user, fair, serial), fair, with_figures=True)


@router.get(
    "/{slug}/plans/{serial}/meetings",
    response={200: Page[MeetingOut], **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="Meetings of a draft or version, for officers",
)
def list_plan_meetings(
    request: HttpRequest, slug: Slug, serial: Serial, place: Paged
) -> Page[MeetingOut]:
    """List the meetings of a timetable."""
    fair = _run(request, slug)
    return _meetings(request, fair, get_timetable_for(request.user, fair, serial), place)


@router.get(
    "/{slug}/plans/{serial}/unplaced",
    response={200: Page[UnplacedOut], **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="Requests without a meeting and why, for officers",
)
def list_unplaced(
    request: HttpRequest, slug: Slug, serial: Serial, place: Paged
) -> Page[UnplacedOut]:
    """List what found no place, each with its reason in words and its facts."""
    fair = _run(request, slug)
    timetable = get_timetable_for(request.user, fair, serial)
    unplaced = timetable.unplaced.select_related(
        "request__buyer__organization", "request__supplier__organization"
    )
    rows, following = page_of(unplaced, place, "request__code")
    names = names_of(fair)
    return Page(items=[unplaced_out(one, names) for one in rows], next=following)


def _run(request: HttpRequest, slug: str) -> Fair:
    """Return a fair to its officers, and refuse the others."""
    fair = get_fair_for(request.user, slug)
    require(may_run(request.user, fair), request.user)
    return fair


def _in_force(fair: Fair) -> Timetable:
    timetable = published_timetable(fair)
    if timetable is None:
        raise NotPublished
    timetable.fair = fair
    return timetable


def _counterpart(fair: Fair, code: str) -> Participant:
    participant = fair.participants.filter(code=code).select_related("organization").first()
    if participant is None:
        raise NotFound
    return participant


def _meetings(
    request: HttpRequest, fair: Fair, timetable: Timetable, place: Paged
) -> Page[MeetingOut]:
    meetings = (
        Meeting.objects.visible_to(request.user)
        .filter(timetable=timetable)
        .select_related(
            "request", "slot", "table__hall", "buyer__organization", "supplier__organization"
        )
    )
    rows, following = page_of(meetings, place, "request__code")
    return Page(items=[meeting_out(one, fair) for one in rows], next=following)
