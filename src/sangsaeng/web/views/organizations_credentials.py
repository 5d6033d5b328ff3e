"""What organizations earned, recorded by operators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations import actions, queries, rules
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.organizations_forms import CredentialForm
from sangsaeng.web.views.organizations_shown import breadcrumbs, links_of, tabs


@require_http_methods(["GET", "POST"])
def recorded(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is recorded, and record one more."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_record_credentials(actor, organization), actor)
    form = CredentialForm(request.POST or None)

    def add() -> None:
        actions.add_credential(organization, form.facts(), actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, add):
        messages.success(request, _("기록했습니다."))
        return redirect("organization-credentials", organization.code)
    earned = queries.credentials_of(organization)
    context = {
        "title": _("%(name)s 이력·인증 기록") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("이력·인증 기록"), organization),
        "tabs": tabs(actor, organization, "organization-credentials"),
        "credentials": [(each, links_of(each.source)) for each in earned],
    }
    return form_page(request, "web/organizations/credentials.html", form, context)


@require_POST
def remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Remove what was recorded in error."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_record_credentials(actor, organization), actor)
    credential = organization.credentials.filter(pk=number).first()
    if credential is None:
        raise NotFound
    actions.remove_credential(credential, actor=actor, at=clock.now())
    messages.success(request, _("기록을 지웠습니다."))
    return redirect("organization-credentials", organization.code)
