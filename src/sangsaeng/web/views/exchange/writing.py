"""Writing a need or an offer: its kind, its form with help beside it, and its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.exchange.actions.checking import submit
from sangsaeng.exchange.actions.writing import attach, detach, edit_listing, write_listing
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.guiding import guide_of
from sangsaeng.exchange.kinds import KINDS_OF, Kind, Side
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.queries.own import get_own_listing_for
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import own_organizations
from sangsaeng.web.forms_listings import FileForm, ListingForm, OwnerForm
from sangsaeng.web.views.asking import form_page, number_in, signed_in, succeeds
from sangsaeng.web.views.exchange.own_shown import breadcrumbs, kind_note
from sangsaeng.web.views.exporting import attachment


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, side: str) -> HttpResponse:
    """Choose the kind, then write it."""
    actor = signed_in(request)
    organizations = list(own_organizations(actor))
    kind = request.GET.get("kind", "")
    if not organizations or kind not in KINDS_OF[side]:
        return _kinds(request, side, organizations)
    data = request.POST if request.method == "POST" else None
    form = ListingForm(data, side=side, kind=kind)
    owner_form = OwnerForm(data, organizations=organizations)
    written: list[Listing] = []

    def write() -> None:
        owner: Organization = owner_form.cleaned_data["owner"]
        at = clock.now()
        with transaction.atomic():
            written.append(write_listing(owner, form.facts(), actor=actor, at=at))
            if "submit" in request.POST:
                submit(written[0], actor=actor, at=at)

    if data is not None and owner_form.is_valid() and succeeds(form, write):
        _say_what_next(request, written[0])
        return redirect("listing_own", written[0].code)
    context = {
        **_form_context(form, _title(side)),
        "owner_form": owner_form if len(organizations) > 1 else None,
        "owner": organizations[0],
    }
    return form_page(request, "web/own_listings/edit.html", form, context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Say it anew."""
    actor = signed_in(request)
    listing = get_own_listing_for(actor, code)
    data = request.POST if request.method == "POST" else None
    form = ListingForm(data, side=listing.side, kind=listing.kind, facts=ListingFacts.of(listing))
    if data is not None and succeeds(form, _editing(request, listing, form, actor)):
        _say_what_next(request, listing)
        return redirect("listing_own", code)
    # Whoever was overtaken reads what the other wrote, and may then save on purpose.
    current = get_own_listing_for(actor, code)
    overtaken = data is not None and data.get("version") != str(current.version)
    context = {
        **_form_context(form, _("고치기"), current),
        "version": current.version,
        "theirs": _differences(form, current) if overtaken else [],
    }
    return form_page(request, "web/own_listings/edit.html", form, context)


def _editing(
    request: HttpRequest, listing: Listing, form: ListingForm, actor: Person
) -> Callable[[], None]:
    seen = number_in(request.POST.get("version", ""))

    def save() -> None:
        at = clock.now()
        with transaction.atomic():
            edit_listing(listing, form.facts(), actor=actor, at=at, seen_version=seen)
            if "submit" in request.POST and listing.state == "draft":
                submit(listing, actor=actor, at=at)

    return save


@require_POST
def guide(request: HttpRequest, side: str, kind: str) -> HttpResponse:
    """Tell what is still missing in what is being typed; nothing is kept of it."""
    signed_in(request)
    if side not in Side.values or kind not in KINDS_OF[side]:
        raise NotFound
    form = ListingForm(request.POST, side=side, kind=kind)
    form.is_valid()
    context = {"guide": guide_of(form.facts())}
    return render(request, "web/own_listings/_guide.html", context)


@require_POST
def add_file(request: HttpRequest, code: str) -> HttpResponse:
    """Put a file to it."""
    actor = signed_in(request)
    listing = get_own_listing_for(actor, code)
    form = FileForm(request.POST, request.FILES)

    def put() -> None:
        file = form.cleaned_data["file"]
        attach(
            listing,
            form.cleaned_data["title"],
            file.name,
            file.read(),
            is_detail=not form.cleaned_data["is_public"],
            actor=actor,
            at=clock.now(),
        )

    if succeeds(form, put):
        messages.success(request, _("파일을 붙였습니다."))
    else:
        for faults in form.errors.values():
            messages.error(request, " ".join(str(fault) for fault in faults))
    return redirect(f"{reverse('listing_own', args=[code])}#files")


@require_POST
def remove_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a file away."""
    actor = signed_in(request)
    attached = get_own_listing_for(actor, code).attachments.filter(pk=number).first()
    if attached is None:
        raise NotFound
    detach(attached, actor=actor, at=clock.now())
    messages.success(request, _("파일을 지웠습니다."))
    return redirect(f"{reverse('listing_own', args=[code])}#files")


@require_GET
def file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Hand out a file to whoever is shown it."""
    (shown,) = shown_to(request.user, [get_listing_for(request.user, code)])
    found = next((one for one in shown.attachments if one.pk == number), None)
    if found is None:
        raise NotFound
    with open_stored(found.file) as stored:
        return attachment(stored.read(), "application/octet-stream", found.file.name)


def _kinds(request: HttpRequest, side: str, organizations: list[Organization]) -> HttpResponse:
    here = reverse("listing_new_need" if side == Side.NEED else "listing_new_offer")
    context = {
        "title": _title(side),
        "lead": _("종류를 고르면 그에 맞는 항목이 나옵니다."),
        "breadcrumbs": breadcrumbs(_title(side)),
        "kinds": [
            {"label": Kind(one).label, "note": kind_note(side, one), "url": f"{here}?kind={one}"}
            for one in KINDS_OF[side]
        ],
        "organizations": organizations,
    }
    return render(request, "web/own_listings/kinds.html", context)


def _title(side: str) -> str:
    return _("새 수요") if side == Side.NEED else _("새 제안")


def _form_context(
    form: ListingForm, here: str, listing: Listing | None = None
) -> dict[str, object]:
    if form.is_bound:
        form.is_valid()
        said = form.facts()
    else:
        said = ListingFacts.of(listing) if listing else ListingFacts(form.side, form.kind, "")
    kind = Kind(form.kind).label
    return {
        "title": f"{here} · {kind}",
        "breadcrumbs": breadcrumbs(here, listing),
        "listing": listing,
        "guide": guide_of(said),
        "guide_url": reverse("listing_guide", args=[form.side, form.kind]),
    }


def _differences(form: ListingForm, current: Listing) -> list[dict[str, Any]]:
    """Return what the other wrote where it is not what was typed."""
    typed, theirs = form.facts().as_fields, ListingFacts.of(current).as_fields
    plain = ("title", "abstract", "keywords", "detail", "contact", "region", "wanted_by")
    differing = [
        (form.fields[name].label, theirs[name]) for name in plain if typed[name] != theirs[name]
    ]
    ours, other = typed["particulars"], theirs["particulars"]
    differing += [
        (form.fields[key].label, other.get(key, ""))
        for key in other
        if ours.get(key) != other.get(key) and key in form.fields
    ]
    return [{"label": label, "value": value} for label, value in differing]


def _say_what_next(request: HttpRequest, listing: Listing) -> None:
    said = {
        "draft": _("저장했습니다. 다 되었으면 확인을 요청해 주십시오."),
        "submitted": _("확인을 요청했습니다. 확인되면 알려 드립니다."),
    }
    messages.success(request, said.get(listing.state, _("저장했습니다.")))
