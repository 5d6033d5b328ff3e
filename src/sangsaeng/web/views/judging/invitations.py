"""The judge's own side: the invitation, the answer, and the declaration before anything is shown."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.judging.actions.declaring import declare
from sangsaeng.judging.actions.panels import SaidTie, answer_invitation, leave_panel
from sangsaeng.judging.models import Judge
from sangsaeng.judging.queries.access import get_judge_for
from sangsaeng.judging.queries.declaring import organizations_of, spoken_of, ties_of, unspoken
from sangsaeng.judging.rules import may_answer_invitation, may_judge_as
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Organization
from sangsaeng.web.forms_panels import SAYABLE, BecauseForm
from sangsaeng.web.views.asking import signed_in, succeeds


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the invitation, and later where the judge stands."""
    viewer, judge = _own(request, code)
    is_judging = may_judge_as(viewer, judge)
    context = _frame(judge, _("심사위원 초대")) | {
        "stages": [seat.stage for seat in judge.seats.select_related("stage")],
        "unspoken": len(unspoken(judge)) if is_judging else 0,
        "has_declared": judge.declarations.exists(),
        "ties": ties_of(judge) if is_judging else [],
        "assigned": judge.reviews.visible_to(viewer).count() if is_judging else 0,
        "leave_form": BecauseForm(),
    }
    return render(request, "web/judging/invitation.html", context)


@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Accept or decline."""
    viewer, judge = _own(request, code)
    judge = answer_invitation(judge, request.POST.get("verb", ""), actor=viewer, at=clock.now())
    if judge.state == "accepted":
        messages.success(request, _("수락했습니다. 먼저 이해관계를 밝혀 주십시오."))
        return redirect("judge_declare", code)
    messages.success(request, _("거절하신 것을 담당자에게 알렸습니다."))
    return redirect("judge_invitation", code)


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Leave the panel."""
    viewer, judge = _own(request, code)
    form = BecauseForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    leave_panel(judge, reason, actor=viewer, at=clock.now())
    messages.success(request, _("그만두신 것을 담당자에게 알렸습니다."))
    return redirect("judge_invitation", code)


@require_http_methods(["GET", "POST"])
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """Speak of every organization of the call: first whom there is a tie to, then which."""
    viewer, judge = _own(request, code)
    require(may_judge_as(viewer, judge), viewer)
    listed = list(organizations_of(judge.call))
    if request.method == "POST":
        seen = set(request.POST.get("seen", "").split())
        tied = [one for one in listed if one.code in set(request.POST.getlist("tied"))]
        shown = [one for one in listed if one.code in seen]
        return _declared(request, judge, shown, tied)
    spoken = spoken_of(judge)
    said = {tie.organization_id for tie in ties_of(judge)}
    context = _frame(judge, _("이해관계 밝히기")) | {
        "new": [one for one in listed if one.pk not in spoken],
        "known": [one for one in listed if one.pk in spoken - said],
        "tied": [one for one in listed if one.pk in spoken & said],
        "said": said,
        # What was said to be tied stays so; it is not asked again.
        "seen": " ".join(one.code for one in listed if one.pk not in spoken & said),
    }
    return render(request, "web/judging/declare.html", context)


class _TiesForm(forms.Form):
    """Which tie there is to each of those that were ticked, and the judge's word on the rest."""

    has_read = forms.BooleanField(required=True)

    def __init__(self, tied: list[Organization], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # what a request posted
        self.fields["has_read"].label = _(
            "명단을 모두 읽었으며, 표시하지 않은 곳과는 아무 이해관계가 없습니다."
        )
        fields: dict[str, forms.Field] = {}
        for one in tied:
            name = {"name": one.name}
            fields[f"kind-{one.code}"] = forms.ChoiceField(
                label=_("%(name)s: 관계") % name, choices=[("", _("고르십시오")), *SAYABLE]
            )
            fields[f"note-{one.code}"] = forms.CharField(
                label=_("%(name)s: 내용") % name, required=False, max_length=300
            )
        self.fields = {**fields, **self.fields}

    def said(self, one: Organization) -> SaidTie:
        """Return the tie to one of them."""
        given = self.cleaned_data
        return SaidTie(given[f"kind-{one.code}"], given[f"note-{one.code}"])


def _declared(
    request: HttpRequest, judge: Judge, shown: list[Organization], tied: list[Organization]
) -> HttpResponse:
    """Ask which ties there are, or take the word when it is given."""
    is_last = "confirm" in request.POST
    form = _TiesForm(tied, request.POST if is_last else None)
    viewer = signed_in(request)

    def deed() -> None:
        ties = {one.pk: form.said(one) for one in tied}
        said = {one.pk: ties.get(one.pk) for one in shown}
        declare(judge, said, actor=viewer, at=clock.now())

    if is_last and succeeds(form, deed):
        messages.success(request, _("밝혀 주셔서 고맙습니다. 이제 배정된 신청을 볼 수 있습니다."))
        return redirect("judge_invitation", judge.code)
    context = _frame(judge, _("이해관계 밝히기")) | {
        "form": form,
        "tied": tied,
        "free": len(shown) - len(tied),
        "seen": " ".join(one.code for one in shown),
    }
    status = 422 if is_last else 200
    return render(request, "web/judging/declare_ties.html", context, status=status)


def _own(request: HttpRequest, code: str) -> tuple[Person, Judge]:
    """Return the viewer's own place; an officer who runs the call is no judge of it."""
    viewer = signed_in(request)
    judge = get_judge_for(viewer, code)
    if not may_answer_invitation(viewer, judge) or judge.state == "named":
        raise NotFound
    return viewer, judge


def _frame(judge: Judge, title: str) -> dict[str, object]:
    return {
        "title": title,
        "judge": judge,
        "call": judge.call,
        "breadcrumbs": [
            {"label": _("나의 상생"), "url": reverse("my")},
            {"label": judge.call.name, "url": reverse("judge_invitation", args=[judge.code])},
            {"label": title, "url": ""},
        ],
        "sample_data": judge.call.is_sample,
    }
