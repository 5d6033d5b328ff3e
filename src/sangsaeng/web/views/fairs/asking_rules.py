"""The rules of asking: quotas, the time to answer, and who may ask whom."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.ruling_on_asking import set_asking_table, set_limits
from sangsaeng.fairs.models import CompanyClass, Fair, Population
from sangsaeng.fairs.queries.asking import asking_table
from sangsaeng.kernel import clock
from sangsaeng.web.forms_asking import LimitsForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import export_table
from sangsaeng.web.views.fairs.frame import fair_to_run, frame


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the limits or the table; each is a form of its own on one page."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    part = request.POST.get("part", "")
    form = LimitsForm.of(fair, request.POST if part == "limits" else None)

    def deed() -> None:
        set_limits(fair, form.limits(), actor=actor, at=clock.now())

    if part == "limits" and succeeds(form, deed):
        messages.success(request, _("신청 한도와 답변 기한을 저장했습니다."))
        return redirect("fair_asking", fair.slug)
    if part == "table":
        set_asking_table(fair, _table(request.POST), actor=actor, at=clock.now())
        messages.success(request, _("누가 누구에게 신청할 수 있는지 저장했습니다."))
        return redirect("fair_asking", fair.slug)
    way = (_("설정"), reverse("fair_settings", args=[fair.slug]))
    context = {
        **frame(request, fair, _("상담 신청 규칙"), "fair_settings", way),
        "is_two_sided": fair.population == Population.TWO_SIDED,
        "classes": CompanyClass.choices,
        "rows": _rows(fair),
    }
    return form_page(request, "web/fairs/asking_rules.html", form, context)


@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the table as a file."""
    fair = fair_to_run(request, slug)
    headings = (
        ("buyer_class", _("수요기업")),
        ("supplier_class", _("공급기업")),
        ("buyer_may_ask", _("수요기업이 먼저 신청")),
        ("supplier_may_ask", _("공급기업이 먼저 신청")),
    )
    records = [
        {
            "buyer_class": row["label"],
            "supplier_class": cell["label"],
            "buyer_may_ask": _("예") if cell["buyer_may_ask"] else _("아니오"),
            "supplier_may_ask": _("예") if cell["supplier_may_ask"] else _("아니오"),
        }
        for row in _rows(fair)
        for cell in row["cells"]
    ]
    return export_table(headings, records, form, "asking")


def _rows(fair: Fair) -> list[dict[str, Any]]:
    table = asking_table(fair).rows
    return [
        {
            "label": str(buyer.label),
            "cells": [_cell(table, buyer, supplier) for supplier in CompanyClass],
        }
        for buyer in CompanyClass
    ]


def _cell(
    table: Mapping[tuple[str, str], tuple[bool, bool]],
    buyer: CompanyClass,
    supplier: CompanyClass,
) -> dict[str, Any]:
    buyer_may_ask, supplier_may_ask = table.get((buyer, supplier), (True, True))
    return {
        "key": f"{buyer}:{supplier}",
        "label": str(supplier.label),
        "buyer_may_ask": buyer_may_ask,
        "supplier_may_ask": supplier_may_ask,
    }


def _table(given: QueryDict) -> dict[tuple[str, str], tuple[bool, bool]]:
    """Read the ticks: what is not ticked is not allowed."""
    ticked = {side: set(given.getlist(side)) for side in ("buyer", "supplier")}
    return {
        (buyer.value, supplier.value): (
            f"{buyer}:{supplier}" in ticked["buyer"],
            f"{buyer}:{supplier}" in ticked["supplier"],
        )
        for buyer in CompanyClass
        for supplier in CompanyClass
    }
