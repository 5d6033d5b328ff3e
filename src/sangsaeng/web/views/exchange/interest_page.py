"""One press on a need or an offer, and the page on which the two sides go on from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.disclosure.queries.lists import demands_from
from sangsaeng.exchange.actions.interest import show_interest
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.exchange.queries.access import get_interest_for, get_listing_for
from sangsaeng.exchange.queries.interests import (
    Thread,
    interest_records,
    my_interest_in,
    own_to_answer_with,
    thread_for,
)
from sangsaeng.exchange.rules import (
    may_answer_appointment,
    may_answer_interest,
    may_arrange,
    may_let_in,
    may_withdraw_interest,
)
from sangsaeng.exchange.states import INTEREST_STATES
from sangsaeng.fairs.queries.after_interest import chances_for, requests_from
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotAllowed, NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.web.documents.talks import talk_calendar
from sangsaeng.web.forms_interest import InterestForm, ReplyForm, TalkForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import attachment, export_json


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Take the press on a need or an offer of another."""
    person = signed_in(request)
    listing = get_listing_for(person, code)
    form = interest_form(person, listing, request.POST or None)
    made: list[Interest] = []

    def deed() -> None:
        made.append(show_interest(listing, form.chosen, form.words(), actor=person, at=clock.now()))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("관심을 보냈습니다. 답이 오면 알려 드립니다."))
        return redirect("interest", made[0].code)
    context: dict[str, object] = {
        "title": _("관심 보내기"),
        "lead": listing.title,
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("주고받은 관심"), "url": reverse("my_interests")},
            {"label": _("관심 보내기"), "url": ""},
        ],
        "listing": listing,
        "running": [
            one for one in my_interest_in(person, listing) if one.state in {"asked", "accepted"}
        ],
    }
    return form_page(request, "web/interest/ask.html", form, context)


def interest_form(person: Person, listing: Listing, data: Any = None) -> InterestForm:
    """Return the form for those who may show interest: people of other organizations."""
    organizations = list(
        Organization.objects.filter(
            memberships__person=person, memberships__ended_at__isnull=True
        ).exclude(pk=listing.owner_id)
    )
    if not organizations:
        raise NotAllowed
    form = InterestForm(data)
    form.offer(organizations, own_to_answer_with(person, organizations, listing))
    return form


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show who said what, and what can be done next."""
    person = signed_in(request)
    return render(request, "web/interest/page.html", page_context(person, code))


def page_context(person: Person, code: str) -> dict[str, Any]:
    """Return all that the page of an interest shows to one of its sides."""
    interest = get_interest_for(person, code)
    thread = thread_for(person, interest)
    at = clock.now()
    talk = thread.running_talk
    answers = may_answer_interest(person, interest)
    return {
        "title": thread.title,
        "lead": _("받은 관심") if thread.is_received else _("보낸 관심"),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("주고받은 관심"), "url": reverse("my_interests")},
            {"label": thread.counterpart_name, "url": ""},
        ],
        "sample_data": person.is_sample,
        "thread": thread,
        "is_unnamed": interest.listing.is_anonymous,
        "reply_form": ReplyForm(),
        "may_accept": answers and INTEREST_STATES.allows(interest.state, "accept"),
        "may_let_in": answers and may_let_in(person, interest.listing),
        "may_withdraw": may_withdraw_interest(person, interest)
        and INTEREST_STATES.allows(interest.state, "withdraw"),
        "talk": talk,
        "may_answer_talk": talk is not None
        and talk.state == "proposed"
        and may_answer_appointment(person, talk),
        "may_arrange": interest.state == "accepted" and may_arrange(person, interest),
        "talk_form": TalkForm(),
        "chances": chances_for(person, interest, at=at),
        "requests": requests_from(person, interest),
        "demands": demands_from(person, interest),
    }


@require_GET
def as_json(request: HttpRequest, code: str) -> HttpResponse:
    """Give the interest as a file, as its page shows it."""
    person = signed_in(request)
    thread = thread_for(person, get_interest_for(person, code))
    return export_json("interests", interest_records([thread]))


@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Give the talk for a calendar."""
    person = signed_in(request)
    thread: Thread = thread_for(person, get_interest_for(person, code))
    if not thread.talks:
        raise NotFound
    return attachment(
        talk_calendar(thread), "text/calendar; charset=utf-8", f"talk-{thread.code}.ics"
    )
