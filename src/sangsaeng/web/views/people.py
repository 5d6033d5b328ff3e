"""People of an organization: who belongs to it, in which role, and who is invited."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock, invitations
from sangsaeng.kernel.models import Invitation, Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations import actions, queries, rules
from sangsaeng.organizations.actions.people import invited_to
from sangsaeng.organizations.models import Membership, Organization, Role
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.organizations_forms import InviteForm, RoleForm
from sangsaeng.web.views.organizations_shown import breadcrumbs, tabs

HELD = "invitation"


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Show who belongs to the organization, and invite somebody."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_see_people(actor, organization), actor)
    form = InviteForm(request.POST or None)

    def invite() -> None:
        given = form.cleaned_data
        actions.invite_member(
            organization, given["email"], given["role"], link_to, actor=actor, at=clock.now()
        )

    if request.method == "POST" and succeeds(form, invite):
        messages.success(request, _("초대 메일을 보냈습니다."))
        return redirect("organization-people", organization.code)
    context = {
        "title": _("%(name)s 구성원") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("구성원"), organization),
        "tabs": tabs(actor, organization, "organization-people"),
        "members": _members(actor, organization),
        "invitations": queries.open_invitations_of(actor, organization),
        "may_invite": rules.may_invite(actor, organization, Role.STAFF),
        "roles": Role.choices,
    }
    return form_page(request, "web/organizations/people.html", form, context)


def link_to(token: str) -> str:
    """Return the address that a token opens."""
    return f"{settings.BASE_URL}{reverse('invitation-open', args=[token])}"


def _members(actor: Person, organization: Organization) -> list[dict[str, object]]:
    leads = rules.may_invite(actor, organization, Role.STAFF)
    owns = rules.may_invite(actor, organization, Role.OWNER)
    return [
        {
            "membership": each,
            "may_change": owns or (leads and each.role != Role.OWNER),
            "may_end": each.person_id == actor.pk or owns or (leads and each.role != Role.OWNER),
        }
        for each in queries.people_of(actor, organization)
    ]


def _membership(request: HttpRequest, code: str, number: int) -> tuple[Person, Membership]:
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_see_people(actor, organization), actor)
    found = queries.people_of(actor, organization).filter(pk=number).first()
    if found is None:
        raise NotFound
    return actor, found


@require_POST
def change_role(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give a member another role."""
    actor, membership = _membership(request, code, number)
    form = RoleForm(request.POST)
    role = form.cleaned_data["role"] if form.is_valid() else ""
    actions.change_role(membership, role, actor=actor, at=clock.now())
    messages.success(request, _("역할을 바꾸었습니다."))
    return redirect("organization-people", code)


@require_POST
def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """End a person's place in the organization."""
    actor, membership = _membership(request, code, number)
    actions.end_membership(membership, actor=actor, at=clock.now())
    messages.success(request, _("소속을 끝냈습니다."))
    if membership.person_id == actor.pk:
        return redirect("organization", code)
    return redirect("organization-people", code)


@require_POST
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Close an invitation before it is used."""
    actor = signed_in(request)
    organization = queries.get_organization_for(actor, code)
    require(rules.may_invite(actor, organization, Role.STAFF), actor)
    found = queries.open_invitations_of(actor, organization).filter(pk=number).first()
    if found is None:
        raise NotFound
    actions.withdraw_invitation(found, actor=actor, at=clock.now())
    messages.success(request, _("초대를 거두었습니다."))
    return redirect("organization-people", code)


@never_cache
@require_GET
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address: keep it with the visit and show the invitation there."""
    invitations.find(token, at=clock.now())
    # A stranger may sign up while they hold an open invitation.
    request.session[HELD] = token
    return redirect("invitation")


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Show what the held invitation is for; take it only by a press."""
    token = request.session.get(HELD)
    if not isinstance(token, str):
        raise NotFound
    found = invitations.find(token, at=clock.now())
    if request.method == "POST":
        invitations.accept(token, actor=signed_in(request), at=clock.now())
        del request.session[HELD]
        messages.success(request, _("초대를 수락했습니다."))
        return redirect(_destination(found))
    context = {
        "title": _("초대"),
        "invitation": found,
        "is_for_viewer": _is_for(found, request),
        "place": _place(found),
    }
    return render(request, "web/organizations/invitation.html", context)


def _is_for(found: Invitation, request: HttpRequest) -> bool:
    return isinstance(request.user, Person) and request.user.email.lower() == found.email


def _place(found: Invitation) -> dict[str, str]:
    if found.purpose != actions.MEMBERSHIP:
        return {}
    role = Role(found.payload["role"])
    return {"organization": invited_to(found).name, "role": str(role.label)}


def _destination(found: Invitation) -> str:
    if found.purpose != actions.MEMBERSHIP:
        return reverse("my")
    return reverse("organization", args=[invited_to(found).code])
