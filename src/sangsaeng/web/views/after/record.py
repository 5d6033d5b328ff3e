"""An organization's own record of absences: what is on it, what it does, and the answer to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.fairs.actions.absences import answer_no_show
from sangsaeng.fairs.queries.absences import effects_on, get_no_show_for, no_shows_of
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.rules import may_answer_absence, may_read_absences
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import get_organization_for
from sangsaeng.organizations.rules import is_member
from sangsaeng.web.forms_after import AbsenceAnswerForm
from sangsaeng.web.views.after.absences import absence_file, counterpart_of
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.organizations_shown import breadcrumbs, tabs


@require_GET
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Show an organization's absences as far as the viewer may read them."""
    return _page(request, _organization(request, code), AbsenceAnswerForm())


@require_GET
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give an organization's absences as a file."""
    organization = _organization(request, code)
    return absence_file(no_shows_of(request.user, organization), form)


@require_POST
def answer(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Say why the organization did not come."""
    actor = signed_in(request)
    organization = _organization(request, code)
    no_show = get_no_show_for(actor, number, organization=organization)
    require(may_answer_absence(actor, no_show), actor)
    form = AbsenceAnswerForm(request.POST)

    def deed() -> None:
        answer_no_show(no_show, form.cleaned_data["answer"], actor=actor, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("설명을 저장했습니다. 그 상담회의 담당자가 읽습니다."))
        return redirect("organization-no-shows", organization.code)
    return _page(request, organization, form, number)


def _organization(request: HttpRequest, code: str) -> Organization:
    viewer = signed_in(request)
    organization = get_organization_for(viewer, code)
    require(may_read_absences(viewer, organization), viewer)
    return organization


def _page(
    request: HttpRequest, organization: Organization, form: AbsenceAnswerForm, number: str = ""
) -> HttpResponse:
    """Show the record; a form that came back stands at its own absence."""
    is_own = is_member(request.user, organization)
    rows = [
        {
            "no_show": one,
            "fair": name_of(one.fair),
            "counterpart": counterpart_of(one),
            "recorded_on": one.recorded_at.astimezone(one.fair.tz).date(),
            "form": (
                form
                if one.code == number
                else AbsenceAnswerForm(instance=one, auto_id=f"answer_{one.code}_%s")
            )
            if is_own
            else None,
        }
        for one in no_shows_of(request.user, organization)
    ]
    context = {
        "title": _("%(name)s의 불참 기록") % {"name": organization.name},
        "organization": organization,
        "breadcrumbs": breadcrumbs(_("불참 기록"), organization),
        "tabs": tabs(request.user, organization, "organization-no-shows"),
        "sample_data": organization.is_sample,
        "rows": rows,
        "is_own": is_own,
        "counting": sum(one["no_show"].excused_at is None for one in rows),  # type: ignore[union-attr]  # a row of the page
        "effects": effects_on(request.user, organization),
    }
    return form_page(request, "web/after/record.html", form, context)
