"""A fair's days, slots and halls."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsaeng.fairs.actions.setting_up import lay_out, remove_day, set_day, set_halls
from sangsaeng.fairs.actions.taking_part import lay_hall
from sangsaeng.fairs.models import Day, Fair, Population
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound, Refusal
from sangsaeng.web.forms_fairs import CommonTablesForm, DayForm, HallsForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.fairs.frame import day_label, fair_to_run, frame, slot_label


@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the days and halls; lay out a day after its slots were seen."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    asked = request.POST.get("part", "")
    if asked == "halls":
        return _halls(request, fair, actor)
    if asked == "tables":
        return _tables(request, fair, actor)
    form = DayForm(request.POST if asked == "day" else None, initial={"date": _next_day(fair)})
    if "preview" in request.POST:
        return _preview(request, fair, form)

    def deed() -> None:
        set_day(fair, form.cleaned_data["date"], form.hours(), actor=actor, at=clock.now())

    if asked == "day" and succeeds(form, deed):
        messages.success(request, _("상담 시간을 저장했습니다."))
        return redirect("fair_days", fair.slug)
    return _page(request, fair, form)


@require_POST
def remove(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """Take a day out of the fair."""
    actor = signed_in(request)
    fair = fair_to_run(request, slug)
    found = fair.days.filter(date=_date(day)).first()
    if found is None:
        raise NotFound
    remove_day(found, actor=actor, at=clock.now())
    messages.success(request, _("날짜를 지웠습니다."))
    return redirect("fair_days", fair.slug)


def _preview(request: HttpRequest, fair: Fair, form: DayForm) -> HttpResponse:
    """Show the slots that the hours give, without keeping them."""
    context: dict[str, Any] = {"preview": True}
    if form.is_valid():
        try:
            spans = lay_out(fair, form.cleaned_data["date"], form.hours())
            context["spans"] = [f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in spans]
            replaced = fair.days.filter(date=form.cleaned_data["date"]).first()
            context["replaced"] = replaced.slots.count() if replaced else 0
        except Refusal as refused:
            form.add_error(None, refused.sentence)
    if getattr(request, "htmx", False):
        return render(request, "web/fairs/_slots.html", {**context, "form": form})
    return _page(request, fair, form, **context)


def _halls(request: HttpRequest, fair: Fair, actor: Person) -> HttpResponse:
    form = HallsForm(request.POST)

    def deed() -> None:
        set_halls(fair, form.cleaned_data["names"].splitlines(), actor=actor, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("상담장을 저장했습니다."))
        return redirect("fair_days", fair.slug)
    return _page(request, fair, DayForm(initial={"date": _next_day(fair)}), halls_form=form)


def _tables(request: HttpRequest, fair: Fair, actor: Person) -> HttpResponse:
    form = _tables_form(fair, request)

    def deed() -> None:
        given = form.cleaned_data
        lay_hall(fair, given["hall"], given["count"], actor=actor, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("테이블을 놓았습니다."))
        return redirect("fair_days", fair.slug)
    return _page(request, fair, DayForm(initial={"date": _next_day(fair)}), tables_form=form)


def _page(request: HttpRequest, fair: Fair, form: DayForm, **context: Any) -> HttpResponse:
    halls = list(fair.halls.prefetch_related("tables"))
    shown: dict[str, Any] = {
        **frame(request, fair, _("날짜·시간"), "fair_days"),
        "days": _shown_days(fair),
        "halls": [{"name": hall.name, "count": len(hall.tables.all())} for hall in halls],
        "halls_form": HallsForm(initial={"names": "\n".join(hall.name for hall in halls)}),
        "tables_form": _tables_form(fair) if fair.population == Population.ONE and halls else None,
        **context,
    }
    faulty = next(
        (one for one in (shown["halls_form"], shown["tables_form"]) if one and one.is_bound), form
    )
    response = form_page(request, "web/fairs/days.html", form, shown)
    if faulty.is_bound and faulty.errors:
        response.status_code = 422
    return response


def _tables_form(fair: Fair, request: HttpRequest | None = None) -> CommonTablesForm:
    form = CommonTablesForm(request.POST if request else None)
    form.fields["hall"].queryset = fair.halls.all()  # type: ignore[attr-defined]  # a choice of rows
    return form


def _shown_days(fair: Fair) -> list[dict[str, object]]:
    return [_shown_day(fair, day) for day in fair.days.prefetch_related("slots")]


def _shown_day(fair: Fair, day: Day) -> dict[str, object]:
    slots = sorted(day.slots.all(), key=lambda slot: slot.starts_at)
    return {
        "date": day.date.isoformat(),
        "label": day_label(day.date),
        "count": len(slots),
        "slots": [slot_label(fair, slot, with_day=False) for slot in slots],
    }


def _next_day(fair: Fair) -> date:
    """Propose the day after the fair's last one, or a day a month from now."""
    last = fair.days.order_by("-date").first()
    if last is not None:
        return last.date + timedelta(days=1)
    return clock.now().astimezone(fair.tz).date() + timedelta(days=30)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise NotFound from fault
