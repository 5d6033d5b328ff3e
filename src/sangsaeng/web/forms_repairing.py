"""What the desk says went wrong, one form for each kind."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sangsaeng.fairs.bridge.telling import LONGEST_DELAY
from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.web.views.fairs.frame import slot_label

Choices = list[tuple[str, str]]


class TroubleForm(forms.Form):
    """One thing that went wrong; what was told before comes along."""

    kind = forms.CharField(widget=forms.HiddenInput)
    d = forms.CharField(widget=forms.MultipleHiddenInput, required=False)


class PartyForm(TroubleForm):
    """Somebody comes late or not at all, and from when on."""

    subject = forms.ChoiceField(label=gettext_lazy("기업·기관"))
    number = forms.ChoiceField(label=gettext_lazy("시간"))


class TableForm(TroubleForm):
    """A table that cannot be used, and from when on."""

    subject = forms.ChoiceField(label=gettext_lazy("테이블"))
    number = forms.ChoiceField(label=gettext_lazy("시간"))


class HallForm(TroubleForm):
    """A hall that runs behind, and by how much."""

    subject = forms.ChoiceField(label=gettext_lazy("상담장"))
    number = forms.IntegerField(
        label=gettext_lazy("늦어진 시간(분)"), min_value=0, max_value=LONGEST_DELAY, initial=10
    )


def trouble_forms(fair: Fair, told: list[str], at: datetime) -> dict[str, forms.Form]:
    """Return the forms for what can go wrong from now on."""
    slots = _slots(fair, at)
    people = _people(fair)
    tables = [
        (one.label, f"{one.label} ({name_of(one.participant)})" if one.participant else one.label)
        for one in fair.tables.select_related("participant__organization")
    ]
    halls = [(str(one.pk), one.name) for one in fair.halls.all()]
    return {
        "late": _form(
            PartyForm, "late", told, people, slots, gettext_lazy("언제부터 상담할 수 있습니까?")
        ),
        "absent": _form(
            PartyForm, "absent", told, people, slots, gettext_lazy("언제부터 오지 않습니까?")
        ),
        "table_lost": _form(
            TableForm, "table_lost", told, tables, slots, gettext_lazy("언제부터 쓸 수 없습니까?")
        ),
        "hall_behind": _form(HallForm, "hall_behind", told, halls, None, ""),
    }


def _form(
    form_class: type[TroubleForm],
    kind: str,
    told: list[str],
    subjects: Choices,
    numbers: Choices | None,
    asked: Any,
) -> forms.Form:
    form = form_class(initial={"kind": kind, "d": told}, auto_id=f"{kind}_%s")
    form.fields["subject"].choices = subjects  # type: ignore[attr-defined]  # a choice
    if numbers is not None:
        form.fields["number"].choices = numbers  # type: ignore[attr-defined]  # a choice
        form.fields["number"].label = asked
    return form


def _slots(fair: Fair, at: datetime) -> Choices:
    """Return the slots that have not begun, by number."""
    several = fair.days.count() > 1
    return [
        (str(number), slot_label(fair, slot, with_day=several))
        for number, slot in enumerate(fair.slots.all())
        if slot.starts_at > at
    ]


def _people(fair: Fair) -> Choices:
    found = fair.participants.select_related("organization").order_by("side", "organization__name")
    return [(one.code, f"{name_of(one)} · {one.get_side_display()}") for one in found]
