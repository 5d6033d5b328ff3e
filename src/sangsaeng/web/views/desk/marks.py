"""Marks as they come to the desk's doors: in batches from a script, or one press from a form."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsaeng.fairs.actions.the_day.marking import HandedIn, Reception, record_marks
from sangsaeng.fairs.models import Mark, Request
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.fairs.refusals.the_day import MarksUnreadable, MarkUnreadable
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.web.views.asking import signed_in
from sangsaeng.web.views.desk.frame import desk_of

MOST_AT_ONCE = 200
LARGEST_BATCH = 1024 * 1024
LONGEST_DEVICE = Mark._meta.get_field("device").max_length
LONGEST_CODE = 12
View = Callable[..., HttpResponse]


def _for_a_script(view: View) -> View:
    """Answer refusals as JSON with their status: a script must not be led to a page."""

    @wraps(view)
    def answered(request: HttpRequest, **address: str) -> HttpResponse:
        try:
            return view(request, **address)
        except Refusal as refused:
            body = {"code": refused.code, "detail": refused.sentence}
            return JsonResponse(body, status=refused.status)

    return answered


@require_POST
@_for_a_script
def marks(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a batch of marks; say of each whether it was taken, and if not why."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    device, sent = _batch(request)
    read, unreadable = [], []
    for one in sent:
        mark = _mark(one)
        if mark is None:
            unreadable.append(one.get("key") if isinstance(one, dict) else None)
        else:
            read.append(mark)
    reception = record_marks(fair, read, device, actor=actor, at=clock.now())
    refused = {str(key): why for key, why in reception.refused.items()}
    refused |= {str(key): MarkUnreadable() for key in unreadable}
    return JsonResponse(
        {
            "taken": [str(key) for key in reception.taken],
            "refused": [
                {"key": key, "code": why.code, "reason": why.sentence}
                for key, why in refused.items()
            ],
            "told": told(reception),
        }
    )


@require_POST
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one mark from a form, for browsers without the script."""
    actor = signed_in(request)
    fair = desk_of(request, slug)
    kind, party, about = (*request.POST.get("mark", "").split(" "), "", "")[:3]
    at, stand_in = clock.now(), _clean(request.POST.get("stand_in"))
    one = HandedIn(uuid4(), _code(party) or "", _code(about) or "", kind, at, stand_in)
    reception = record_marks(fair, [one], "", actor=actor, at=at)
    for why in reception.refused.values():
        raise why
    messages.success(request, _("표시를 저장했습니다."))
    for sentence in told(reception):
        messages.warning(request, sentence)
    if request.POST.get("back") == "visit":
        return redirect("desk_arrive", fair.slug, party)
    return redirect("desk", fair.slug)


def told(reception: Reception) -> list[str]:
    """Say to the desk what followed from the marks beyond themselves."""
    vacated = _("%(pair)s 상담의 자리를 비웠습니다.")
    restored = _("%(pair)s 상담을 원래 자리에 되돌렸습니다.")
    lost = _(
        "%(pair)s 상담은 지금 시간표에 자리가 없습니다. 비운 자리가 다른 상담에 돌아갔다면 "
        "되찾을 수 없으니 빈자리에서 다시 잡아 주십시오."
    )
    outcomes = (
        (vacated, reception.vacated),
        (restored, reception.restored),
        (lost, reception.lost),
    )
    return [text % {"pair": _pair(one)} for text, requests in outcomes for one in requests]


def _pair(request: Request) -> str:
    return f"{name_of(request.buyer)} – {name_of(request.supplier)}"


def _batch(request: HttpRequest) -> tuple[str, list[Any]]:
    if len(request.body) > LARGEST_BATCH:
        raise MarksUnreadable
    try:
        body = json.loads(request.body)
    # What is nested too deeply is no batch either.
    except (ValueError, RecursionError) as unreadable:
        raise MarksUnreadable from unreadable
    sent = body.get("marks") if isinstance(body, dict) else None
    if not isinstance(sent, list) or len(sent) > MOST_AT_ONCE:
        raise MarksUnreadable
    return _clean(body.get("device", ""))[:LONGEST_DEVICE], sent


def _mark(sent: Any) -> HandedIn | None:
    """Return what was sent as a mark, or nothing when it cannot be one."""
    if not isinstance(sent, dict):
        return None
    at, key = _moment(sent.get("at")), _key(sent.get("key"))
    party, about = _code(sent.get("participant")), _code(sent.get("request") or "")
    kind, stand_in = sent.get("kind"), _clean(sent.get("stand_in"))
    if at is None or key is None or not party or about is None or not isinstance(kind, str):
        return None
    return HandedIn(key, party, about, kind, at, stand_in)


def _moment(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _key(text: Any) -> UUID | None:
    try:
        return UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None


def _code(text: Any) -> str | None:
    """Return a public code, or the empty one; nothing when it cannot be a code."""
    if not isinstance(text, str) or len(text) > LONGEST_CODE or not text.isascii():
        return None
    return text if text == "" or text.isalnum() else None


def _clean(text: Any) -> str:
    """Return the printable part of a text."""
    return "".join(sign for sign in text if sign.isprintable()) if isinstance(text, str) else ""
