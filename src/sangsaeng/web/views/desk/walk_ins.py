"""Walk-ins: who came without being planned is taken in and shown the places that fit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.the_day.walking_in import Welcomed, welcome_walk_in
from sangsaeng.fairs.queries.access import get_participant_for
from sangsaeng.fairs.queries.the_day.floor import read_floor
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_fill_places
from sangsaeng.kernel import clock
from sangsaeng.web.forms_walk_ins import WalkInForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.desk.bookings import places_shown
from sangsaeng.web.views.desk.frame import desk_of, frame

SHOWN = 8


@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a walk-in in, with whom it wants to meet."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    form = WalkInForm(request.POST or None, fair=fair)
    welcomed: list[Welcomed] = []

    def deed() -> None:
        welcomed.append(welcome_walk_in(fair, form.walk_in(), actor=actor, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("현장 방문을 등록했습니다. 들어갈 자리를 골라 주십시오."))
        return redirect("desk_walk_in_places", fair.slug, welcomed[0].participant.code)
    context = frame(request, fair, _("현장 방문"), "desk_walk_in")
    context |= {"may_fill": may_fill_places(actor, fair)}
    return form_page(request, "web/desk/walk_in.html", form, context)


@require_GET
def places(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show, for each pair of an organization that waits, where it could meet."""
    fair = desk_of(request, slug)
    participant = get_participant_for(request.user, fair, code)
    floor = read_floor(fair, clock.now())
    own = [one for one in floor.requests if participant.pk in {one.buyer_id, one.supplier_id}]
    shown = [places_shown(floor, one) for one in own]
    for one in shown:
        one["more"] = max(len(one["places"]) - SHOWN, 0)
        one["places"] = one["places"][:SHOWN]
    context = frame(request, fair, name_of(participant), "desk_walk_in") | {
        "participant": participant,
        "waiting": [one for one in shown if not one["is_placed"]],
        "placed": [one for one in shown if one["is_placed"]],
        "may_fill": may_fill_places(request.user, fair),
    }
    return render(request, "web/desk/walk_in_places.html", context)
