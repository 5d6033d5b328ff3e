"""What the pages of field checks ask for."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.actions.visiting import Found, Plan
from sangsaeng.judging.models import Visit
from sangsaeng.judging.papers import items_of
from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Entry, Stage

DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOLDS: Final = {"yes": True, "no": False, "none": None}
FOUR_ROWS: Final = {"rows": 4}


class VisitPlanForm(forms.Form):
    """Who goes where on which day."""

    stage = forms.ModelChoiceField(label=_("단계"), queryset=Stage.objects.none())
    visitor = forms.EmailField(
        label=_("확인자의 이메일"),
        help_text=_("현장 확인단 사람이 로그인할 때 쓰는 이메일입니다."),
    )
    planned_on = forms.DateField(label=_("방문 예정일"), widget=DAY)
    place = forms.CharField(label=_("장소"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        stages = Stage.objects.filter(call=entry.call, kind="field")
        super().__init__(data, initial={"stage": stages.first()})
        self.fields["stage"].queryset = stages  # type: ignore[attr-defined]  # a model choice

    def clean_visitor(self) -> Person:
        """Return the person with the address."""
        email = self.cleaned_data["visitor"]
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                say("이 이메일로 가입한 사람이 없습니다. 가입을 먼저 부탁해 주십시오.")
            )
        return person

    @property
    def plan(self) -> Plan:
        """What was planned."""
        said = self.cleaned_data
        return Plan(said["visitor"], said["planned_on"], said["place"])


class FoundForm(forms.Form):
    """What was found on a visit, made to be filled in on a phone."""

    visited_on = forms.DateField(label=_("방문일"), widget=DAY)
    place = forms.CharField(label=_("장소"), max_length=200)
    met = forms.CharField(label=_("만난 사람"), max_length=200)
    remarks = forms.CharField(
        label=_("종합 의견"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=FOUR_ROWS),
    )

    def __init__(self, data: Any = None, *, visit: Visit, today: date) -> None:
        said = {one["key"]: one for one in visit.findings}
        initial: dict[str, object] = {
            "visited_on": visit.visited_on or today,
            "place": visit.place,
            "met": visit.met,
            "remarks": visit.remarks,
        }
        words = {holds: word for word, holds in HOLDS.items()}
        for key, one in said.items():
            initial |= {f"holds-{key}": words[one["holds"]], f"note-{key}": one["note"]}
        super().__init__(data, initial=initial)
        self.items = items_of(visit)
        choices = [("yes", _("확인함")), ("no", _("확인되지 않음")), ("none", _("해당 없음"))]
        for key, label in self.items:
            self.fields[f"holds-{key}"] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect
            )
            self.fields[f"note-{key}"] = forms.CharField(
                label=say("%(item)s: 본 것") % {"item": label}, required=False, max_length=500
            )
        self.order_fields(
            [
                *("visited_on", "place", "met"),
                *(name for key, _l in self.items for name in (f"holds-{key}", f"note-{key}")),
                "remarks",
            ]
        )

    @property
    def found(self) -> Found:
        """What was entered."""
        said = self.cleaned_data
        findings = tuple(
            (key, HOLDS[said[f"holds-{key}"]], said[f"note-{key}"]) for key, _label in self.items
        )
        return Found(said["visited_on"], said["place"], said["met"], findings, said["remarks"])


class PhotoForm(forms.Form):
    """A photo taken on the visit."""

    photo = forms.FileField(
        label=_("사진"), help_text=_("JPG, PNG. 찍은 곳과 기기의 정보는 지우고 보관합니다.")
    )
    caption = forms.CharField(label=_("설명"), max_length=200, required=False)


class VisitSignForm(forms.Form):
    """The signature on exactly the form that was read."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    has_read = forms.BooleanField(label=_("확인서를 끝까지 읽었고, 적힌 그대로가 맞습니다."))
    name = forms.CharField(
        label=_("이름"), max_length=60, help_text=_("본인의 이름을 적으면 서명이 됩니다.")
    )
