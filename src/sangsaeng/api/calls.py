"""Calls for programs: listed, and read in full with their rules and editions."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing
from sangsaeng.programs.freezing import rules_of
from sangsaeng.programs.queries.access import get_call_for
from sangsaeng.programs.queries.announced import calls_for, in_brief, in_full

router = Router(tags=["calls"])

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,80}$")]
State = Literal[
    "draft", "announced", "open", "closed", "judging", "published", "ended", "called_off"
]


class CallNarrowed(Schema):
    """Which calls are listed."""

    state: State | None = None


class CallOut(Schema):
    """What a list says of a call; moments are in universal time."""

    slug: str
    title: str
    title_en: str
    round: str
    program: str
    program_name: str
    host: str
    state: State
    announced_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    results_at: datetime | None
    published_at: datetime | None
    places: int | None
    is_sample: bool


class EditionOut(Schema):
    """An announced edition of a call's rules, with the digest of their canonical text."""

    number: int
    announced_at: datetime
    reason: str
    sha256: str


class CallDetail(CallOut):
    """A call with its rules: settings, sources, seats, conditions, questions, stages, benefits."""

    about: str
    call_off_reason: str
    rules: dict[str, Any]
    editions: list[EditionOut]


@router.get("", response={200: Page[CallOut], **refusing(404, 422)}, summary="Calls")
def list_calls(
    request: HttpRequest, place: Paged, narrowed: Annotated[CallNarrowed, Query()]
) -> Page[CallOut]:
    """List the calls that are announced, and those the caller runs."""
    calls = calls_for(request.user, state=narrowed.state or "")
    rows, following = page_of(calls, place, "slug")
    return Page(items=[CallOut(**in_brief(one)) for one in rows], next=following)


@router.get("/{slug}", response={200: CallDetail, **refusing(404, 422)}, summary="A call")
def read_call(request: HttpRequest, slug: Slug) -> CallDetail:
    """Return a call with its rules as they stand and the editions in which they were announced."""
    call = get_call_for(request.user, slug)
    return CallDetail(**in_full(call, rules_of(call)))
