"""A spreadsheet on its way in: upload, columns, preview, all or nothing, report.

What is imported is told by a :class:`Flow`; the pages are the same for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.kernel import clock, imports
from sangsaeng.kernel.imports import Opened
from sangsaeng.kernel.models import Job, Person, SheetImport
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.kernel.sheets.templates import template
from sangsaeng.web.views.asking import SHOWN_IN_FORM, form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import XLSX, attachment

ROWS_PER_PAGE = 50
AT_ONCE = 1_000


@dataclass(frozen=True)
class Choice:
    """One of several things a row may mean."""

    value: str
    label: str


@dataclass(frozen=True)
class Asked:
    """A question about the whole sheet, such as whom a name in many rows means.

    ``key`` is what the answer comes back under, beside the rows' own; without ``choices`` it is
    answered by a tick, which says ``yes``.
    """

    key: str
    label: str
    hint: str = ""
    choices: Sequence[Choice] = ()
    chosen: str = ""


@dataclass(frozen=True)
class PreviewRow:
    """What one row would do.

    ``verdict`` is ``add``, ``change``, ``same`` or ``fault``; ``changes`` are lines of text; with
    ``choices`` a person decides what the row means, ``chosen`` being the present answer.
    """

    number: int
    verdict: str
    title: str
    fault: str = ""
    changes: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    chosen: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Preview:
    """What a spreadsheet would do, row by row."""

    rows: Sequence[PreviewRow]
    warnings: Sequence[str] = ()
    questions: Sequence[Asked] = ()

    def count(self, verdict: str) -> int:
        """Return how many rows have the verdict."""
        return sum(row.verdict == verdict for row in self.rows)


@dataclass(frozen=True)
class Flow:
    """What is imported where: the kind of sheet, what it is about, and what entering it means.

    ``route`` is the name of the first page; those of the others add ``-template``, ``-columns``,
    ``-preview`` and ``-report``. ``arguments`` are those of every address, ``subject`` names the row
    that the sheet is about. ``preview`` and ``enter`` get the open file and what was chosen by row.
    """

    kind: SheetKind
    title: str
    route: str
    subject: tuple[str, str]
    require: Callable[[Person], None]
    preview: Callable[[Opened, Mapping[str, str]], Preview]
    enter: Callable[[Opened, Mapping[str, str], Person], dict[str, Any]]
    done_url: str
    arguments: tuple[str, ...] = ()
    # Asks the worker to enter a sheet that is longer than a page should wait for.
    later: Callable[[SheetImport, Mapping[str, str], Person], Job] | None = None
    breadcrumbs: Sequence[Mapping[str, str]] = ()

    def url(self, step: str = "", *more: str) -> str:
        """Return the address of a step."""
        return reverse(f"{self.route}{step}", args=[*self.arguments, *more])


class UploadForm(forms.Form):
    """The spreadsheet."""

    def __init__(self, kind: SheetKind, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        limit = _(".xlsx 또는 .csv, 10 MB와 %(rows)s행 이하")
        self.fields["file"].help_text = limit % {"rows": f"{kind.most_rows:,}"}

    file = forms.FileField(
        label=gettext_lazy("엑셀·CSV 파일"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Take the file."""
    actor = signed_in(request)
    flow.require(actor)
    form = UploadForm(flow.kind, request.POST or None, request.FILES or None)
    taken: list[SheetImport] = []

    def hand_in() -> None:
        file = form.cleaned_data["file"]
        taken.append(
            imports.hand_in(
                file.name, file.read(), flow.kind, flow.subject, actor=actor, at=clock.now()
            )
        )

    if request.method == "POST" and succeeds(form, hand_in):
        return redirect(flow.url("-columns", taken[0].code))
    return form_page(request, "web/importing/start.html", form, _context(flow, 1))


