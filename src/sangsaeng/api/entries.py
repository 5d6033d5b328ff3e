"""Entries for programs: one's own, and those of a call for its officers."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from sangsaeng.api.fairs_seen import caller
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.queries.access import get_run_call_for, get_run_entry_for
from sangsaeng.programs.queries.entries import (
    EntryFilters,
    entries_run_by,
    get_team_entry_for,
    own_entries,
)
from sangsaeng.programs.queries.shown import (
    Shown,
    all_shown_to_officer,
    shown_to_officer,
    shown_to_team,
)

own = Router(tags=["entries"], auth=signed_in)
run = Router(tags=["entries"], auth=signed_in)

Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]
Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,80}$")]


class EntryLineOut(Schema):
    """An entry in a list."""

    code: str
    title: str
    call: str
    lead: str
    state: str
    submitted_at: str | None


class PartnerOut(Schema):
    """An organization of the team."""

    code: str
    name: str
    seat: str
    leads: bool


class CallEntryOut(Schema):
    """An entry: the team reads what stands now, an officer what was handed in last."""

    code: str
    title: str
    state: str
    partners: list[PartnerOut]
    answers: list[dict[str, Any]]
    submitted_at: str | None
    sha256: str


class Narrowed(Schema):
    """How an officer's list is narrowed."""

    text: str = Field("", max_length=80, pattern=r"^[^\x00]*$")
    state: str = Field("", pattern=r"^[a-z_]{0,14}$")


@own.get(
    "",
    response={200: list[EntryLineOut], **refusing(401)},
    summary="The entries in whose teams the caller's organizations take part",
)
def list_own_entries(request: HttpRequest) -> list[EntryLineOut]:
    """List one's own entries, the newest first."""
    return [
        EntryLineOut(
            code=one.code,
            title=one.title,
            call=one.call.slug,
            lead=one.lead.name,
            state=one.state,
            submitted_at=one.submitted_at.isoformat() if one.submitted_at else None,
        )
        for one in own_entries(caller(request))
    ]


@own.get(
    "/{code}",
    response={200: CallEntryOut, **refusing(401, 404, 422)},
    summary="One of the caller's own entries as it stands",
)
def read_own_entry(request: HttpRequest, code: Code) -> CallEntryOut:
    """Return an entry to its team."""
    entry = get_team_entry_for(caller(request), code)
    return _out(shown_to_team(entry, at=clock.now()))


@run.get(
    "/{slug}/entries",
    response={200: list[EntryLineOut], **refusing(401, 404, 422)},
    summary="The entries of a call, for its officers",
)
def list_run_entries(
    request: HttpRequest, slug: Slug, narrowed: Annotated[Narrowed, Query()]
) -> list[EntryLineOut]:
    """List the entries the caller handles, as they were handed in last; never their own case."""
    viewer = caller(request)
    call = get_run_call_for(viewer, slug)
    filters = EntryFilters(narrowed.text, narrowed.state)
    return [
        EntryLineOut(
            code=one.code,
            title=one.title,
            call=call.slug,
            lead=one.lead,
            state=one.state,
            submitted_at=one.submitted_at.isoformat() if one.submitted_at else None,
        )
        for one in all_shown_to_officer(call, list(entries_run_by(viewer, call, filters)))
    ]


@run.get(
    "/{slug}/entries/{code}",
    response={200: CallEntryOut, **refusing(401, 404, 422)},
    summary="An entry of a call as it was handed in, for its officers",
)
def read_run_entry(request: HttpRequest, slug: Slug, code: Code) -> CallEntryOut:
    """Return an entry to its officer."""
    viewer = caller(request)
    entry = get_run_entry_for(viewer, code)
    shown = shown_to_officer(entry)
    if entry.call.slug != slug or shown is None:
        raise NotFound
    return _out(shown)


def _out(shown: Shown) -> CallEntryOut:
    return CallEntryOut.model_validate(shown.to_json())
