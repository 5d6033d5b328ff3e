"""The list of one's own needs and offers: narrowed, exported, and changed many at once."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.exchange.actions import many
from sangsaeng.exchange.models import ListingQuerySet
from sangsaeng.exchange.queries.checking import may_ever_check
from sangsaeng.exchange.queries.own import (
    OwnFilters,
    counts_by_state,
    led_organizations,
    own_listings,
)
from sangsaeng.exchange.sheets import LISTINGS, listing_records
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.organizations.queries import own_organizations
from sangsaeng.web.forms_listings import ManyForm, OwnFilterForm
from sangsaeng.web.views.asking import SHOWN_IN_FORM, signed_in
from sangsaeng.web.views.exchange.own_shown import tone_of
from sangsaeng.web.views.exporting import export_kind

PER_PAGE: Final = 50


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """List one's own."""
    actor = signed_in(request)
    form = OwnFilterForm(request.GET)
    found = own_listings(actor, form.filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    organizations = list(own_organizations(actor))
    context = {
        "title": _("우리 수요와 제안"),
        "lead": _("올린 것의 상태를 보고 고치고 한꺼번에 처리합니다."),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("우리 수요와 제안"), "url": ""},
        ],
        "form": form,
        "page": page,
        "rows": [{"listing": one, "tone": tone_of(one.state)} for one in page],
        "tabs": _tabs(actor, form.filters),
        "many": ManyForm(),
        "organizations": organizations,
        "keeps_quiet_list": bool(led_organizations(actor)),
        "checks": may_ever_check(actor),
    }
    return render(request, "web/own_listings/mine.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list, narrowed as on its page, as a file that can be taken back."""
    found = own_listings(signed_in(request), OwnFilterForm(request.GET).filters)
    return export_kind(LISTINGS, listing_records(found), form, "listings")


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Do the same to all that was chosen, or to nothing."""
    actor = signed_in(request)
    form = ManyForm(request.POST)
    back = f"{reverse('listings_mine')}?{request.GET.urlencode()}"
    if not form.is_valid():
        messages.error(request, _("할 일과 날짜를 확인해 주십시오."))
        return redirect(back)
    try:
        count = _deed(form, _chosen(request, actor), actor)()
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
    else:
        text = ngettext("%(count)s건을 처리했습니다.", "%(count)s건을 처리했습니다.", count)
        messages.success(request, text % {"count": count})
    return redirect(back)


def _deed(form: ManyForm, chosen: ListingQuerySet, actor: Person) -> Callable[[], int]:
    given, at = form.cleaned_data, clock.now()
    deeds: dict[str, Callable[[], int]] = {
        "submit": lambda: many.submit_many(chosen, actor=actor, at=at),
        "publish": lambda: many.publish_many(chosen, given["until"], actor=actor, at=at),
        "renew": lambda: many.renew_many(chosen, given["until"], actor=actor, at=at),
        "close": lambda: many.close_many(chosen, given["because"], actor=actor, at=at),
        "audience": lambda: many.change_many(
            chosen, audience=given["audience"], actor=actor, at=at
        ),
        "region": lambda: many.change_many(chosen, region=given["region"], actor=actor, at=at),
    }
    return deeds[given["deed"]]


def _chosen(request: HttpRequest, actor: Person) -> ListingQuerySet:
    """Return the ticked ones, or with one tick all that the list was narrowed to."""
    if "everything" in request.POST:
        return own_listings(actor, OwnFilterForm(request.GET).filters)
    return own_listings(actor).filter(code__in=request.POST.getlist("chosen"))


def _tabs(actor: Person, filters: OwnFilters) -> list[dict[str, object]]:
    everything = own_listings(
        actor, OwnFilters(filters.text, filters.side, filters.kind, owner=filters.owner)
    )
    counts = counts_by_state(everything)
    here = reverse("listings_mine")
    all_of_them = {
        "label": _("모두"),
        "url": here,
        "count": sum(counts.values()),
        "current": not filters.state,
    }
    return [all_of_them] + [
        {
            "label": LISTING_STATES.label(state),
            "url": f"{here}?state={state}",
            "count": counts.get(state, 0),
            "current": filters.state == state,
        }
        for state in LISTING_STATES.states
    ]
