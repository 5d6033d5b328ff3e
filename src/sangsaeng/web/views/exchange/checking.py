"""What waits to be checked: exactly what the public will read, beside what may tell whose it is."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.exchange.actions.checking import check, send_back
from sangsaeng.exchange.actions.many import check_many
from sangsaeng.exchange.facts import ListingFacts, certificate_label
from sangsaeng.exchange.guiding import guide_of
from sangsaeng.exchange.identity import Identity, hints_in, identity_of
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.checking import get_to_check_for, may_ever_check, waiting_for
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.web.views.asking import SHOWN_IN_FORM, number_in, signed_in

PER_PAGE: Final = 20


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits, as the public would read it."""
    actor = signed_in(request)
    require(may_ever_check(actor), actor)
    page = Paginator(waiting_for(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("확인할 수요와 제안"),
        "lead": _("공개될 모습 그대로입니다. 누구인지 드러나는 말이 없는지 보고 확인하십시오."),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("확인할 수요와 제안"), "url": ""},
        ],
        "page": page,
        "rows": _rows(list(page)),
    }
    return render(request, "web/own_listings/checking.html", context)


@require_POST
def check_chosen(request: HttpRequest) -> HttpResponse:
    """Check all that was ticked as it was read, or none."""
    actor = signed_in(request)
    require(may_ever_check(actor), actor)
    seen = dict(one.partition(":")[::2] for one in request.POST.getlist("chosen"))
    numbers = {code: number_in(version) for code, version in seen.items()}
    versions = {code: number for code, number in numbers.items() if number is not None}
    try:
        chosen = waiting_for(actor).filter(code__in=seen)
        count = check_many(chosen, seen_versions=versions, actor=actor, at=clock.now())
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
    else:
        text = ngettext("%(count)s건을 확인했습니다.", "%(count)s건을 확인했습니다.", count)
        messages.success(request, text % {"count": count})
    return redirect("listings_to_check")


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Read one with its detail, and check it or send it back."""
    actor = signed_in(request)
    listing = get_to_check_for(actor, code)
    note, declined = request.POST.get("note", ""), ""
    if request.method == "POST":
        try:
            if "send_back" in request.POST:
                send_back(listing, note, actor=actor, at=clock.now())
            else:
                version = number_in(request.POST.get("version", ""))
                check(listing, seen_version=version, actor=actor, at=clock.now())
        except Refusal as refused:
            if refused.status not in SHOWN_IN_FORM:
                raise
            declined = refused.sentence
            listing = get_to_check_for(actor, code)
        else:
            messages.success(request, _("처리했습니다. 올린 곳에 알렸습니다."))
            return redirect("listings_to_check")
    context = {
        **_rows([listing])[0],
        "title": listing.title,
        "breadcrumbs": [
            {"label": _("확인할 수요와 제안"), "url": reverse("listings_to_check")},
            {"label": listing.title, "url": ""},
        ],
        "note": note,
        "declined": declined,
        "guide": guide_of(ListingFacts.of(listing)),
        "attachments": listing.attachments.select_related("file"),
    }
    return render(request, "web/own_listings/check.html", context, status=422 if declined else 200)


def _rows(listings: list[Listing]) -> list[dict[str, Any]]:
    """Return each with what the public will read and what may tell whose it is."""
    identities: dict[int, Identity] = {}
    for one in listings:
        if one.is_anonymous and one.owner_id not in identities:
            identities[one.owner_id] = identity_of(one.owner)
    texts = [ListingFacts.of(one).public_texts for one in listings]
    return [
        {
            "listing": listing,
            "shown": shown,
            "certificates": [certificate_label(one) for one in shown.certificates],
            "telling": identities[listing.owner_id].found_in(text) if listing.is_anonymous else [],
            "hints": hints_in(text) if listing.is_anonymous else [],
        }
        for listing, shown, text in zip(
            listings, shown_to(AnonymousUser(), listings), texts, strict=True
        )
    ]
