"""Spreadsheets of one's own needs and offers."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.exchange.actions.importing import ask_for_import, import_listings
from sangsaeng.exchange.importing import Plan, RowPlan, plan_listings
from sangsaeng.exchange.rules import may_write_for
from sangsaeng.exchange.sheets import LISTINGS
from sangsaeng.kernel import clock
from sangsaeng.kernel.imports import Opened, parse_import
from sangsaeng.kernel.models import Job, Person, SheetImport
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.queries import own_organizations
from sangsaeng.web.views import importing
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.exchange.own_shown import breadcrumbs
from sangsaeng.web.views.importing import Asked, Flow, Preview, PreviewRow

SUBMITS: Final = "submits"


def start(request: HttpRequest, organization: str) -> HttpResponse:
    """Take a spreadsheet of needs and offers."""
    return importing.start(request, _flow(request, organization))


def download_template(request: HttpRequest, organization: str) -> HttpResponse:
    """Give the empty form."""
    return importing.download_template(request, _flow(request, organization))


def columns(request: HttpRequest, organization: str, number: str) -> HttpResponse:
    """Match the columns."""
    return importing.columns(request, _flow(request, organization), number)


def preview(request: HttpRequest, organization: str, number: str) -> HttpResponse:
    """Look at what would happen."""
    return importing.preview(request, _flow(request, organization), number)


def report(request: HttpRequest, organization: str, number: str) -> HttpResponse:
    """Say what was done."""
    return importing.report(request, _flow(request, organization), number)


def _flow(request: HttpRequest, code: str) -> Flow:
    owner = next((one for one in own_organizations(signed_in(request)) if one.code == code), None)
    if owner is None:
        raise NotFound
    title = _("수요와 제안 가져오기")
    return Flow(
        kind=LISTINGS,
        title=f"{title} · {owner}",
        route="listings-import",
        subject=("exchange.owner", owner.code),
        require=partial(_may, owner),
        preview=partial(_preview, owner),
        enter=partial(_enter, owner),
        later=partial(_later, owner),
        done_url=reverse("listings_mine"),
        arguments=(owner.code,),
        breadcrumbs=breadcrumbs(title),
    )


def _may(owner: Organization, actor: Person) -> None:
    require(may_write_for(actor, owner), actor)


def _plan(owner: Organization, opened: Opened, chosen: Mapping[str, str]) -> Plan:
    submits = bool(chosen.get(SUBMITS))
    return plan_listings(parse_import(opened), opened.columns, owner, submits=submits)


def _preview(owner: Organization, opened: Opened, chosen: Mapping[str, str]) -> Preview:
    plan = _plan(owner, opened, chosen)
    asked = Asked(
        SUBMITS,
        _("반영한 뒤 새로 올린 것과 작성 중인 것을 바로 확인 요청합니다."),
        _("고르면 빠진 항목이나 이름이 드러나는 글이 있는 행은 고칠 곳이 됩니다."),
        chosen=chosen.get(SUBMITS, ""),
    )
    return Preview([_row(row) for row in plan.rows], plan.warnings, (asked,))


def _enter(
    owner: Organization, opened: Opened, chosen: Mapping[str, str], actor: Person
) -> dict[str, Any]:
    plan = _plan(owner, opened, chosen)
    submits = bool(chosen.get(SUBMITS))
    return import_listings(owner, plan, submits=submits, actor=actor, at=clock.now())


def _later(
    owner: Organization, handed_in: SheetImport, chosen: Mapping[str, str], actor: Person
) -> Job:
    submits = bool(chosen.get(SUBMITS))
    return ask_for_import(handed_in, owner, submits=submits, actor=actor, at=clock.now())


def _row(row: RowPlan) -> PreviewRow:
    changes = [
        f"{title}: {old or _('(없음)')} → {new or _('(없음)')}"
        for title, old, new in row.differences
    ]
    notes = [row.note] if row.note else []
    return PreviewRow(row.number, row.verdict, row.title, row.fault, changes, notes=notes)
