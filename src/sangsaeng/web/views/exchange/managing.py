"""One's own need or offer: its state and what is next, whom it is open to, how long it is out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.exchange import rules
from sangsaeng.exchange.actions.admitting import end_admission, let_in
from sangsaeng.exchange.actions.checking import submit
from sangsaeng.exchange.actions.publishing import close, publish, renew
from sangsaeng.exchange.actions.stepping import LONGEST_LIFE, SHORTEST_LIFE, USUAL_LIFE
from sangsaeng.exchange.actions.writing import rework
from sangsaeng.exchange.facts import ListingFacts, certificate_label
from sangsaeng.exchange.guiding import guide_of
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.own import get_own_listing_for
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound, Refusal
from sangsaeng.organizations.queries import Filters, get_organization_for, visible_to
from sangsaeng.web.forms_listings import FileForm, NameForm
from sangsaeng.web.views.asking import SHOWN_IN_FORM, signed_in
from sangsaeng.web.views.exchange.own_shown import breadcrumbs, next_step, tone_of

FOUND_AT_MOST: Final = 10
_BY_ALL: Final = frozenset({"submit", "rework"})


@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show where it stands, what the public reads of it, and what can be done."""
    actor = signed_in(request)
    listing = get_own_listing_for(actor, code)
    leads = rules.may_publish(actor, listing)
    today = day_of(clock.now())
    context = {
        "title": listing.title,
        "sample_data": listing.is_sample,
        "breadcrumbs": breadcrumbs(listing.title),
        "listing": listing,
        "tone": tone_of(listing.state),
        "next_step": next_step(listing),
        "verbs": [
            verb
            for verb in LISTING_STATES.verbs_from(listing.state)
            if verb in _BY_ALL or (leads and verb in {"publish", "renew", "close"})
        ],
        "leads": leads,
        "shown": _public(listing),
        "certificates": [certificate_label(one) for one in listing.certificates],
        "guide": guide_of(ListingFacts.of(listing)),
        "attachments": listing.attachments.select_related("file"),
        "file_form": FileForm(),
        "admissions": listing.admissions.filter(ended_at__isnull=True).select_related(
            "organization", "let_in_by"
        ),
        "life": {
            "first": today + SHORTEST_LIFE,
            "usual": today + USUAL_LIFE,
            "last": today + LONGEST_LIFE,
            "days_left": (listing.expires_on - today) // timedelta(days=1)
            if listing.expires_on and listing.state == "published"
            else None,
        },
        **_found(request, leads=leads),
    }
    return render(request, "web/own_listings/one.html", context)


@require_POST
def step(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Take a step with it."""
    actor = signed_in(request)
    listing = get_own_listing_for(actor, code)
    until = _day_in(request.POST.get("until", ""))
    because = request.POST.get("because", "")
    steps: dict[str, tuple[Callable[..., None], tuple[Any, ...], str]] = {
        "submit": (submit, (), _("확인을 요청했습니다. 확인되면 알려 드립니다.")),
        "rework": (rework, (), _("다시 쓸 수 있습니다. 고친 뒤 확인을 요청하십시오.")),
        "publish": (publish, (until,), _("공개했습니다.")),
        "renew": (renew, (until,), _("공개 기한을 늘렸습니다.")),
        "close": (close, (because,), _("마감했습니다.")),
    }
    if verb not in steps:
        raise NotFound
    deed, more, said = steps[verb]
    _press(request, lambda: deed(listing, *more, actor=actor, at=clock.now()), said)
    return redirect("listing_own", code)


@require_POST
def admit(request: HttpRequest, code: str) -> HttpResponse:
    """Open the detail to an organization."""
    actor = signed_in(request)
    listing = get_own_listing_for(actor, code)
    organization = get_organization_for(actor, request.POST.get("organization", ""))
    _press(
        request,
        lambda: let_in(listing, organization, actor=actor, at=clock.now()),
        _("%(name)s에 상세 내용을 열었습니다.") % {"name": organization},
    )
    return redirect(f"{reverse('listing_own', args=[code])}#admissions")


@require_POST
def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Close the detail to an organization again."""
    actor = signed_in(request)
    admission = get_own_listing_for(actor, code).admissions.filter(pk=number).first()
    if admission is None:
        raise NotFound
    _press(
        request,
        lambda: end_admission(admission, actor=actor, at=clock.now()),
        _("상세 내용을 닫았습니다. 이미 읽은 것은 되돌릴 수 없습니다."),
    )
    return redirect(f"{reverse('listing_own', args=[code])}#admissions")


def _day_in(text: str) -> date | None:
    """Return the day a form sent along, if any; what is no day lies before all that are allowed."""
    try:
        return (parse_date(text) or date.min) if text else None
    except ValueError:
        return date.min


def _press(request: HttpRequest, deed: Callable[[], object], said: str) -> None:
    """Do it, and say so, or say why not."""
    try:
        deed()
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)


def _public(listing: Listing) -> Any:
    """Return exactly what is shown to somebody nobody knows."""
    (shown,) = shown_to(AnonymousUser(), [listing])
    return shown


def _found(request: HttpRequest, *, leads: bool) -> dict[str, object]:
    """Return the organizations that were looked for, to be let in."""
    form = NameForm(request.GET if "find" in request.GET else None)
    if not leads or not form.is_valid() or not isinstance(request.user, Person):
        return {"find_form": form, "found": None}
    found = visible_to(request.user, Filters(form.cleaned_data["find"]))
    return {"find_form": form, "found": list(found.order_by("name")[:FOUND_AT_MOST])}
