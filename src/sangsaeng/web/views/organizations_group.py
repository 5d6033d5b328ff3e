"""The corporate group of an organization: what conflicts of interest are followed through."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations import actions, queries, rules
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.organizations_shown import breadcrumbs, tabs


class GroupForm(forms.Form):
    """Which group, and who says so."""

    name = forms.CharField(
        label=gettext_lazy("기업집단"),
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "공시된 이름을 그대로 적습니다. 비우면 어느 집단에도 속하지 않습니다."
        ),
    )
    source = forms.CharField(label=gettext_lazy("출처"), required=False, max_length=300)


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, code: str) -> HttpResponse:
    """Show and change the group."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_edit_identity(actor, organization), actor)
    known = organization.group
    initial = {"name": known.name, "source": known.source} if known else {}
    form = GroupForm(request.POST or None, initial=initial)

    def deed() -> None:
        given = form.cleaned_data
        name, source = given["name"], given["source"]
        actions.put_in_group(organization, name, source, actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("저장했습니다. 심사 중인 회차의 이해충돌을 다시 찾았습니다."))
        return redirect("organization", organization.code)
    context = {
        "title": _("%(name)s 기업집단") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("기업집단"), organization),
        "tabs": tabs(actor, organization, "organization-group"),
    }
    return form_page(request, "web/organizations/edit.html", form, context)
