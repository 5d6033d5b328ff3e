"""The officers' page of an entry: what was handed in, and what is done with it before judging."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.actions.screening import let_reopen, mark_checked, restore, screen_out
from sangsaeng.programs.actions.supplements import OVER, ask_supplement
from sangsaeng.programs.eligibility import Application, check_all
from sangsaeng.programs.models import Entry, Recommendation
from sangsaeng.programs.queries.access import get_run_call_for, get_run_entry_for
from sangsaeng.programs.queries.handed_in import newest_submission
from sangsaeng.programs.queries.shown import shown_to_officer
from sangsaeng.programs.states import ENTRY_STATES
from sangsaeng.web.forms_entries import ReopenForm, ScreenOutForm, SupplementForm
from sangsaeng.web.panel import drawn
from sangsaeng.web.views.asking import signed_in, succeeds
from sangsaeng.web.views.programs.entry_frame import TONES, run_frame
from sangsaeng.web.views.programs.panels import CHECK_PANELS

NO_FORMS: Mapping[str, Any] = {}


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the entry as it was handed in."""
    viewer, entry = _opened(request, code)
    return _page(request, viewer, entry)


@require_GET
def by_call(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Lead from the call's address to the entry's."""
    viewer, entry = _opened(request, code)
    if get_run_call_for(viewer, slug).pk != entry.call_id:
        raise NotFound
    return redirect("entry_check", code)


@require_POST
def press(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Note that the documents are in order, or let the entry back in."""
    viewer, entry = _opened(request, code)
    if verb == "checked":
        mark_checked(entry, actor=viewer, at=clock.now())
        messages.success(request, _("서류 검토를 마쳤다고 적었습니다."))
    elif verb == "restore":
        restore(entry, actor=viewer, at=clock.now())
        messages.success(request, _("다시 대상에 넣었습니다. 팀에 알렸습니다."))
    else:
        raise NotFound
    return redirect("entry_check", code)


@require_POST
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for something to be added."""
    viewer, entry = _opened(request, code)
    form = SupplementForm(request.POST, call=entry.call, auto_id="supplement_%s")

    def deed() -> None:
        ask_supplement(entry, form.asked, actor=viewer, at=clock.now())

    if not succeeds(form, deed):
        return _page(request, viewer, entry, {"supplement_form": form})
    messages.success(request, _("보완을 요청했습니다. 팀에 알렸습니다."))
    return redirect("entry_check", code)


@require_POST
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """Put the entry out of the running."""
    viewer, entry = _opened(request, code)
    form = ScreenOutForm(request.POST, auto_id="screen_%s")

    def deed() -> None:
        screen_out(entry, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if not succeeds(form, deed):
        return _page(request, viewer, entry, {"screen_form": form})
    messages.success(request, _("대상에서 제외했습니다. 사유를 팀에 알렸습니다."))
    return redirect("entry_check", code)


@require_POST
def let_open(request: HttpRequest, code: str) -> HttpResponse:
    """Let the team write its entry again."""
    viewer, entry = _opened(request, code)
    form = ReopenForm(request.POST, auto_id="reopen_%s")

    def deed() -> None:
        let_reopen(entry, form.until, actor=viewer, at=clock.now())

    if not succeeds(form, deed):
        return _page(request, viewer, entry, {"reopen_form": form})
    messages.success(request, _("다시 작성할 수 있게 열었습니다. 팀에 알렸습니다."))
    return redirect("entry_check", code)


def _opened(request: HttpRequest, code: str) -> tuple[Person, Entry]:
    viewer = signed_in(request)
    return viewer, get_run_entry_for(viewer, code)


def _page(
    request: HttpRequest,
    viewer: Person,
    entry: Entry,
    forms_refused: Mapping[str, forms.Form] = NO_FORMS,
) -> HttpResponse:
    shown, call = shown_to_officer(entry), entry.call
    is_over = call.state in OVER
    due = {"due_at": _usual_deadline(call.supplement_days)}
    listing = reverse("entry_run_list", args=[call.slug])
    context = {
        **run_frame(call, shown.title if shown else entry.code, (_("신청 목록"), listing)),
        "entry": entry,
        "shown": shown,
        "sections": _sections(shown),
        "tone": TONES[entry.state],
        "checks": _checks(entry),
        "submissions": entry.submissions.order_by("-number"),
        "supplements": entry.supplements.order_by("-pk"),
        "recommendations": Recommendation.objects.visible_to(viewer)
        .filter(entry=entry)
        .select_related("recommender"),
        "may_ask": not is_over and ENTRY_STATES.allows(entry.state, "ask_supplement"),
        "may_screen": not is_over and ENTRY_STATES.allows(entry.state, "screen_out"),
        "may_restore": not is_over and ENTRY_STATES.allows(entry.state, "restore"),
        "may_reopen": not is_over and entry.state == "submitted",
        "supplement_form": SupplementForm(call=call, auto_id="supplement_%s", initial=due),
        "screen_form": ScreenOutForm(auto_id="screen_%s"),
        "reopen_form": ReopenForm(auto_id="reopen_%s", initial=due),
        "panels": drawn(CHECK_PANELS, request, entry),
        **forms_refused,
    }
    return render(request, "web/entries/check.html", context, status=422 if forms_refused else 200)


def _usual_deadline(days: int) -> Any:
    day = clock.now().astimezone(SEOUL) + timedelta(days=days)
    return day.replace(hour=18, minute=0, second=0, microsecond=0)


def _sections(shown: Any) -> list[dict[str, Any]]:
    sections: dict[str, list[Any]] = {}
    for one in shown.answers if shown else ():
        sections.setdefault(one.question.section or _("신청서"), []).append(one)
    return [{"name": name, "answers": answers} for name, answers in sections.items()]


def _checks(entry: Entry) -> list[Any]:
    """Check the rules on what was handed in last, not on what the team may be writing."""
    newest = newest_submission(entry)
    if newest is None:
        return []
    there = [one["organization"] for one in newest.content["team"]]
    partners = entry.partners.filter(organization__code__in=there)
    handed_in = Application(
        entry,
        newest.content["answers"],
        list(partners.select_related("organization", "seat")),
        newest.content["title"],
        newest.submitted_at,
    )
    return check_all(handed_in, list(entry.call.rules.all()))
