"""Steps that need nothing but a press."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sangsaeng.disclosure.actions.demanding import (
    ask_about_secrecy,
    send_demand,
    withdraw_demand,
)
from sangsaeng.disclosure.actions.drafting import call_off, reopen_text
from sangsaeng.disclosure.actions.keeping import lift_hold
from sangsaeng.disclosure.actions.running import accept_certificate, end_early
from sangsaeng.disclosure.models import Demand
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.web.views.disclosure.frame import acting_side, opened

Step = Callable[[Demand, Organization, Person, datetime], object]


def _send(demand: Demand, _side: Organization, actor: Person, at: datetime) -> object:
    return send_demand(demand, actor=actor, at=at)


def _withdraw(demand: Demand, _side: Organization, actor: Person, at: datetime) -> object:
    return withdraw_demand(demand, actor=actor, at=at)


def _ask(demand: Demand, _side: Organization, actor: Person, at: datetime) -> object:
    return ask_about_secrecy(demand, actor=actor, at=at)


def _accept(demand: Demand, _side: Organization, actor: Person, at: datetime) -> object:
    return accept_certificate(demand, actor=actor, at=at)


def _reopen(demand: Demand, side: Organization, actor: Person, at: datetime) -> object:
    return reopen_text(demand, side, actor=actor, at=at)


def _call_off(demand: Demand, side: Organization, actor: Person, at: datetime) -> object:
    return call_off(demand, side, actor=actor, at=at)


def _end(demand: Demand, side: Organization, actor: Person, at: datetime) -> object:
    return end_early(demand, side, actor=actor, at=at)


def _lift(demand: Demand, side: Organization, actor: Person, at: datetime) -> object:
    return lift_hold(demand, side, actor=actor, at=at)


STEPS: Final[Mapping[str, tuple[Step, str | Promise]]] = {
    "send": (_send, _("요구서를 보냈습니다.")),
    "withdraw": (_withdraw, _("요구를 철회했습니다.")),
    "ask-secrecy": (_ask, _("비밀로 관리하는지 물었습니다. 상대는 15일 안에 답합니다.")),
    "accept-certificate": (_accept, _("반환·폐기를 확인했습니다.")),
    "reopen": (_reopen, _("문안을 다시 고칠 수 있습니다.")),
    "call-off": (_call_off, _("계약을 맺지 않기로 했습니다.")),
    "end": (_end, _("계약을 끝냈습니다. 자료는 이제 보이지 않습니다.")),
    "lift-hold": (_lift, _("보존 요청을 거두었습니다.")),
}


@require_POST
def press(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Take the step of this name."""
    viewer, demand = opened(request, code)
    if verb not in STEPS:
        raise NotFound
    step, done = STEPS[verb]
    step(demand, acting_side(request, viewer, demand), viewer, clock.now())
    messages.success(request, str(done))
    return redirect("disclosure", code)
