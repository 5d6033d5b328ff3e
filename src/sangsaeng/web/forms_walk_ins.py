"""What the desk writes down of somebody who came without being planned."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.fairs.actions.the_day.walking_in import WalkIn
from sangsaeng.fairs.models import Fair, Participant, Population, Purpose, Side
from sangsaeng.fairs.queries.timetables import name_of
from sangsaeng.organizations.business_number import normalized
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Organization, SizeClass
from sangsaeng.organizations.queries import by_business_number
from sangsaeng.organizations.resolving import resolve

NEW = "new"


if TYPE_CHECKING:
    SeveralField = forms.ModelMultipleChoiceField[Participant]
else:
    SeveralField = forms.ModelMultipleChoiceField


class WantedField(SeveralField):
    """Whom the walk-in came to meet."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the participant in the reader's language."""
        return name_of(obj)


class WalkInForm(forms.Form):
    """Who came and whom it wants to meet; a name that may mean several is asked about."""

    name = forms.CharField(
        label=gettext_lazy("찾아온 기업·기관명"),
        max_length=120,
        help_text=gettext_lazy("등록된 이름이면 그 기업으로, 처음 보는 이름이면 새로 등록합니다."),
    )
    business_number = forms.CharField(
        label=gettext_lazy("사업자등록번호"),
        required=False,
        max_length=14,
        help_text=gettext_lazy("알면 적습니다. 같은 이름이 여럿일 때 가려 줍니다."),
    )
    who = forms.ChoiceField(
        label=gettext_lazy("어느 기업입니까?"), required=False, widget=forms.RadioSelect
    )
    size_class = forms.ChoiceField(
        label=gettext_lazy("기업 규모(새로 등록할 때)"),
        required=False,
        choices=[("", gettext_lazy("모름")), *SizeClass.choices],
    )
    wanted = WantedField(
        label=gettext_lazy("만나려는 기업"),
        queryset=Participant.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("만나려는 기업을 한 곳 이상 골라 주십시오.")},
    )
    purpose = forms.ChoiceField(label=gettext_lazy("상담 목적"), choices=Purpose.choices)
    topic = forms.CharField(label=gettext_lazy("상담 내용"), required=False, max_length=300)
    is_first_timer = forms.BooleanField(label=gettext_lazy("처음 참가합니다"), required=False)

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"].queryset = whom_to_meet(fair)  # type: ignore[attr-defined]  # a choice of rows
        self._choices: list[tuple[str, str]] = []
        if self.is_bound:
            self._choices = _meanings(
                self.data.get("name", ""), self.data.get("business_number", "")
            )
        self.fields["who"].choices = self._choices  # type: ignore[attr-defined]  # a choice
        if not self._choices:
            del self.fields["who"]

    def clean(self) -> dict[str, Any]:
        """Ask which organization is meant where the name does not say."""
        given = super().clean() or {}
        if self._choices and not given.get("who"):
            self.add_error(
                "who", _("이름만으로는 어느 기업인지 알 수 없습니다. 하나를 골라 주십시오.")
            )
        return given

    def walk_in(self) -> WalkIn:
        """Return what was entered."""
        given = self.cleaned_data
        return WalkIn(
            who=self._who(),
            wanted=tuple(given["wanted"]),
            purpose=given["purpose"],
            topic=given["topic"],
            is_first_timer=given["is_first_timer"],
        )

    def _who(self) -> Organization | OrganizationFacts:
        given = self.cleaned_data
        chosen = given.get("who")
        if chosen and chosen != NEW:
            return Organization.objects.get(code=chosen)
        known = None if chosen == NEW else _certain(given["name"], given["business_number"])
        return known or OrganizationFacts(
            name=given["name"],
            size_class=given["size_class"],
            business_number=given["business_number"] or None,
        )


def whom_to_meet(fair: Fair) -> QuerySet[Participant]:
    """Return whom a walk-in may ask for: the buyers, or everybody where anybody meets anybody."""
    found = fair.participants.select_related("organization").order_by("organization__name")
    return found if fair.population == Population.ONE else found.filter(side=Side.BUYER)


def _certain(name: str, number: str) -> Organization | None:
    """Return the organization that is meant without doubt."""
    identified = by_business_number([normalized(number)]) if number else {}
    return next(iter(identified.values()), None) or resolve(name).organization


def _meanings(name: str, number: str) -> list[tuple[str, str]]:
    """Return the organizations that a doubtful name may mean, and that it is a new one."""
    if not name.strip() or _certain(name, number) is not None:
        return []
    found = resolve(name).candidates
    if not found:
        return []
    known = [
        (one.organization.code, f"{one.organization.name} ({one.reason_text})") for one in found
    ]
    return [*known, (NEW, _("모두 아님. 새 기업으로 등록"))]
