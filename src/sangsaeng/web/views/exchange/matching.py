"""What an organization's matches have learned from its own word: shown, switched off, weighed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.exchange.actions.judging import (
    follow_history,
    learn_anew,
    learn_from_all,
    weigh,
    weigh_as_proposed,
)
from sangsaeng.exchange.bridge.learning import (
    FEWEST_OF_A_KIND,
    FEWEST_PAIRS,
    WEIGHTS,
    Proposal,
    leanings_of,
    proposal_for,
)
from sangsaeng.exchange.queries.learning import follows_history, judged_by, setting_of
from sangsaeng.exchange.rules import may_tune
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.queries import get_organization_for, organizations_of
from sangsaeng.organizations.rules import is_member
from sangsaeng.web.views.asking import signed_in


@require_GET
def learned(request: HttpRequest) -> HttpResponse:
    """Show what was learned, for one of the viewer's organizations."""
    person = signed_in(request)
    places = list(organizations_of(person))
    chosen = _chosen(places, request.GET.get("for", ""))
    here = _("맞춤 기준")
    context: dict[str, Any] = {
        "title": here,
        "lead": _(
            "우리 기업이 ‘맞음’, ‘맞지 않음’으로 답한 것에서 배운 것입니다. 우리 기업의 구성원만 봅니다."
        ),
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": here, "url": ""},
        ],
        "places": places,
        "organization": chosen,
    }
    if chosen is not None:
        context |= _learned(person, chosen)
    return render(request, "web/exchange/matching.html", context)


@require_POST
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Switch following off or on, learn anew or from all, weigh as proposed or as usual."""
    actor = signed_in(request)
    organization = get_organization_for(actor, code)
    if not is_member(actor, organization):
        raise NotFound
    require(may_tune(actor, organization), actor)
    deeds: dict[str, Callable[[], object]] = {
        "follow": lambda: follow_history(organization, follows=True, actor=actor, at=clock.now()),
        "ignore": lambda: follow_history(organization, follows=False, actor=actor, at=clock.now()),
        "anew": lambda: learn_anew(organization, actor=actor, at=clock.now()),
        "all": lambda: learn_from_all(organization, actor=actor, at=clock.now()),
        "weigh": lambda: weigh_as_proposed(organization, actor=actor, at=clock.now()),
        "usual": lambda: weigh(organization, {}, actor=actor, at=clock.now()),
    }
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None:
        raise NotFound
    deed()
    messages.success(request, _("반영했습니다."))
    return redirect(f"{reverse('matching')}?for={organization.code}")


def _chosen(places: list[Membership], code: str) -> Organization | None:
    organizations = [place.organization for place in places]
    named = [one for one in organizations if one.code == code]
    return next(iter(named or organizations), None)


def _learned(person: Person, organization: Organization) -> dict[str, Any]:
    judged = judged_by(person, organization)
    setting, proposal = setting_of(organization), proposal_for(person, organization)
    return {
        "follows": follows_history(organization),
        "fitting": sum(one.fits for one in judged),
        "missing": sum(not one.fits for one in judged),
        "leanings": leanings_of(person, organization),
        "learns_since": setting.learns_since if setting else None,
        "is_weighed": bool(setting and setting.weights),
        "may_tune": may_tune(person, organization),
        "weights": _weights(proposal),
        "proposal": proposal,
        "fewest": FEWEST_PAIRS,
        "fewest_of_a_kind": FEWEST_OF_A_KIND,
    }


def _weights(proposal: Proposal) -> list[dict[str, Any]]:
    labels = {"pairs": _("글자가 닮은 정도"), "rarity": _("드문 말의 무게")}
    return [
        {"label": labels[name], "now": proposal.now[name], "proposed": proposal.weights[name]}
        for name in WEIGHTS
    ]
