"""Spreadsheets of organizations and of what they earned."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.kernel import clock
from sangsaeng.kernel.imports import Opened, parse_import
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations import actions, rules
from sangsaeng.organizations.importing import (
    NEW,
    Plan,
    RowPlan,
    plan_credentials,
    plan_organizations,
)
from sangsaeng.organizations.sheets import CREDENTIALS, ORGANIZATIONS
from sangsaeng.web.views import importing
from sangsaeng.web.views.importing import Choice, Flow, Preview, PreviewRow
from sangsaeng.web.views.organizations_shown import breadcrumbs


def _may(actor: Person) -> None:
    require(rules.may_import(actor), actor)


def _plan_organizations(opened: Opened, chosen: Mapping[str, str]) -> Plan:
    return plan_organizations(parse_import(opened), opened.columns, chosen)


def _plan_credentials(opened: Opened, chosen: Mapping[str, str]) -> Plan:
    return plan_credentials(parse_import(opened), chosen)


def _enter_organizations(
    opened: Opened, chosen: Mapping[str, str], actor: Person
) -> dict[str, Any]:
    plan = _plan_organizations(opened, chosen)
    return actions.import_organizations(plan, actor=actor, at=clock.now())


def _enter_credentials(opened: Opened, chosen: Mapping[str, str], actor: Person) -> dict[str, Any]:
    plan = _plan_credentials(opened, chosen)
    return actions.import_credentials(plan, actor=actor, at=clock.now())


def _organizations() -> Flow:
    title = _("기업·기관 가져오기")
    return Flow(
        kind=ORGANIZATIONS,
        title=title,
        route="organizations-import",
        subject=("organizations", ""),
        require=_may,
        preview=lambda opened, chosen: _shown(_plan_organizations(opened, chosen), chosen),
        enter=_enter_organizations,
        done_url=reverse("organizations"),
        breadcrumbs=breadcrumbs(title),
    )


def _credentials() -> Flow:
    title = _("이력·인증 가져오기")
    return Flow(
        kind=CREDENTIALS,
        title=title,
        route="credentials-import",
        subject=("organizations", ""),
        require=_may,
        preview=lambda opened, chosen: _shown(_plan_credentials(opened, chosen), chosen),
        enter=_enter_credentials,
        done_url=reverse("organizations"),
        breadcrumbs=breadcrumbs(title),
    )


def _shown(plan: Plan, chosen: Mapping[str, str]) -> Preview:
    return Preview([_row(row, chosen) for row in plan.rows], plan.warnings)


def _row(row: RowPlan, chosen: Mapping[str, str]) -> PreviewRow:
    choices = [
        Choice(each.organization.code, f"{each.organization.name} ({each.reason_text})")
        for each in row.candidates
    ]
    if choices:
        nothing = Choice("", _("고르십시오"))
        choices = [nothing if row.verdict == "fault" else Choice(NEW, _("새로 등록")), *choices]
    return PreviewRow(
        number=row.number,
        verdict=row.verdict,
        title=row.title,
        fault=row.fault,
        changes=[
            f"{each.title}: {each.old or _('(없음)')} → {each.new or _('(없음)')}"
            for each in row.differences
        ],
        choices=choices,
        chosen=chosen.get(str(row.number), ""),
    )


def start(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet of organizations."""
    return importing.start(request, _organizations())


def download_template(request: HttpRequest) -> HttpResponse:
    """Give the empty form for organizations."""
    return importing.download_template(request, _organizations())


def columns(request: HttpRequest, number: str) -> HttpResponse:
    """Match the columns of organizations."""
    return importing.columns(request, _organizations(), number)


def preview(request: HttpRequest, number: str) -> HttpResponse:
    """Look at the organizations before they are entered."""
    return importing.preview(request, _organizations(), number)


def report(request: HttpRequest, number: str) -> HttpResponse:
    """Say what became of the organizations."""
    return importing.report(request, _organizations(), number)


def credentials_start(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet of credentials."""
    return importing.start(request, _credentials())


def credentials_template(request: HttpRequest) -> HttpResponse:
    """Give the empty form for credentials."""
    return importing.download_template(request, _credentials())


def credentials_columns(request: HttpRequest, number: str) -> HttpResponse:
    """Match the columns of credentials."""
    return importing.columns(request, _credentials(), number)


def credentials_preview(request: HttpRequest, number: str) -> HttpResponse:
    """Look at the credentials before they are recorded."""
    return importing.preview(request, _credentials(), number)


def credentials_report(request: HttpRequest, number: str) -> HttpResponse:
    """Say what became of the credentials."""
    return importing.report(request, _credentials(), number)
