"""The page of one disclosure: where it stands, what comes next, and everything that happened."""

from collections import Counter
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.disclosure.models import (
    AUTHORIZED,
    Agreement,
    Certificate,
    Demand,
    SecrecyQuestion,
)
from sangsaeng.disclosure.queries.access import agreement_of, sides_of
from sangsaeng.disclosure.queries.timeline import Step, timeline_of
from sangsaeng.disclosure.rules import (
    closed_because,
    may_accept_certificate,
    may_answer_demand,
    may_answer_holders,
    may_end,
    may_propose_holders,
    may_send_demand,
    may_sign_for,
)
from sangsaeng.disclosure.terms import DEMAND_TERMS, LAWS
from sangsaeng.exchange.models import Interest, Listing
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.rules import is_member
from sangsaeng.web.forms_disclosure import HolderForm, ReasonForm
from sangsaeng.web.views.asking import form_page
from sangsaeng.web.views.disclosure.frame import acting_side, frame, opened
from sangsaeng.web.views.disclosure.standing import certificate_in, next_step, state_of
from sangsaeng.web.views.disclosure.steps import shown_step

LOOKS = ("viewed", "downloaded", "printed", "refused")


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a disclosure to one of its sides."""
    viewer, demand = opened(request, code)
    return disclosure_page(request, viewer, demand)


def disclosure_page(
    request: HttpRequest,
    viewer: Person,
    demand: Demand,
    *,
    holder_form: HolderForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    """Show a disclosure; a form that came back stands where it was."""
    at = clock.now()
    side, agreement = acting_side(request, viewer, demand), agreement_of(demand)
    if agreement is not None:
        agreement.demand = demand
        demand.agreement = agreement
    steps = timeline_of(viewer, demand)
    context = {
        **frame(demand, demand.name or demand.number),
        "state": state_of(demand),
        "next": next_step(demand, side, day_of(at)),
        "side": side,
        "sides": sides_of(viewer, demand),
        "owns": side.pk == demand.owner_id,
        "law": LAWS[demand.relation],
        "terms": [(term.label, demand.terms[term.key]) for term in DEMAND_TERMS],
        "steps": [shown_step(step) for step in steps],
        "looks": _looks(steps),
        "documents": demand.documents.all(),
        "holds": demand.holds.filter(lifted_at__isnull=True).select_related("organization"),
        "question": _question(demand, at),
        **_occasion(viewer, demand),
        "holder_form": holder_form or HolderForm(auto_id="holder_%s"),
        "reason_form": reason_form or ReasonForm(auto_id="reason_%s"),
        **_permissions(viewer, demand, side),
        **_agreement(viewer, demand, agreement, at),
    }
    faulty: forms.Form = holder_form or reason_form or ReasonForm()
    return form_page(request, "web/disclosure/page.html", faulty, context)


def _permissions(viewer: Person, demand: Demand, side: Organization) -> dict[str, object]:
    return {
        "may_send": demand.state == "draft" and may_send_demand(viewer, demand),
        "may_edit": demand.state == "draft" and is_member(viewer, demand.receiver),
        "may_withdraw": demand.state in {"draft", "sent"} and may_send_demand(viewer, demand),
        "may_answer": demand.state == "sent" and may_answer_demand(viewer, demand),
        "may_ask_secrecy": demand.sent_at is not None and may_send_demand(viewer, demand),
        "may_hold": demand.sent_at is not None and may_sign_for(viewer, demand, side),
    }


def _agreement(
    viewer: Person, demand: Demand, agreement: Agreement | None, at: datetime
) -> dict[str, object]:
    """Return what there is to show once an agreement is being made."""
    if agreement is None:
        return {"agreement": None}
    runs = agreement.state in AUTHORIZED
    certificate = certificate_in(agreement)
    return {
        "agreement": agreement,
        "runs": runs,
        "materials": _materials(viewer, demand, agreement, at),
        "signatures": agreement.signatures.select_related("organization"),
        "holders": agreement.holders.filter(ended_at__isnull=True),
        "changes": agreement.changes.filter(state="proposed"),
        "may_propose": runs and may_propose_holders(viewer, demand),
        "may_answer_holders": may_answer_holders(viewer, demand),
        "may_end": runs and may_end(viewer, demand),
        "may_certify": runs and may_end(viewer, demand) and is_member(viewer, demand.receiver),
        "certificate": certificate,
        "may_accept": _may_accept(viewer, certificate, agreement),
    }


def _may_accept(viewer: Person, certificate: Certificate | None, agreement: Agreement) -> bool:
    if certificate is None or certificate.state != "handed_in":
        return False
    certificate.agreement = agreement
    return may_accept_certificate(viewer, certificate)


def _materials(
    viewer: Person, demand: Demand, agreement: Agreement, at: datetime
) -> list[dict[str, Any]]:
    """Return what was granted by its title, and whether the gate is open to this viewer now."""
    found = demand.granted.select_related("version__material")
    return [
        {
            "granted": one,
            "title": one.version.material.title,
            "version": one.version,
            "is_open": closed_because(viewer, one, agreement, at) is None,
        }
        for one in found
    ]


def _looks(steps: list[Step]) -> list[dict[str, object]]:
    """Count who looked how often, as the ledger tells."""
    counted = Counter((step.actor, step.kind) for step in steps if step.kind in LOOKS)
    actors = sorted({actor for actor, _kind in counted})
    return [{"actor": actor, **{kind: counted[actor, kind] for kind in LOOKS}} for actor in actors]


def _occasion(viewer: Person, demand: Demand) -> dict[str, object]:
    """Return what the demand came out of, as far as this viewer may read it."""
    interests = Interest.objects.visible_to(viewer).filter(demands=demand)
    listings = Listing.objects.visible_to(viewer).filter(demands=demand)
    shown = shown_to(viewer, listings.select_related("owner"))
    return {"interest": interests.first(), "listing": shown[0] if shown else None}


def _question(demand: Demand, at: datetime) -> dict[str, object] | None:
    question = SecrecyQuestion.objects.filter(demand=demand).first()
    if question is None:
        return None
    left = (question.answer_by - day_of(at)).days
    text = _("%(days)s일 남음") % {"days": left} if left >= 0 else _("기한이 지남")
    return {"row": question, "left": text, "is_late": question.is_late(day_of(at))}
