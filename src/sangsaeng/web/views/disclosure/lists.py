"""Disclosures of both kinds: what one's organizations gave, and what they got."""

from collections.abc import Iterable
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.disclosure.models import Demand
from sangsaeng.disclosure.queries.lists import given_by, got_by, titles_told_to, waiting
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.disclosure.frame import home
from sangsaeng.web.views.disclosure.standing import agreement_in, next_step, state_of
from sangsaeng.web.views.exporting import export_table


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List both sides' disclosures with where each stands."""
    viewer = signed_in(request)
    today = day_of(clock.now())
    context = {
        "title": _("기술자료 제공"),
        "lead": _(
            "요구서와 비밀유지계약을 거쳐 주고받는 기술자료입니다. 열람할 때마다 기록됩니다."
        ),
        "breadcrumbs": [*home(), {"label": _("기술자료 제공"), "url": ""}],
        "given": _rows(given_by(viewer), "owner", today),
        "got": _rows(got_by(viewer), "receiver", today),
        "told": titles_told_to(viewer),
        "sample_data": viewer.is_sample,
    }
    return render(request, "web/disclosure/list.html", context)


@require_GET
def export(request: HttpRequest, side: str, form: str) -> HttpResponse:
    """Give one of the two lists as a file."""
    viewer = signed_in(request)
    found = given_by(viewer) if side == "given" else got_by(viewer)
    headings = [
        ("number", _("요구서 번호")),
        ("owner", _("자료를 제공하는 쪽")),
        ("receiver", _("자료를 받는 쪽")),
        ("name", _("기술자료의 명칭")),
        ("state", _("상태")),
        ("demanded_on", _("요구일")),
        ("period_from", _("사용 기간 첫날")),
        ("period_until", _("사용 기간 마지막 날")),
    ]
    return export_table(headings, [_record(one) for one in found], form, "disclosures")


def waiting_for(viewer: Person, *, at: datetime) -> list[dict[str, object]]:
    """Return the disclosures in which the viewer's side has something to do."""
    mine = set(Membership.objects.organizations_of(viewer).values_list("organization", flat=True))
    found = waiting(viewer)
    rows = [
        *_rows((one for one in found if one.owner_id in mine), "owner", day_of(at)),
        *_rows((one for one in found if one.receiver_id in mine), "receiver", day_of(at)),
    ]
    return [row for row in rows if row["is_to_do"]]


def _rows(demands: Iterable[Demand], side: str, today: date) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for demand in demands:
        agreement = agreement_in(demand)
        if agreement is not None:
            # The row is at hand; reading it anew for each would be idle.
            agreement.demand = demand
        step = next_step(demand, getattr(demand, side), today)
        rows.append(
            {
                "demand": demand,
                "other": demand.receiver if side == "owner" else demand.owner,
                "agreement": agreement,
                "state": state_of(demand),
                "next": step,
                "is_to_do": step.is_to_do,
            }
        )
    return rows


def _record(demand: Demand) -> dict[str, object]:
    agreement = agreement_in(demand)
    return {
        "number": demand.number,
        "owner": demand.owner.name,
        "receiver": demand.receiver.name,
        "name": demand.name,
        "state": state_of(demand),
        "demanded_on": demand.demanded_on,
        "period_from": agreement.period_from if agreement else None,
        "period_until": agreement.period_until if agreement else None,
    }
