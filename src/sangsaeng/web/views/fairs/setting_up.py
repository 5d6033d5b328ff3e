"""A fair's frame, its rules and the people who run it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.fairs.actions.setting_up import appoint, dismiss, edit_fair
from sangsaeng.fairs.models import Fair, FairRole, Wish
from sangsaeng.fairs.weights import SCALE, WeightRule
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.web.forms_after import AbsenceRuleForm
from sangsaeng.web.forms_fairs import AppointForm, FrameForm, ReadingForm, RulesForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.fairs.frame import fair_to_run, frame

EXAMPLE_FIT = 60
PARTS: dict[str, type[ReadingForm]] = {
    "frame": FrameForm,
    "rules": RulesForm,
    "absences": AbsenceRuleForm,
}


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the frame or the rules; each is a form of its own on one page."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    part = request.POST.get("part", "")
    forms = {
        name: form.of(fair, request.POST if name == part else None) for name, form in PARTS.items()
    }
    if part in forms:
        form = forms[part]

        def deed() -> None:
            edit_fair(fair, actor=actor, at=clock.now(), **form.cleaned_data)

        if succeeds(form, deed):
            messages.success(request, _("설정을 저장했습니다."))
            return redirect("fair_settings", fair.slug)
        fair = fair_to_run(request, slug)
    context = {
        **frame(request, fair, _("설정"), "fair_settings"),
        "frame_form": forms["frame"],
        "rules_form": forms["rules"],
        "absences_form": forms["absences"],
        "worked": worked_examples(fair),
    }
    return form_page(request, "web/fairs/settings.html", forms.get(part, forms["frame"]), context)


def worked_examples(fair: Fair) -> dict[str, object]:
    """Return what every pair of wishes weighs by the fair's rule, and one pair worked out."""
    rule = fair.weight_rule
    wishes = [Wish.MUST, Wish.WANT, Wish.POSSIBLE, Wish.UNSTATED, Wish.NO_THANKS]
    rows = [
        {
            "label": buyer.label,
            "worth": rule.worth[buyer],
            "weights": [plain(rule.weight(buyer, supplier)) for supplier in wishes],
        }
        for buyer in wishes
    ]
    return {
        "columns": [{"label": wish.label, "worth": rule.worth[wish]} for wish in wishes],
        "rows": rows,
        "example": worked_out(rule, Wish.MUST, Wish.WANT),
        "fit_example": fit_worked_out(rule, rule.weight(Wish.MUST, Wish.WANT), EXAMPLE_FIT),
    }


def worked_out(rule: WeightRule, buyer_wish: str, supplier_wish: str) -> str:
    """Write how a weight comes about."""
    weight = plain(rule.weight(buyer_wish, supplier_wish))
    if Wish.NO_THANKS in {buyer_wish, supplier_wish}:
        return _("한쪽이 원하지 않아 0")
    return _("%(buyer)s × %(share)s%% + %(supplier)s × %(rest)s%% = %(weight)s") % {
        "buyer": rule.worth[buyer_wish],
        "share": rule.buyer_share,
        "supplier": rule.worth[supplier_wish],
        "rest": 100 - rule.buyer_share,
        "weight": weight,
    }


def fit_worked_out(rule: WeightRule, wished: int, fit: int) -> str:
    """Write what a fit makes of the weight of the wishes."""
    return _("잘 맞음: %(wished)s + %(worth)s × %(fit)s%% = %(weight)s") % {
        "wished": plain(wished),
        "worth": rule.fit_worth,
        "fit": fit,
        "weight": plain(rule.joined(wished, fit)),
    }


def plain(weight: int) -> str:
    """Write a weight kept in hundredths without needless digits."""
    return f"{weight / SCALE:.2f}".rstrip("0").rstrip(".")


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who runs the fair, and give somebody a part in it."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    form = AppointForm(request.POST or None)

    def deed() -> None:
        person = Person.objects.filter(
            email__iexact=form.cleaned_data["email"], is_active=True
        ).first()
        if person is None:
            raise Invalid(
                {"email": _("이 이메일로 가입한 사람이 없습니다. 먼저 가입하도록 안내해 주십시오.")}
            )
        appoint(fair, person, form.cleaned_data["role"], actor=actor, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("담당자를 정했습니다."))
        return redirect("fair_people", fair.slug)
    context = {
        **frame(request, fair, pgettext("several", "담당자"), "fair_people"),
        "roles": FairRole.objects.running()
        .filter(fair=fair)
        .select_related("person")
        .order_by("began_at", "pk"),
    }
    return form_page(request, "web/fairs/people.html", form, context)


@require_POST
def end_role(request: HttpRequest, slug: str, role: int) -> HttpResponse:
    """End somebody's part in running the fair."""
    actor = signed_in(request)
    fair: Fair = fair_to_run(request, slug)
    part = FairRole.objects.running().filter(fair=fair, pk=role).first()
    if part is None:
        raise NotFound
    dismiss(part, actor=actor, at=clock.now())
    messages.success(request, _("담당을 끝냈습니다."))
    if part.person_id == actor.pk:
        return redirect("fairs")
    return redirect("fair_people", fair.slug)
