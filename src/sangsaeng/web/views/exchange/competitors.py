"""The quiet list: organizations that see nothing of what one puts up."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.exchange.actions.competitors import name_competitor, remove_competitor
from sangsaeng.exchange.queries.own import competitors_of, led_organizations
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound, Refusal
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import Filters, get_organization_for, visible_to
from sangsaeng.web.forms_listings import NameForm
from sangsaeng.web.views.asking import SHOWN_IN_FORM, signed_in

FOUND_AT_MOST: Final = 10


@require_GET
def quiet_list(request: HttpRequest) -> HttpResponse:
    """Show whom the viewer's organizations show nothing."""
    actor = signed_in(request)
    owners = led_organizations(actor)
    require(bool(owners), actor)
    form = NameForm(request.GET if "find" in request.GET else None)
    found: list[Organization] | None = None
    if form.is_valid():
        named = visible_to(actor, Filters(form.cleaned_data["find"])).order_by("name")
        found = list(named.exclude(pk__in=[one.pk for one in owners])[:FOUND_AT_MOST])
    context = {
        "title": _("보이지 않게 할 곳"),
        "lead": _(
            "이 목록의 기업은 우리 수요와 제안을 볼 수 없고, 목록이 있는 동안에는 로그인하지 않은 사람에게도 보이지 않습니다."
        ),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": _("우리 수요와 제안"), "url": reverse("listings_mine")},
            {"label": _("보이지 않게 할 곳"), "url": ""},
        ],
        "lists": [(owner, competitors_of(actor, owner)) for owner in owners],
        "owners": owners,
        "form": form,
        "found": found,
    }
    return render(request, "web/own_listings/competitors.html", context)


@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Put an organization on the list."""
    actor = signed_in(request)
    owner = _owner(request, request.POST.get("owner", ""))
    competitor = get_organization_for(actor, request.POST.get("competitor", ""))
    try:
        name_competitor(owner, competitor, actor=actor, at=clock.now())
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
    else:
        said = _("%(name)s에는 이제 아무것도 보이지 않습니다. 상대에게는 알리지 않습니다.")
        messages.success(request, said % {"name": competitor})
    return redirect("competitors")


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take an organization off the list."""
    actor = signed_in(request)
    rows = [row for owner in led_organizations(actor) for row in competitors_of(actor, owner)]
    row = next((one for one in rows if one.pk == number), None)
    if row is None:
        raise NotFound
    remove_competitor(row, actor=actor, at=clock.now())
    messages.success(request, _("목록에서 지웠습니다."))
    return redirect("competitors")


def _owner(request: HttpRequest, code: str) -> Organization:
    owner = next((one for one in led_organizations(request.user) if one.code == code), None)
    if owner is None:
        raise NotFound
    return owner
