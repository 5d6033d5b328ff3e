"""The form builder: the pieces of a call are added, changed, moved and removed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import Invalid, NotFound, Refusal
from sangsaeng.programs.actions.forms import (
    add_piece,
    edit_piece,
    move_piece,
    remove_piece,
    set_criteria,
)
from sangsaeng.programs.models import Call, Stage
from sangsaeng.programs.queries.access import get_piece_for, get_run_call_for
from sangsaeng.programs.queries.readiness import WHOLE
from sangsaeng.web.forms_pieces import PIECE_FORMS, criteria_rows
from sangsaeng.web.views.asking import SHOWN_IN_FORM, form_page, number_in, signed_in, succeeds
from sangsaeng.web.views.programs.frame import change_of, part_url, posted, set_up_frame
from sangsaeng.web.views.programs.setting_up import saved

_STEPS = 1


@require_GET
def listing(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """List the pieces of one kind, in order."""
    call = _call(request, slug, name)
    rows = getattr(call, name).all()
    if name == "stages":
        rows = rows.prefetch_related("criteria")
    context = {**set_up_frame(request, call, name), "rows": list(rows), "name": name}
    return render(request, "web/programs/pieces.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, name: str, key: int | None = None) -> HttpResponse:
    """Add a piece or change one."""
    actor = signed_in(request)
    call = _call(request, slug, name)
    piece = get_piece_for(actor, slug, name, key) if key is not None else None
    form = PIECE_FORMS[name].of(call, piece, posted(request))

    def deed() -> None:
        fields, change, at = form.piece_fields(piece), change_of(request), clock.now()
        if piece is None:
            add_piece(call, name, fields, with_=change, actor=actor, at=at)
        else:
            edit_piece(piece, fields, with_=change, actor=actor, at=at)

    if request.method == "POST" and succeeds(form, deed):
        return saved(request, call, name)
    fresh = _call(request, slug, name)
    context = {
        **set_up_frame(request, fresh, name, _titles(name, is_new=piece is None)),
        "piece": piece,
        "name": name,
        "back": part_url(call, name),
    }
    return form_page(request, "web/programs/piece.html", form, context)


@require_POST
def move(request: HttpRequest, slug: str, name: str, key: int) -> HttpResponse:
    """Move a piece up or down by one."""
    actor = signed_in(request)
    piece = get_piece_for(actor, slug, name, key)
    steps = -_STEPS if request.POST.get("to") == "up" else _STEPS
    move_piece(piece, steps, with_=change_of(request), actor=actor, at=clock.now())
    return saved(request, piece.call, name)


@require_POST
def remove(request: HttpRequest, slug: str, name: str, key: int) -> HttpResponse:
    """Take a piece out."""
    actor = signed_in(request)
    piece = get_piece_for(actor, slug, name, key)
    remove_piece(piece, with_=change_of(request), actor=actor, at=clock.now())
    return saved(request, piece.call, name)


@require_http_methods(["GET", "POST"])
def criteria(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Say what judges look at in a stage, all at once, so that the weights add up."""
    actor = signed_in(request)
    stage: Stage = get_piece_for(actor, slug, "stages", key)
    posted = request.POST if request.method == "POST" else None
    rows = criteria_rows(stage, posted)
    declined = ""
    if posted is not None and rows.is_valid():
        try:
            set_criteria(
                stage, rows.wanted(), with_=change_of(request), actor=actor, at=clock.now()
            )
        except Refusal as refused:
            if refused.status not in SHOWN_IN_FORM:
                raise
            declined = _sentence(refused)
        else:
            return _criteria_saved(request, slug, stage)
    call = get_run_call_for(actor, slug)
    context = {
        **set_up_frame(request, call, "stages", _("%(stage)s의 평가 항목") % {"stage": stage.name}),
        "rows": rows,
        "stage": stage,
        "declined": declined,
        "total": _total(rows) if posted else sum(one.weight for one in stage.criteria.all()),
    }
    status = 422 if posted is not None else 200
    return render(request, "web/programs/criteria.html", context, status=status)


def _criteria_saved(request: HttpRequest, slug: str, stage: Stage) -> HttpResponse:
    """Go on where the weights add up; otherwise stay, with room for what is still to come."""
    total = sum(one.weight for one in stage.criteria.all())
    if total != WHOLE:
        told = _("저장했습니다. 배점의 합이 %(total)s%%입니다. 더하거나 고쳐 100%%로 맞추십시오.")
        messages.warning(request, told % {"total": total})
        return redirect("call_criteria", slug, stage.pk)
    messages.success(request, _("평가 항목과 배점을 저장했습니다."))
    return redirect("call_pieces", slug, "stages")


def _call(request: HttpRequest, slug: str, name: str) -> Call:
    call = get_run_call_for(signed_in(request), slug)
    if name not in PIECE_FORMS:
        raise NotFound
    return call


def _sentence(refused: Refusal) -> str:
    if isinstance(refused, Invalid) and refused.faults:
        return " ".join(refused.faults.values())
    return refused.sentence


def _total(rows: Any) -> int:
    weights = (number_in(rows.data.get(form.add_prefix("weight"), "")) for form in rows.forms)
    return sum(weight or 0 for weight in weights)


def _titles(name: str, *, is_new: bool) -> str:
    new = {
        "seats": _("역할 더하기"),
        "rules": _("조건 더하기"),
        "questions": _("질문 더하기"),
        "stages": _("단계 더하기"),
        "benefits": _("혜택 더하기"),
    }
    known = {
        "seats": _("역할 고치기"),
        "rules": _("조건 고치기"),
        "questions": _("질문 고치기"),
        "stages": _("단계 고치기"),
        "benefits": _("혜택 고치기"),
    }
    return (new if is_new else known)[name]
