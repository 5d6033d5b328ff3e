"""Writing an entry: each answer saved as it is typed, files added, the case named."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.files import FileRefused, open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.queries import own_organizations
from sangsaeng.programs.actions.attaching import Upload, add_file, remove_file
from sangsaeng.programs.actions.entering import (
    Beginning,
    Typed,
    begin_entry,
    name_entry,
    save_answer,
)
from sangsaeng.programs.contents import mark_of, standing_of
from sangsaeng.programs.forms import Reading
from sangsaeng.programs.models import Entry, Question
from sangsaeng.programs.queries.access import get_call_for
from sangsaeng.programs.queries.entries import get_file_for, get_question_of
from sangsaeng.programs.queries.window import is_taking
from sangsaeng.programs.refusals import AnsweredMeanwhile, AnswerNotReadable, TooManyFiles
from sangsaeng.programs.rules import may_hand_in
from sangsaeng.programs.teams import seats_for
from sangsaeng.web.forms_entries import BeginForm, FileForm, TitleForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import attachment
from sangsaeng.web.views.programs.answering import typed_in
from sangsaeng.web.views.programs.entry_frame import call_path, opened
from sangsaeng.web.views.programs.entry_page import entry_page, field_with, how_far


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose in whose name and in which part to enter."""
    viewer = signed_in(request)
    call, owners = get_call_for(viewer, slug), own_organizations(viewer)
    form = BeginForm(request.POST or None, call=call, owners=owners)
    begun: list[Entry] = []

    def deed() -> None:
        given = form.cleaned_data
        beginning = Beginning(call, given["lead"], given["seat"], is_sample=call.is_sample)
        begun.append(begin_entry(beginning, actor=viewer, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("신청서를 열었습니다. 적는 대로 저장됩니다."))
        return redirect("entry", begun[0].code)
    context: dict[str, object] = {
        "title": _("신청하기"),
        "call": call,
        "breadcrumbs": [
            {"label": call.name, "url": call_path(call)},
            {"label": _("신청하기"), "url": ""},
        ],
        "owners": owners,
        "fitting": [(one, seats_for(call, one, leading=True)) for one in owners],
        "is_taking": is_taking(call, clock.now()),
        "drafts": Entry.objects.of_team(viewer).filter(call=call).select_related("lead"),
        "sample_data": call.is_sample,
    }
    return form_page(request, "web/entries/begin.html", form, context)


@require_POST
def title(request: HttpRequest, code: str) -> HttpResponse:
    """Name the case."""
    viewer, entry = opened(request, code)
    form = TitleForm(request.POST)

    def deed() -> None:
        given = form.cleaned_data
        name_entry(entry, given["title"], seen=given["seen"], actor=viewer, at=clock.now())

    if not succeeds(form, deed):
        return entry_page(request, viewer, entry, forms={"title_form": form})
    messages.success(request, _("저장했습니다."))
    return redirect("entry", code)


@require_POST
def answer(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Save one answer; what was typed is never lost, whatever comes between."""
    viewer, entry = opened(request, code)
    question = get_question_of(entry.call, key)
    typed = typed_in(question, request.POST)
    seen = None if "overwrite" in request.POST else request.POST.get("seen", "")
    try:
        reading = save_answer(entry, question, Typed(typed, seen), actor=viewer, at=clock.now())
    except (AnswerNotReadable, AnsweredMeanwhile) as refused:
        is_conflict = isinstance(refused, AnsweredMeanwhile)
        return _not_saved(request, viewer, entry, (question, typed), refused.sentence, is_conflict)
    if not _is_fragment(request):
        messages.success(request, _("저장했습니다."))
        return redirect(f"{reverse('entry', args=[code])}#q-{key}")
    return _saved(request, viewer, question, reading, entry)


@require_POST
def attach(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Add a file to a question."""
    viewer, entry = opened(request, code)
    question = get_question_of(entry.call, key)
    form = FileForm(request.POST, request.FILES)
    fault = ""
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            add_file(entry, question, Upload(sent.name, sent.read()), actor=viewer, at=clock.now())
        except (FileRefused, TooManyFiles) as refused:
            fault = refused.sentence
    else:
        fault = _("올릴 파일을 고르십시오. 빈 파일은 올릴 수 없습니다.")
    if fault:
        shown = field_with(standing_of(entry, at=clock.now()), question, "", fault)
        return entry_page(request, viewer, entry, refused={key: shown})
    messages.success(request, _("파일을 올렸습니다."))
    return redirect(f"{reverse('entry', args=[code])}#q-{key}")


@require_POST
def detach(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """Take a file out."""
    viewer, _entry = opened(request, code)
    kept = get_file_for(viewer, code, file)
    remove_file(kept, actor=viewer, at=clock.now())
    messages.success(request, _("파일을 뺐습니다."))
    return redirect(f"{reverse('entry', args=[code])}#q-{kept.question.key}")


@require_GET
def file(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """Give a file as it was added: to the team, and to officers once it was handed in."""
    viewer = signed_in(request)
    kept = get_file_for(viewer, code, file)
    with open_stored(kept.file) as stored:
        content = stored.read()
    response = attachment(content, "application/octet-stream", kept.file.name)
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "no-store, private"
    return response


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _saved(
    request: HttpRequest, viewer: Person, question: Question, reading: Reading, entry: Entry
) -> HttpResponse:
    """Say that the answer is kept, and put right what the page says of the whole."""
    at = clock.now()
    context = {
        **how_far(entry, standing_of(entry, at=at), leads=may_hand_in(viewer, entry), at=at),
        "is_oob": True,
        "question": question,
        "seen": mark_of(reading.value),
        "fault": reading.fault,
        "saved_at": at,
        "entry": entry,
    }
    return render(request, "web/entries/_saved.html", context)


def _not_saved(
    request: HttpRequest,
    viewer: Person,
    entry: Entry,
    asked: tuple[Question, object],
    fault: str,
    is_conflict: bool,  # noqa: FBT001 - one of two ways to be refused
) -> HttpResponse:
    question, typed = asked
    standing = standing_of(entry, at=clock.now())
    if not _is_fragment(request):
        shown = field_with(standing, question, typed, fault)
        return entry_page(request, viewer, entry, refused={question.key: shown})
    context = {
        "question": question,
        "entry": entry,
        "seen": request.POST.get("seen", ""),
        "fault": fault,
        "is_conflict": is_conflict,
        "theirs": field_with(standing, question, None, "").as_text if is_conflict else "",
    }
    return render(request, "web/entries/_saved.html", context, status=422)
