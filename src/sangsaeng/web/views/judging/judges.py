"""One judge, as the officer sees them: seats, ties, conflicts, invitation."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.judging.actions.panels import (
    describe_judge,
    invite_judge,
    leave_panel,
    seat_judge,
    state_tie,
)
from sangsaeng.judging.models import Judge, Review
from sangsaeng.judging.queries.declaring import ties_of, unspoken
from sangsaeng.judging.queries.panels import conflicts_of, get_panel_judge_for
from sangsaeng.judging.rules import may_keep_judge
from sangsaeng.judging.states import JUDGE_STATES
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call
from sangsaeng.web.forms_panels import BecauseForm, FactsForm, SeatsForm, TieForm
from sangsaeng.web.views.asking import form_page, succeeds
from sangsaeng.web.views.judging.panel_frame import frame, kept


@require_GET
def page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show the judge."""
    viewer, call, judge = _opened(request, slug, code)
    return _page(request, viewer, call, judge)


@require_POST
def describe(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say anew where the judge belongs and what they know."""
    form = FactsForm(request.POST)
    done = _("저장하고 이해충돌을 다시 찾았습니다.")
    return _press(
        request,
        (slug, code),
        ("facts_form", form, done),
        lambda judge, actor: describe_judge(judge, form.facts, actor=actor, at=clock.now()),
    )


@require_POST
def seats(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give the judge seats in stages."""
    _viewer, _call, judge = _opened(request, slug, code)
    form = SeatsForm(request.POST, judge=judge)

    def deed(judge: Judge, actor: Person) -> None:
        seat_judge(judge, form.cleaned_data["stages"], actor=actor, at=clock.now())

    done = _("맡을 단계를 정했습니다.")
    return _press(request, (slug, code), ("seats_form", form, done), deed)


@require_POST
def tie(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Enter what ties the judge to an organization."""
    form = TieForm(request.POST, auto_id="tie_%s")

    def deed(judge: Judge, actor: Person) -> None:
        organization = form.cleaned_data["organization"]
        state_tie(judge, organization, form.said, actor=actor, at=clock.now())

    done = _("관계를 적고 이해충돌을 다시 찾았습니다.")
    return _press(request, (slug, code), ("tie_form", form, done), deed)


@require_POST
def invite(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask the judge."""
    viewer, _call, judge = _opened(request, slug, code)
    invite_judge(judge, link_to, actor=viewer, at=clock.now())
    messages.success(request, _("초대를 보냈습니다. 수락하면 알려 드립니다."))
    return redirect("panel_judge", slug, code)


@require_POST
def leave(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """End the judge's part."""
    form = BecauseForm(request.POST, auto_id="leave_%s")

    def deed(judge: Judge, actor: Person) -> None:
        leave_panel(judge, form.cleaned_data["reason"], actor=actor, at=clock.now())

    done = _("심사위원에서 뺐습니다. 제출하지 않은 배정은 다른 분께 돌릴 수 있습니다.")
    return _press(request, (slug, code), ("leave_form", form, done), deed)


def link_to(judge: Judge) -> str:
    """Return the address of the judge's own page."""
    return f"{settings.BASE_URL}{reverse('judge_invitation', args=[judge.code])}"


def _opened(request: HttpRequest, slug: str, code: str) -> tuple[Person, Call, Judge]:
    viewer, call = kept(request, slug)
    return viewer, call, get_panel_judge_for(viewer, call, code)


def _press(
    request: HttpRequest,
    where: tuple[str, str],
    asked: tuple[str, "FactsForm | SeatsForm | TieForm | BecauseForm", str],
    deed: Callable[[Judge, Person], object],
) -> HttpResponse:
    """Do what a form of the page asks, and show the page again with what was declined."""
    viewer, call, judge = _opened(request, *where)
    name, form, done = asked
    if succeeds(form, lambda: deed(judge, viewer)):
        messages.success(request, done)
        return redirect("panel_judge", *where)
    return _page(request, viewer, call, judge, **{name: form})


def _page(
    request: HttpRequest, viewer: Person, call: Call, judge: Judge, **forms: object
) -> HttpResponse:
    reviews = Review.objects.filter(judge=judge).select_related("stage", "entry")
    context = frame(call, judge.person.name, "panel", "panel") | {
        "judge": judge,
        "seats": [seat.stage for seat in judge.seats.select_related("stage")],
        "ties": ties_of(judge),
        "conflicts": conflicts_of(viewer, call).filter(judge=judge),
        "unspoken": len(unspoken(judge)),
        "reviews": reviews,
        "may_keep": may_keep_judge(viewer, judge),
        "verbs": JUDGE_STATES.verbs_from(judge.state),
        "facts_form": FactsForm.of(judge),
        "seats_form": SeatsForm(judge=judge),
        "tie_form": TieForm(auto_id="tie_%s"),
        "leave_form": BecauseForm(auto_id="leave_%s"),
    }
    context |= forms
    bound = next(iter(forms.values()), context["facts_form"])
    return form_page(request, "web/judging/judge.html", bound, context)  # type: ignore[arg-type]  # one of the page's forms
