"""An officer's list of a call's entries, as a page and as files."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.queries.access import get_run_call_for
from sangsaeng.programs.queries.entries import EntryFilters, counts_run_by, entries_run_by
from sangsaeng.programs.queries.shown import Shown, all_shown_to_officer
from sangsaeng.programs.states import ENTRY_STATES
from sangsaeng.web.forms_entries import EntryFilterForm
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exporting import Record, export_table
from sangsaeng.web.views.programs.entry_frame import TONES, run_frame

PER_PAGE = 50


@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the entries the officer handles, with what is to be done with each."""
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    form = EntryFilterForm(request.GET)
    found = entries_run_by(viewer, call, filters_of(form))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    entries = list(page)
    shown = {one.code: one for one in all_shown_to_officer(call, entries)}
    context = {
        **run_frame(call, _("신청 목록")),
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "rows": [
            {"entry": one, "shown": shown.get(one.code), "tone": TONES[one.state]}
            for one in entries
        ],
        "counts": counts_of(viewer, call),
    }
    return render(request, "web/entries/run_list.html", context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the list as a file: the same rows as the page, narrowed as the page is."""
    call, entries = _asked(request, slug)
    records = [_record(entry, shown) for entry, shown in _shown(call, entries)]
    headings = [
        ("code", _("신청 번호")),
        ("title", _("사례")),
        ("lead", _("대표")),
        ("partners", _("함께하는 곳")),
        ("state", _("상태")),
        ("submitted_at", _("제출한 때")),
        ("checked", _("서류 검토")),
        ("sha256", "SHA-256"),
    ]
    return export_table(headings, records, form, "entries")


@require_GET
def answers(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give every answer of every entry as one table: a row for each entry, a column for each question."""
    call, entries = _asked(request, slug)
    questions = list(call.questions.all())
    headings = [
        ("code", _("신청 번호")),
        ("title", _("사례")),
        ("lead", _("대표")),
        ("partners", _("함께하는 곳")),
        *((f"q_{one.key}", one.name) for one in questions),
    ]
    records: list[Record] = []
    for entry, shown in _shown(call, entries):
        told = {f"q_{one.question.key}": one.text for one in shown.answers}
        row = _record(entry, shown)
        records.append({key: row[key] for key in ("code", "title", "lead", "partners")} | told)
    return export_table(headings, records, form, "answers")


def counts_of(viewer: Person, call: Call) -> list[dict[str, object]]:
    """Return how many entries there are in each state, in the order of the states."""
    counts = counts_run_by(viewer, call)
    return [
        {"state": state, "label": ENTRY_STATES.label(state), "count": counts[state]}
        for state in ENTRY_STATES.states
        if state in counts
    ]


def filters_of(form: EntryFilterForm) -> EntryFilters:
    """Return how the list is narrowed; what cannot be understood narrows nothing."""
    if not form.is_valid():
        return EntryFilters()
    given = form.cleaned_data
    return EntryFilters(given["text"], given["state"], given["checked"])


def _asked(request: HttpRequest, slug: str) -> tuple[Call, list[Entry]]:
    viewer = signed_in(request)
    call = get_run_call_for(viewer, slug)
    return call, list(entries_run_by(viewer, call, filters_of(EntryFilterForm(request.GET))))


def _shown(call: Call, entries: Sequence[Entry]) -> list[tuple[Entry, Shown]]:
    by_code = {one.code: one for one in entries}
    return [(by_code[one.code], one) for one in all_shown_to_officer(call, entries)]


def _record(entry: Entry, shown: Shown) -> Record:
    handed_in = shown.submitted_at.astimezone(SEOUL) if shown.submitted_at else None
    return {
        "code": shown.code,
        "title": shown.title,
        "lead": shown.lead,
        "partners": ", ".join(one.name for one in shown.partners if not one.leads),
        "state": entry.get_state_display(),
        "submitted_at": f"{handed_in:%Y-%m-%d %H:%M:%S}" if handed_in else "",
        "checked": _("마침") if entry.checked_at else _("아직"),
        "sha256": shown.sha256,
    }
