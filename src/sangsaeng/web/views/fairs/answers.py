"""What a participant is asked, with its answers, and what it asked itself."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.answering import answer_request
from sangsaeng.fairs.models import Fair, Participant, Request, Side
from sangsaeng.fairs.queries.access import get_fair_for, get_request_for
from sangsaeng.fairs.queries.received import (
    received_by,
    received_one,
    received_records,
    sent_by,
    sent_records,
)
from sangsaeng.fairs.rules import may_answer, may_request, may_run
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotAllowed, NotFound, Refusal
from sangsaeng.web.forms_asking import AnswerForm, StateFilterForm
from sangsaeng.web.views.asking import SHOWN_IN_FORM, signed_in
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import frame
from sangsaeng.web.views.fairs.parties import parties_of, party_frame, party_of

PER_PAGE = 30


@require_GET
def received(request: HttpRequest, slug: str) -> HttpResponse:
    """List what the participant is to answer, ranked, with one press for each answer."""
    fair = get_fair_for(request.user, slug)
    party = party_of(request, fair)
    form = StateFilterForm(request.GET)
    rows = received_by(party, form.wanted)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(request, fair, _("받은 신청"), "fair_received"),
        **party_frame(request, party),
        "form": form,
        "page": page,
        "may_answer": may_request(request.user, party),
    }
    return render(request, "web/fairs/received.html", context)


@require_GET
def export_received(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give what was received as a file, in the order of the page."""
    fair = get_fair_for(request.user, slug)
    state = StateFilterForm(request.GET).wanted
    records = received_records(received_by(party_of(request, fair), state))
    headings = (
        ("name", _("상대 기업")),
        ("purpose", _("상담 목적")),
        ("topic", _("상담 내용")),
        ("their_wish", _("상대의 희망")),
        ("rank", _("순위 점수")),
        ("why", _("까닭")),
        ("state", _("상태")),
        ("our_wish", _("우리의 희망")),
        ("note", _("우리가 적은 이유")),
    )
    return export_table(headings, records, form, "received")


@require_GET
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """List what the participant asked itself, what came of it, and whom it may turn to."""
    fair = get_fair_for(request.user, slug)
    party = party_of(request, fair)
    form = StateFilterForm(request.GET)
    rows = sent_by(party, form.wanted, at=clock.now())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(request, fair, _("보낸 신청"), "fair_sent"),
        **party_frame(request, party),
        "form": form,
        "page": page,
        "may_ask": may_request(request.user, party),
    }
    return render(request, "web/fairs/sent.html", context)


@require_GET
def export_sent(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give what was sent as a file."""
    fair = get_fair_for(request.user, slug)
    state = StateFilterForm(request.GET).wanted
    records = sent_records(sent_by(party_of(request, fair), state, at=clock.now()))
    headings = (
        ("name", _("상대 기업")),
        ("purpose", _("상담 목적")),
        ("topic", _("상담 내용")),
        ("our_wish", _("우리의 희망")),
        ("state", _("상태")),
        ("reason", _("상대가 알린 이유")),
        ("others", _("여유가 있는 다른 상대")),
    )
    return export_table(headings, records, form, "sent")


@require_POST
def answer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Accept or decline; a fragment for a press on the list, a whole page without scripts."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    asked = get_request_for(actor, fair, code)
    asked.fair = asked.buyer.fair = asked.supplier.fair = fair
    side, fault = _side(request, actor, asked), ""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        fault = _("이유는 300자까지 적을 수 있습니다. 답을 다시 골라 주십시오.")
    else:
        try:
            answer_request(asked, side, form.answer(), actor=actor, at=clock.now())
        except Refusal as refused:
            if refused.status not in SHOWN_IN_FORM:
                raise
            fault = refused.sentence
    return _answered(request, fair, asked, side, fault)


def _side(request: HttpRequest, actor: Person, asked: Request) -> str:
    """Return for which side is answered; an officer says which, a party has only one."""
    if may_run(actor, asked.fair):
        side = request.POST.get("side", "") or asked.asked_side
        if side not in {Side.BUYER, Side.SUPPLIER}:
            raise NotFound
        return side
    own = {one.pk for one in parties_of(request, asked.fair)}
    sides = [side for side in (Side.BUYER, Side.SUPPLIER) if asked.party(side).pk in own]
    if not sides:
        raise NotAllowed
    return next((side for side in sides if side != asked.asking_side), sides[0])


def _answered(
    request: HttpRequest, fair: Fair, asked: Request, side: str, fault: str
) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        if fault:
            messages.error(request, fault)
        else:
            messages.success(request, _("답을 저장했습니다."))
        return redirect(_after(request, fair, asked, side))
    context = _card(request, fair, asked, side) | {"fault": fault, "was_answered": not fault}
    return render(request, "web/fairs/_received.html", context, status=422 if fault else 200)


def _after(request: HttpRequest, fair: Fair, asked: Request, side: str) -> str:
    if may_run(request.user, fair):
        return reverse("fair_request", args=[fair.slug, asked.code])
    address = reverse("fair_received", args=[fair.slug])
    return f"{address}?for={asked.party(side).code}#received-{asked.code}"


def _card(request: HttpRequest, fair: Fair, asked: Request, side: str) -> dict[str, Any]:
    party: Participant = asked.party(side)
    # What a refused answer set in memory is not what stands.
    asked.refresh_from_db()
    asked.fair = fair
    return {
        "fair": fair,
        "row": received_one(party, asked),
        "may_answer": may_answer(request.user, asked, side),
    }
