"""The team's page of an entry: where it stands, its form, its partners and its receipts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.tokens import new_token
from sangsaeng.programs.contents import Standing, standing_of
from sangsaeng.programs.models import Entry, Question
from sangsaeng.programs.queries.access import get_entry_for
from sangsaeng.programs.queries.shown import shown_to_officer, shown_to_team
from sangsaeng.programs.queries.writing import (
    closes_at,
    is_open_for,
    may_be_written_now,
    open_supplement,
)
from sangsaeng.programs.rules import (
    is_of_team,
    may_answer_partner,
    may_gather_team,
    may_hand_in,
    may_write_entry,
)
from sangsaeng.programs.teams import names_of
from sangsaeng.web.forms_entries import AskPartnerForm, ReasonForm, SupplementAnswerForm, TitleForm
from sangsaeng.web.panel import drawn
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.programs.answering import Field, field_of
from sangsaeng.web.views.programs.entry_frame import entry_frame, next_of
from sangsaeng.web.views.programs.panels import ENTRY_PANELS

NOT_PARTS: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Section:
    """Questions that stand together."""

    name: str
    fields: Sequence[Field]

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(one.is_answered for one in self.fields)


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the entry to its team; an officer is led to the officers' page."""
    viewer = signed_in(request)
    entry = get_entry_for(viewer, code)
    if not is_of_team(viewer, entry):
        return redirect("entry_check", code)
    return entry_page(request, viewer, entry)


@require_GET
def as_json(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the entry as the viewer may read it: the team what stands, officers what was handed in."""
    viewer = signed_in(request)
    entry = get_entry_for(viewer, code)
    of_team = is_of_team(viewer, entry)
    shown = shown_to_team(entry, at=clock.now()) if of_team else shown_to_officer(entry)
    told = shown.to_json() if shown else {}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def entry_page(
    request: HttpRequest,
    viewer: Person,
    entry: Entry,
    *,
    refused: Mapping[str, Field] = NOT_PARTS,
    forms: Mapping[str, Any] = NOT_PARTS,
) -> HttpResponse:
    """Draw the team's page; what was refused stands as it was typed, with its fault."""
    at = clock.now()
    standing = standing_of(entry, at=at)
    leads = may_hand_in(viewer, entry)
    shown = shown_to_team(entry, at=at)
    writes = may_write_entry(viewer, entry)
    context = {
        **entry_frame(entry),
        **how_far(entry, standing, leads=leads, at=at),
        "sections": sections_of(standing, writes=writes, at=at, refused=refused),
        "shown": {one.question.key: one for one in shown.answers},
        "checks": standing.checks(),
        "submissions": entry.submissions.select_related("submitted_by").order_by("-number"),
        "supplement": open_supplement(entry, at),
        "supplements": entry.supplements.order_by("-pk"),
        "may_write": writes and entry.state == "draft" and is_open_for(entry, at),
        "may_hand_in": leads,
        "is_open": is_open_for(entry, at),
        "press_key": new_token(),
        "panels": drawn(ENTRY_PANELS, request, entry),
        "title_form": TitleForm(initial={"title": entry.title, "seen": entry.title}),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
        "supplement_form": SupplementAnswerForm(auto_id="supplement_%s"),
        **_team(viewer, entry, standing, at),
        **forms,
    }
    status = 422 if refused or forms else 200
    return render(request, "web/entries/entry.html", context, status=status)


def how_far(entry: Entry, standing: Standing, *, leads: bool, at: datetime) -> dict[str, Any]:
    """Return how much is answered and what comes next, as it is after every answer."""
    return {
        "next": next_of(entry, standing, leads=leads, at=at),
        "answered": standing.answered(),
        "asked": len(standing.questions),
        "closes_at": closes_at(entry),
    }


def sections_of(
    standing: Standing, *, writes: bool, at: datetime, refused: Mapping[str, Field] = NOT_PARTS
) -> list[dict[str, Any]]:
    """Return the form by its sections; only what may be written now has inputs."""
    names, faults = names_of(standing.members), standing.faults()
    sections: dict[str, list[dict[str, Any]]] = {}
    for one in standing.questions:
        is_open = writes and may_be_written_now(standing.entry, one, at)
        drawn_field = refused.get(one.key) or field_of(
            one,
            standing.answers.get(one.key),
            partners=names,
            files=standing.files.get(one.key, ()),
        )
        row = {"field": drawn_field, "is_open": is_open, "fault": faults.get(one.key, "")}
        sections.setdefault(one.section or _("신청서"), []).append(row)
    return [
        {"name": name, "rows": rows, "id": f"section-{place}"}
        for place, (name, rows) in enumerate(sections.items(), 1)
    ]


def field_with(standing: Standing, question: Question, typed: Any, fault: str) -> Field:
    """Return a question as it was typed, with the fault that was found in it."""
    return field_of(
        question,
        standing.answers.get(question.key),
        fault=fault,
        partners=names_of(standing.members),
        files=standing.files.get(question.key, ()),
        typed=typed,
    )


def _team(viewer: Person, entry: Entry, standing: Standing, at: datetime) -> dict[str, Any]:
    gathers = may_gather_team(viewer, entry) and entry.state == "draft" and is_open_for(entry, at)
    return {
        "team": [
            {
                "partner": one.partner,
                "leads": one.partner.organization_id == entry.lead_id,
                "may_answer": one.partner.state == "invited"
                and entry.state == "draft"
                and may_answer_partner(viewer, one.partner),
                "may_leave": one.partner.state == "joined"
                and entry.state == "draft"
                and one.partner.organization_id != entry.lead_id
                and may_answer_partner(viewer, one.partner),
            }
            for one in standing.members
            if one.partner.state != "declined" or may_gather_team(viewer, entry)
        ],
        "team_faults": standing.team_faults(),
        "gathers": gathers,
        "partner_form": AskPartnerForm(call=entry.call, auto_id="partner_%s"),
    }
