"""Handing in, taking back, answering a supplement, and the receipts of it all."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.kernel.tokens import new_token
from sangsaeng.ledger.canonical import canonical_text
from sangsaeng.programs.actions.handing_in import hand_in, reopen, take_receipt, withdraw
from sangsaeng.programs.actions.supplements import answer_supplement
from sangsaeng.programs.contents import standing_of
from sangsaeng.programs.models import Entry
from sangsaeng.programs.papers import receipt_paper
from sangsaeng.programs.queries.entries import get_submission_for, open_supplement_of
from sangsaeng.programs.queries.shown import shown_to_team
from sangsaeng.programs.queries.writing import closes_at, is_open_for
from sangsaeng.programs.refusals import NotComplete
from sangsaeng.programs.rules import may_hand_in
from sangsaeng.web.forms_entries import ReasonForm, SupplementAnswerForm
from sangsaeng.web.views.asking import succeeds
from sangsaeng.web.views.exporting import attachment
from sangsaeng.web.views.programs.entry_frame import entry_frame, opened
from sangsaeng.web.views.programs.entry_page import entry_page

JSON = "application/json; charset=utf-8"
LONGEST_KEY = 64


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything once more with what is missing, and hand it in."""
    viewer, entry = opened(request, code)
    require(may_hand_in(viewer, entry), viewer)
    if request.method == "GET":
        return _look_through(request, viewer, entry, 200)
    try:
        submission = hand_in(entry, key=_key(request), actor=viewer, at=clock.now())
    except NotComplete as refused:
        messages.error(request, refused.sentence)
        return _look_through(request, viewer, entry, 422)
    told = _("접수되었습니다. 접수 번호는 %(number)s입니다.") % {
        "number": submission.receipt_number
    }
    messages.success(request, told)
    return redirect("entry", code)


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw the entry."""
    viewer, entry = opened(request, code)
    form = ReasonForm(request.POST, auto_id="withdraw_%s")

    def deed() -> None:
        withdraw(entry, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if not succeeds(form, deed):
        return entry_page(request, viewer, entry, forms={"withdraw_form": form})
    messages.success(request, _("신청을 철회했습니다."))
    return redirect("entry", code)


@require_POST
def open_again(request: HttpRequest, code: str) -> HttpResponse:
    """Take the entry up again; it has to be handed in anew."""
    viewer, entry = opened(request, code)
    reopen(entry, actor=viewer, at=clock.now())
    messages.success(request, _("다시 작성할 수 있습니다. 마감 전에 다시 제출해야 접수됩니다."))
    return redirect("entry", code)


@require_POST
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in what was asked."""
    viewer, entry = opened(request, code)
    asked = open_supplement_of(entry)
    if asked is None:
        raise NotFound
    form = SupplementAnswerForm(request.POST, auto_id="supplement_%s")

    def deed() -> None:
        answer_supplement(
            asked, form.cleaned_data["answer"], key=_key(request), actor=viewer, at=clock.now()
        )

    if not succeeds(form, deed):
        return entry_page(request, viewer, entry, forms={"supplement_form": form})
    messages.success(request, _("보완을 제출했습니다. 새 접수증을 받으십시오."))
    return redirect("entry", code)


@require_GET
def receipt_json(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the receipt that `sangsaeng verify` checks without asking anybody."""
    viewer, entry = opened(request, code)
    submission = get_submission_for(viewer, code, number)
    receipt = take_receipt(submission, entry.lead, actor=viewer, at=clock.now())
    text = json.dumps(receipt, ensure_ascii=False, indent=1)
    return attachment(text.encode(), JSON, f"receipt-{code}-{number}.json")


@require_GET
def receipt_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the receipt on paper."""
    viewer, entry = opened(request, code)
    submission, at = get_submission_for(viewer, code, number), clock.now()
    receipt = take_receipt(submission, entry.lead, actor=viewer, at=at)
    content = receipt_paper(submission, receipt, at)
    return attachment(content, "application/pdf", f"receipt-{code}-{number}.pdf")


@require_GET
def content_json(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the content of which the fingerprint was taken, byte for byte."""
    viewer, _entry = opened(request, code)
    submission = get_submission_for(viewer, code, number)
    text = canonical_text(submission.content)
    return attachment(text.encode(), JSON, f"content-{code}-{number}.json")


def _look_through(request: HttpRequest, viewer: Person, entry: Entry, status: int) -> HttpResponse:
    at = clock.now()
    standing = standing_of(entry, at=at)
    questions = {one.key: one for one in standing.questions}
    context = {
        **entry_frame(entry, _("확인하고 제출하기")),
        "shown": shown_to_team(entry, at=at),
        "faults": [(questions[key], fault) for key, fault in standing.faults().items()],
        "team_faults": standing.team_faults(),
        "checks": standing.checks(),
        "is_complete": not standing.all_faults(),
        "is_open": is_open_for(entry, at) and entry.state == "draft",
        "closes_at": closes_at(entry),
        "press_key": new_token(),
        "viewer": viewer,
    }
    return render(request, "web/entries/hand_in.html", context, status=status)


def _key(request: HttpRequest) -> str:
    """Return the key of the press; a page without one is a press of its own."""
    return request.POST.get("key", "")[:LONGEST_KEY] or new_token()
