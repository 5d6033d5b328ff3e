"""What the pages of a ceremony ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.actions.ceremonies import Plan
from sangsaeng.honors.actions.guests import Listed
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.resolving import resolve_all

_MOMENT = "%Y-%m-%dT%H:%M"
_MOST = 60


class PlanForm(forms.Form):
    """When, where and how large."""

    name = forms.CharField(label=_("이름"), max_length=160)
    held_at = forms.DateTimeField(
        label=_("일시"),
        input_formats=[_MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    place = forms.CharField(label=_("장소"), max_length=200)
    rows = forms.IntegerField(label=_("좌석 줄 수"), min_value=1, max_value=_MOST, initial=8)
    seats_per_row = forms.IntegerField(
        label=_("줄마다 좌석 수"), min_value=1, max_value=_MOST, initial=12
    )
    about = forms.CharField(
        label=_("식순"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("한 줄에 한 순서를 적습니다. 시상 순서는 포상 번호를 따릅니다."),
    )

    @property
    def plan(self) -> Plan:
        """What was set; the hour is Seoul's."""
        given = dict(self.cleaned_data)
        given["held_at"] = given["held_at"].replace(tzinfo=SEOUL)
        return Plan(**given)


class GuestForm(forms.Form):
    """A guest by hand."""

    name = forms.CharField(label=_("이름"), max_length=60)
    title = forms.CharField(label=_("직함"), required=False, max_length=80)
    organization = forms.CharField(
        label=_("기업·기관"),
        required=False,
        max_length=120,
        help_text=_("등록된 이름이어야 초대를 보낼 수 있습니다."),
    )

    def clean_organization(self) -> Organization | None:
        """Return the organization, or ask for a name that means one only."""
        name = str(self.cleaned_data["organization"]).strip()
        if not name:
            return None
        found = resolve_all([name])[name].organization
        if found is None:
            raise forms.ValidationError(
                _("이 이름으로 한 곳을 알아볼 수 없습니다. 등록된 정식 이름을 적어 주십시오.")
            )
        return found

    @property
    def listed(self) -> Listed:
        """The guest."""
        given = self.cleaned_data
        return Listed(given["name"], given["title"], given["organization"])


class ChangeGuestForm(forms.Form):
    """What the list says of a guest, and the seat."""

    name = forms.CharField(label=_("이름"), max_length=60)
    title = forms.CharField(label=_("직함"), required=False, max_length=80)
    receives = forms.BooleanField(label=_("단상에 올라 상을 받음"), required=False)
    row = forms.IntegerField(label=_("줄"), required=False, min_value=1, max_value=_MOST)
    seat = forms.IntegerField(label=_("자리"), required=False, min_value=1, max_value=_MOST)

    @property
    def listed(self) -> Listed:
        """What is said."""
        given = self.cleaned_data
        return Listed(given["name"], given["title"], receives=given["receives"])

    @property
    def place(self) -> tuple[Any, Any]:
        """The row and the seat, or none."""
        return self.cleaned_data["row"], self.cleaned_data["seat"]
