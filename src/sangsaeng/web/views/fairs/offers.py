"""An offered place as the two who are asked see it, and their answer."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsaeng.fairs.actions.the_day.answering_offers import answer_offer
from sangsaeng.fairs.models import Offer, Participant
from sangsaeng.fairs.queries.access import get_fair_for
from sangsaeng.fairs.queries.mine import participants_in
from sangsaeng.fairs.queries.the_day.floor import Hours
from sangsaeng.fairs.queries.the_day.offers import get_offer_for, open_offers_of
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_accept_offer, may_decline_offer
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.pressing import pressed
from sangsaeng.web.views.fairs.frame import frame


@dataclass(frozen=True)
class OfferCard:
    """An offer in the words of one of the two; it says nothing of why the place is free."""

    code: str
    counterpart: str
    hall: str
    table: str
    begins: datetime
    ends: datetime
    until: datetime
    comes: bool


def offers_for(participant: Participant, at: datetime) -> list[OfferCard]:
    """Return the offers that wait for the participant; for `web/fairs/_offers.html` as `offers`."""
    waiting = open_offers_of(participant, at)
    # Every phone asks and hardly any has one: whether there is one is cheaper than what it says.
    return [card_of(one, participant) for one in waiting] if waiting.exists() else []


def card_of(offer: Offer, participant: Participant) -> OfferCard:
    """Return an offer as this participant reads it."""
    request, opening = offer.request, offer.opening
    is_buyer = request.buyer_id == participant.pk
    hours = Hours.of(opening.slot, opening.table)
    comes = not is_buyer or opening.table.participant_id is None
    return OfferCard(
        code=offer.code,
        counterpart=name_of(request.supplier if is_buyer else request.buyer),
        hall=opening.table.hall.name,
        table=opening.table.label,
        begins=hours.begins,
        ends=hours.ends,
        until=offer.until,
        comes=comes,
    )


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show an offer to one of the two, and take its answer."""
    actor = signed_in(request)
    fair = get_fair_for(actor, slug)
    found = get_offer_for(actor, fair, code)
    if request.method == "POST":
        _answer(request, found)
        return redirect("fair_offer", fair.slug, found.code)
    at = clock.now()
    own = _own(actor, found)
    context = frame(request, fair, _("상담 자리 제안"), "timetable") | {
        "offer": card_of(found, own),
        "participant": own,
        "state": "lapsed" if found.state == "open" and found.until <= at else found.state,
        "may_accept": may_accept_offer(actor, found),
        "may_decline": may_decline_offer(actor, found),
    }
    return render(request, "web/fairs/offer.html", context)


def _answer(request: HttpRequest, found: Offer) -> None:
    actor, at = signed_in(request), clock.now()
    if request.POST.get("answer") == "accept":
        said = _("상담이 정해졌습니다. 시간에 맞추어 테이블로 오십시오.")
        pressed(request, lambda: answer_offer(found, "accept", actor=actor, at=at), said)
    else:
        said = _("거절했습니다. 이 자리는 더 맡아 두지 않습니다.")
        pressed(request, lambda: answer_offer(found, "decline", actor=actor, at=at), said)


def _own(viewer: Person, found: Offer) -> Participant:
    """Return for whom the viewer reads it; the desk reads it as who would come."""
    request = found.request
    own = {one.pk for one in participants_in(viewer, found.opening.fair)}
    return request.buyer if request.buyer_id in own else request.supplier