@require_GET
def download_template(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Give an empty form that explains itself."""
    flow.require(signed_in(request))
    language = get_language() or "ko"
    content = template(flow.kind, language)
    return attachment(content, XLSX, f"{flow.kind.title(language)}.xlsx")


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, flow: Flow, code: str) -> HttpResponse:
    """Show which column is which, and let a person correct it."""
    actor, handed_in = _handed_in(request, flow, code)
    if handed_in.entered_at:
        return redirect(flow.url("-report", code))
    opened = imports.open_import(handed_in, flow.kind)
    form = _columns_form(flow.kind, opened, request.POST if request.method == "POST" else None)

    def choose() -> None:
        chosen = {key: int(value) if value else None for key, value in form.cleaned_data.items()}
        imports.choose_columns(handed_in, chosen, actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, choose):
        return redirect(flow.url("-preview", code))
    context = {
        **_context(flow, 2),
        "file": handed_in.file,
        "unmatched": opened.mapping.unmatched,
        "header": opened.sheet.header,
        "lines": [
            [line.cell(index) for index in range(len(opened.sheet.header))]
            for line in opened.sheet.rows[:3]
        ],
    }
    return form_page(request, "web/importing/columns.html", form, context)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, flow: Flow, code: str) -> HttpResponse:
    """Show what would happen row by row; a press enters all of it or nothing."""
    actor, handed_in = _handed_in(request, flow, code)
    if handed_in.entered_at:
        return redirect(flow.url("-report", code))
    opened = imports.open_import(handed_in, flow.kind)
    chosen = _chosen(request)
    declined = ""
    if request.method == "POST" and "enter" in request.POST:
        if flow.later and len(opened.sheet.rows) > AT_ONCE:
            return redirect("job", flow.later(handed_in, chosen, actor).code)
        try:
            imports.enter_sheet(
                handed_in,
                lambda: flow.enter(opened, chosen, actor),
                actor=actor,
                at=clock.now(),
            )
        except Refusal as refused:
            if refused.status not in SHOWN_IN_FORM:
                raise
            declined = refused.sentence
        else:
            messages.success(request, _("모두 반영했습니다."))
            return redirect(flow.url("-report", code))
    return _preview_page(request, flow, handed_in, (opened, chosen), declined)


@require_GET
def report(request: HttpRequest, flow: Flow, code: str) -> HttpResponse:
    """Say what was done."""
    _actor, handed_in = _handed_in(request, flow, code)
    if not handed_in.entered_at:
        return redirect(flow.url("-preview", code))
    context = {
        **_context(flow, 4),
        "handed_in": handed_in,
        "report": handed_in.report,
        "done_url": flow.done_url,
    }
    return render(request, "web/importing/report.html", context)


def _preview_page(
    request: HttpRequest,
    flow: Flow,
    handed_in: SheetImport,
    read: tuple[Opened, Mapping[str, str]],
    declined: str,
) -> HttpResponse:
    opened, chosen = read
    seen = flow.preview(opened, chosen)
    # Faults come first: they are what a person came to see.
    ordered = sorted(seen.rows, key=lambda row: (row.verdict != "fault", not row.choices))
    page = Paginator(ordered, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_context(flow, 3),
        "file": handed_in.file,
        "preview": seen,
        "page": page,
        "counts": {verdict: seen.count(verdict) for verdict in ("add", "change", "same", "fault")},
        "kept_choices": {
            number: value
            for number, value in chosen.items()
            if number not in {str(row.number) for row in page}
            and number not in {asked.key for asked in seen.questions}
        },
        "declined": declined,
        "columns_url": flow.url("-columns", handed_in.code),
    }
    return render(request, "web/importing/preview.html", context, status=422 if declined else 200)


def _handed_in(request: HttpRequest, flow: Flow, code: str) -> tuple[Person, SheetImport]:
    actor = signed_in(request)
    flow.require(actor)
    return actor, imports.get_import_for(actor, code, flow.kind, flow.subject)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """Return what was chosen for each row, by its number."""
    return {
        name.removeprefix("row-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("row-") and value
    }


def _columns_form(kind: SheetKind, opened: Opened, data: Any) -> forms.Form:
    language = get_language() or "ko"
    headings = [
        (str(index), heading) for index, heading in enumerate(opened.sheet.header) if heading
    ]
    fields: dict[str, forms.Field] = {
        column.key: forms.ChoiceField(
            label=column.title(language),
            required=column.required,
            choices=[("", _("(없음)")), *headings],
            initial=str(index)
            if (index := opened.mapping.index_of(column.key)) is not None
            else "",
            help_text=column.help(language),
        )
        for column in kind.all_columns
    }
    form = _ColumnsForm(data)
    form.fields.update(fields)
    return form


class _ColumnsForm(forms.Form):
    """Which heading of the file is which column; no heading serves twice."""

    def clean(self) -> dict[str, Any]:
        taken: dict[str, str] = {}
        for key, value in list(self.cleaned_data.items()):
            if value and value in taken:
                self.add_error(key, _("이 열은 이미 다른 항목에 쓰였습니다."))
            taken[value] = key
        return self.cleaned_data


def _context(flow: Flow, current: int) -> dict[str, object]:
    labels = (_("파일 올리기"), _("열 맞추기"), _("미리 보기"), _("반영 결과"))
    return {
        "title": flow.title,
        "breadcrumbs": flow.breadcrumbs,
        "steps": [{"label": label, "url": ""} for label in labels],
        "current": current,
        "template_url": flow.url("-template"),
        "start_url": flow.url(),
        "done_url": flow.done_url,
    }
