"""Organizations: the list, one of them, and how it is described."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.honors.queries.gallery import honors_of
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations import actions, queries, rules
from sangsaeng.organizations.business_number import formatted
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Organization, OrganizationName
from sangsaeng.organizations.registry import STATUSES, is_on, registry
from sangsaeng.organizations.sheets import (
    CREDENTIALS,
    ORGANIZATIONS,
    credential_records,
    organization_records,
)
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_kind
from sangsaeng.web.views.organizations_forms import (
    ClaimForm,
    FilterForm,
    NameForm,
    OrganizationForm,
)
from sangsaeng.web.views.organizations_shown import (
    breadcrumbs,
    described,
    grade_charts,
    links_of,
    listed,
    tabs,
)

PER_PAGE = 50


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List organizations."""
    form = FilterForm(request.GET)
    found = queries.visible_to(request.user, form.filters)
    page = Paginator(found.prefetch_related("credentials"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": pgettext("several", "기업·기관"),
        "lead": _("협력하는 기업과 기관을 이름, 종류, 규모, 지역으로 찾습니다."),
        "form": form,
        "page": page,
        "rows": [listed(each) for each in page],
        "may_enter": rules.may_enter(request.user),
        "may_import": rules.may_import(request.user),
    }
    return render(request, "web/organizations/list.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the list, narrowed as on its page, as a file that can be taken back."""
    found = queries.visible_to(request.user, FilterForm(request.GET).filters)
    records = organization_records(found.prefetch_related("names"))
    return export_kind(ORGANIZATIONS, records, form, "organizations")


@require_GET
def credentials(request: HttpRequest, form: str) -> HttpResponse:
    """Give the credentials of the listed organizations as a file."""
    found = queries.visible_to(request.user, FilterForm(request.GET).filters)
    rows = queries.credentials_of_all(found)
    return export_kind(CREDENTIALS, credential_records(rows), form, "credentials")


@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show an organization."""
    organization = queries.get_organization_for(request.user, code)
    if organization.code != code:
        return redirect("organization", organization.code)
    earned = list(queries.credentials_of(organization))
    context = {
        "title": organization.name,
        "organization": organization,
        "breadcrumbs": breadcrumbs(organization.name),
        "tabs": tabs(request.user, organization, "organization"),
        "names": organization.names.exclude(use=OrganizationName.Use.OFFICIAL).order_by("name"),
        "credentials": [(each, links_of(each.source)) for each in earned],
        "charts": grade_charts(earned),
        "honors": honors_of(organization),
        "links": links_of(organization.source),
        "shown_number": formatted(organization.business_number),
        "may_claim": not rules.is_member(request.user, organization),
        "may_look_up": bool(
            is_on()
            and organization.business_number
            and rules.may_edit_identity(request.user, organization)
        ),
        "may_record": rules.may_record_credentials(request.user, organization),
    }
    return render(request, "web/organizations/one.html", context)


@require_GET
def one_json(request: HttpRequest, code: str) -> HttpResponse:
    """Give an organization as linked data (schema.org)."""
    organization = queries.get_organization_for(request.user, code)
    address = request.build_absolute_uri(reverse("organization", args=[organization.code]))
    return described(organization, queries.credentials_of(organization), address)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter an organization that is not listed yet."""
    actor = signed_in(request)
    require(rules.may_enter(actor), actor)
    form = OrganizationForm(request.POST or None)
    entered: list[Organization] = []

    def enter() -> None:
        entered.append(actions.enter_organization(form.facts(), actor=actor, at=clock.now()))

    if request.method == "POST" and succeeds(form, enter):
        messages.success(request, _("등록했습니다."))
        return redirect("organization", entered[0].code)
    context: dict[str, object] = {
        "title": _("기업·기관 등록"),
        "breadcrumbs": breadcrumbs(_("등록")),
    }
    return form_page(request, "web/organizations/new.html", form, context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Describe an organization anew."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_edit(actor, organization), actor)
    form = OrganizationForm.of(organization, request.POST or None)
    if not rules.may_edit_identity(actor, organization):
        form.keep_identity()

    def change() -> None:
        actions.edit_organization(
            organization,
            form.facts(OrganizationFacts.of(organization)),
            actor=actor,
            at=clock.now(),
            seen_version=form.cleaned_data["version"],
        )

    if request.method == "POST" and succeeds(form, change):
        messages.success(request, _("저장했습니다."))
        return redirect("organization", organization.code)
    context = {
        "title": _("%(name)s 정보 고치기") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("정보 고치기"), organization),
        "tabs": tabs(actor, organization, "organization-edit"),
        "keeps_identity": "name" not in form.fields,
    }
    return form_page(request, "web/organizations/edit.html", form, context)


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, code: str) -> HttpResponse:
    """Show the names an organization goes by, and add one."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_edit(actor, organization), actor)
    form = NameForm(request.POST or None)

    def add() -> None:
        actions.add_name(organization, **form.cleaned_data, actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, add):
        messages.success(request, _("이름을 더했습니다."))
        return redirect("organization-names", organization.code)
    context = {
        "title": _("%(name)s의 이름들") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("이름"), organization),
        "tabs": tabs(actor, organization, "organization-names"),
        "names": [
            (each, links_of(each.source)) for each in organization.names.order_by("use", "name")
        ],
    }
    return form_page(request, "web/organizations/names.html", form, context)


@require_POST
def remove_name(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Remove a name an organization does not go by."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_edit(actor, organization), actor)
    name = organization.names.filter(pk=number).first()
    if name is None:
        raise NotFound
    actions.remove_name(name, actor=actor, at=clock.now())
    messages.success(request, _("이름을 지웠습니다."))
    return redirect("organization-names", organization.code)


@require_POST
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the tax office about an organization's business registration."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_edit_identity(actor, organization), actor)
    number = organization.business_number or ""
    status = registry().statuses([number])[number]
    messages.info(request, _("국세청 조회 결과: %(status)s") % {"status": STATUSES[status]})
    return redirect("organization", organization.code)


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """Say that one belongs to an organization."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    form = ClaimForm(request.POST or None)

    def ask() -> None:
        actions.claim_organization(
            organization, form.cleaned_data["statement"], actor=actor, at=clock.now()
        )

    if request.method == "POST" and succeeds(form, ask):
        messages.success(request, _("소속 확인을 요청했습니다. 결과는 이메일로 알려 드립니다."))
        return redirect("organization-claim", organization.code)
    context = {
        "title": _("%(name)s 소속 확인") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("소속 확인"), organization),
        "claims": queries.claims_of(actor, organization),
        "is_member": rules.is_member(actor, organization),
    }
    return form_page(request, "web/organizations/claim.html", form, context)
