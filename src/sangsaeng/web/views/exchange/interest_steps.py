"""What the two sides of an interest do next: answer, arrange a talk, ask for a meeting at a fair."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsaeng.exchange.actions.arranging import answer_appointment, call_off, propose_appointment
from sangsaeng.exchange.actions.interest import (
    accept_interest,
    decline_interest,
    withdraw_interest,
)
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.exchange.queries.access import get_interest_for, get_talk_of
from sangsaeng.fairs.actions.requesting import Wishes, enter_request
from sangsaeng.fairs.models import Purpose, Side, Wish
from sangsaeng.fairs.queries.after_interest import chances_for
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_interest import ReplyForm, TalkForm
from sangsaeng.web.views.asking import signed_in, succeeds
from sangsaeng.web.views.desk.pressing import pressed
from sangsaeng.web.views.exchange.interest_page import page_context


@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Accept or decline."""
    person, interest = _asked_for(request, code)
    form = ReplyForm(request.POST)

    def deed() -> None:
        if request.POST.get("verb") == "accept":
            accept_interest(interest, form.reply(), actor=person, at=clock.now())
        else:
            decline_interest(interest, form.reply().answer, actor=person, at=clock.now())

    return _after(request, code, form, deed, _("답을 보냈습니다."), "reply_form")


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the interest back."""
    person, interest = _asked_for(request, code)
    said = _("관심을 거두었습니다.")
    pressed(request, lambda: withdraw_interest(interest, actor=person, at=clock.now()), said)
    return redirect("interest", code)


@require_POST
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a time and a place to talk."""
    person, interest = _asked_for(request, code)
    form = TalkForm(request.POST)

    def deed() -> None:
        propose_appointment(interest, form.talk(), actor=person, at=clock.now())

    return _after(request, code, form, deed, _("만날 시간을 제안했습니다."), "talk_form")


@require_POST
def answer_talk(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to the proposed time, say that it does not suit, or call the talk off."""
    person, interest = _asked_for(request, code)
    talk = get_talk_of(interest)
    verb, at = request.POST.get("verb"), clock.now()
    if verb == "call_off":
        said = _("만나기로 한 시간을 취소했습니다.")
        pressed(request, lambda: call_off(talk, actor=person, at=at), said)
    else:
        agrees = verb == "agree"
        said = _("만날 시간이 정해졌습니다.") if agrees else _("어렵다고 답했습니다.")
        pressed(request, lambda: answer_appointment(talk, agrees=agrees, actor=person, at=at), said)
    return redirect("interest", code)


@require_POST
def ask_at_fair(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the other side for a meeting at a fair where both take part."""
    person, interest = _asked_for(request, code)
    at = clock.now()
    wanted = request.POST.get("fair", "")
    chance = next(
        (one for one in chances_for(person, interest, at=at) if one.fair.slug == wanted), None
    )
    if chance is None:
        raise NotFound
    is_buyer = chance.own.side == Side.BUYER or (
        chance.own.side == Side.MEMBER and chance.own.pk < chance.other.pk
    )
    wishes = Wishes(
        buyer=Wish.WANT if is_buyer else Wish.UNSTATED,
        supplier=Wish.UNSTATED if is_buyer else Wish.WANT,
        purpose=_PURPOSES.get(interest.listing.kind, Purpose.OTHER),
        topic=_topic_of(interest),
    )

    def deed() -> None:
        enter_request(chance.own, chance.other, wishes, actor=person, at=at, interest=interest)

    pressed(request, deed, _("상담을 신청했습니다."))
    return redirect("interest", code)


_PURPOSES = {
    "technology": Purpose.TECHNOLOGY,
    "patent_license": Purpose.TECHNOLOGY,
    "product": Purpose.PURCHASE,
    "dead_stock": Purpose.PURCHASE,
    "supplier": Purpose.SUPPLIER_ENTRY,
    "sales_channel": Purpose.SALES_CHANNEL,
}


def _topic_of(interest: Interest) -> str:
    """Name what the two talk about, where everybody may read it: officers read the topic, too."""
    in_the_open = Listing.objects.in_the_open().filter(pk=interest.listing_id).exists()
    return interest.listing.title if in_the_open else ""


def _asked_for(request: HttpRequest, code: str) -> tuple[Person, Interest]:
    person = signed_in(request)
    return person, get_interest_for(person, code)


def _after(
    request: HttpRequest,
    code: str,
    form: forms.Form,
    deed: Callable[[], object],
    said: str,
    name: str,
) -> HttpResponse:
    """Say what was done on the page of the interest, or show there what to mend."""
    if succeeds(form, deed):
        messages.success(request, said)
        return redirect("interest", code)
    context = page_context(signed_in(request), code) | {name: form}
    return render(request, "web/interest/page.html", context, status=422)
