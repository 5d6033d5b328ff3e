"""Writing, sending and answering a demand."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.disclosure.actions.demanding import (
    Occasion,
    decline_demand,
    edit_demand,
    grant_demand,
    write_demand,
)
from sangsaeng.disclosure.models import Demand, MaterialVersion
from sangsaeng.disclosure.queries.titles import titles_listed_for
from sangsaeng.disclosure.rules import may_answer_demand, may_demand
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.exchange.queries.access import get_interest_for, get_listing_for
from sangsaeng.exchange.rules import may_know_owner
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound, WrongState
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import get_organization_for, own_organizations
from sangsaeng.organizations.rules import is_member
from sangsaeng.web.forms_disclosure import DemandForm, GrantForm, ReasonForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.disclosure.frame import frame, home, opened


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a demand, by hand or from a need, an offer or an accepted interest."""
    viewer = signed_in(request)
    occasion, owner = _occasion(request, viewer)
    receivers = own_organizations(viewer)
    receiver = receivers.first()
    titles = titles_listed_for(receiver, owner) if owner and receiver else None
    form = DemandForm(request.POST or None, receivers=receivers, titles=titles, owner=owner)
    written: list[Demand] = []

    def deed() -> None:
        given = form.cleaned_data
        asked_of = owner or given["owner"]
        written.append(
            write_demand(
                asked_of, given["receiver"], form.asked, occasion, actor=viewer, at=clock.now()
            )
        )

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("요구서를 저장했습니다. 다 채웠으면 보내십시오."))
        return redirect("disclosure", written[0].code)
    context: dict[str, object] = {
        "title": _("기술자료 요구서"),
        "lead": _(
            "법이 정한 항목을 모두 채워야 보낼 수 있습니다. 보내기 전에는 상대가 알 수 없습니다."
        ),
        "breadcrumbs": [*home(), {"label": _("기술자료 요구서"), "url": ""}],
        "notice": _("요구받는 쪽: %(owner)s") % {"owner": owner} if owner else "",
        "submit": _("저장"),
    }
    return form_page(request, "web/disclosure/form.html", form, context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a demand that was not sent yet."""
    viewer, demand = opened(request, code)
    require(may_demand(viewer, demand.receiver), viewer)
    if demand.state != "draft":
        raise WrongState(state=demand.get_state_display(), verb=_("요구서 고치기"))
    titles = titles_listed_for(demand.receiver, demand.owner)
    asked = demand.asked_titles.values_list("material", flat=True)
    form = DemandForm(
        request.POST or None,
        instance=demand,
        receivers=own_organizations(viewer),
        titles=titles,
        initial={"titles": list(asked)},
    )

    def deed() -> None:
        seen = form.cleaned_data["version"] or 0
        edit_demand(demand, form.asked, seen=seen, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("저장했습니다. 다 채웠으면 보내십시오."))
        return redirect("disclosure", code)
    context = {
        **frame(demand, _("기술자료 요구서"), _("요구서 고치기")),
        "lead": _("요구받는 쪽: %(owner)s") % {"owner": demand.owner},
        "submit": _("저장"),
    }
    return form_page(request, "web/disclosure/form.html", form, context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Choose what to provide, or decline with a reason."""
    viewer, demand = opened(request, code)
    form = GrantForm(request.POST or None, versions=_versions(demand))

    def deed() -> None:
        given = form.cleaned_data
        versions = list(given["versions"])
        grant_demand(demand, versions, given["answer"], actor=viewer, at=clock.now())

    require(may_answer_demand(viewer, demand), viewer)
    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("제공하기로 했습니다. 비밀유지계약의 문안을 정하십시오."))
        return redirect("disclosure_text", code)
    return _answer_page(request, demand, form)


@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    """Decline with the reason the other side reads."""
    viewer, demand = opened(request, code)
    require(may_answer_demand(viewer, demand), viewer)
    form = ReasonForm(request.POST, auto_id="decline_%s")

    def deed() -> None:
        decline_demand(demand, form.cleaned_data["reason"], actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("까닭을 전하고 거절했습니다."))
        return redirect("disclosure", code)
    return _answer_page(request, demand, GrantForm(versions=_versions(demand)), form)


def _answer_page(
    request: HttpRequest, demand: Demand, form: GrantForm, refusing: ReasonForm | None = None
) -> HttpResponse:
    context = {
        **frame(demand, _("요구서에 답하기"), _("답하기")),
        "asked": [one.material for one in demand.asked_titles.select_related("material")],
        "grant_form": form,
        "decline_form": refusing or ReasonForm(auto_id="decline_%s"),
        "has_material": _versions(demand).exists(),
    }
    return form_page(request, "web/disclosure/answer.html", refusing or form, context)


def _versions(demand: Demand) -> QuerySet[MaterialVersion]:
    return (
        MaterialVersion.objects.filter(material__owner=demand.owner_id)
        .select_related("material")
        .order_by("material__title", "-number")
    )


def _occasion(request: HttpRequest, viewer: Person) -> tuple[Occasion, Organization | None]:
    """Return what the demand comes from, and whose material it is about, as far as is known."""
    if code := request.GET.get("interest"):
        interest = get_interest_for(viewer, code)
        return Occasion(interest.listing, interest), _other(viewer, interest)
    if code := request.GET.get("listing"):
        listing = get_listing_for(viewer, code)
        return Occasion(listing), _known_owner(viewer, listing)
    if code := request.GET.get("owner"):
        return Occasion(), get_organization_for(viewer, code)
    return Occasion(), None


def _other(viewer: Person, interest: Interest) -> Organization:
    if interest.state != "accepted":
        raise NotFound
    owns = is_member(viewer, interest.listing.owner)
    return interest.organization if owns else interest.listing.owner


def _known_owner(viewer: Person, listing: Listing) -> Organization:
    if not may_know_owner(viewer, listing):
        raise NotFound
    return listing.owner
