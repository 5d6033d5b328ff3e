"""What the pages of benefits and of authorities' keys ask for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.actions.authorities import Asked, Grant
from sangsaeng.honors.actions.benefits import Granted, Used
from sangsaeng.honors.models import AuthorityKey, AuthorityKeyQuerySet, Holder
from sangsaeng.honors.queries.benefits import organization_named
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.business_number import normalized
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.kinds import BenefitKind
from sangsaeng.web.forms_disclosure import OrganizationNamedField

_THREE_ROWS = {"rows": 3}
_DIGITS = 10


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class UseForm(forms.Form):
    """One use of a benefit."""

    used_on = day_field(_("쓴 날"))
    authority = forms.CharField(label=_("적용한 기관"), max_length=160)
    text = forms.CharField(
        label=_("내용"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs=_THREE_ROWS),
    )
    file = forms.FileField(
        label=_("증빙 파일"), required=False, help_text=_("PDF, 그림, 문서 파일을 올립니다.")
    )

    @property
    def used(self) -> Used:
        """What was noted."""
        given = self.cleaned_data
        file = given["file"]
        name, content = (file.name, file.read()) if file else ("", b"")
        return Used(given["used_on"], given["authority"], given["text"], name, content)


class GrantBenefitForm(forms.Form):
    """A benefit an officer grants by hand."""

    holder = forms.ModelChoiceField(label=_("받는 곳"), queryset=Holder.objects.none())
    kind = forms.ChoiceField(label=_("종류"), choices=BenefitKind.choices)
    label = forms.CharField(label=_("혜택"), max_length=160)
    starts_on = day_field(_("시작하는 날"))
    ends_on = day_field(
        _("끝나는 날"),
        required=False,
        help_text=_("이날까지 쓸 수 있습니다. 유효 기간이 알려지지 않았으면 비워 두십시오."),
    )
    detail = forms.CharField(label=_("내용"), required=False, max_length=500)
    source = forms.CharField(
        label=_("출처"),
        max_length=500,
        help_text=_("이 혜택이 적힌 공고나 보도의 주소를 적습니다."),
    )

    def __init__(self, data: Any = None, *, holders: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["holder"]
        field.queryset = holders  # type: ignore[attr-defined]  # a model choice
        field.label_from_instance = lambda one: one.name  # type: ignore[attr-defined]  # a model choice

    def clean(self) -> dict[str, Any]:
        """A benefit ends on or after the day it starts."""
        given = super().clean() or {}
        start, end = given.get("starts_on"), given.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("끝나는 날은 시작하는 날보다 앞설 수 없습니다."))
        return given

    @property
    def granted(self) -> Granted:
        """What is granted."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "holder"}
        return Granted(**given)


class StopForm(forms.Form):
    """Why a benefit ends."""

    reason = forms.CharField(
        label=_("멈추는 까닭"), max_length=300, help_text=_("혜택을 가진 곳이 읽습니다.")
    )


class CheckForm(forms.Form):
    """An authority's question."""

    key = forms.ModelChoiceField(label=_("쓰는 곳"), queryset=AuthorityKey.objects.none())
    organization = forms.CharField(
        label=_("사업자등록번호 또는 기업 코드"),
        max_length=20,
        help_text=_("예: 123-45-67890. 기업 코드는 기업 화면의 주소에 있습니다."),
    )
    kind = forms.ChoiceField(label=_("혜택"))
    on = day_field(_("기준일"))

    def __init__(self, data: Any = None, *, keys: AuthorityKeyQuerySet, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["key"]
        field.queryset = keys  # type: ignore[attr-defined]  # a model choice
        field.label_from_instance = lambda one: f"{one.authority} · {one.purpose}"  # type: ignore[attr-defined]  # a model choice
        field.empty_label = None  # type: ignore[attr-defined]  # a model choice
        opened = {kind for key in keys for kind in key.kinds}
        self.fields["kind"].choices = kinds_among(opened)  # type: ignore[attr-defined]  # a choice

    @property
    def asked(self) -> Asked:
        """The question."""
        given = self.cleaned_data
        return Asked(self._organization(given["organization"]), given["kind"], given["on"])

    def _organization(self, text: str) -> Organization | None:
        number = normalized(text)
        if number.isdecimal() and len(number) == _DIGITS:
            return organization_named(business_number=number)
        return organization_named(code=text)


class KeyForm(forms.Form):
    """A key for an authority."""

    authority = OrganizationNamedField(label=_("기관"), max_length=120)
    keeper = forms.EmailField(
        label=_("맡을 사람의 메일 주소"),
        help_text=_("그 기관의 구성원이어야 합니다. 그 사람이 기관을 떠나면 키도 끝납니다."),
    )
    purpose = forms.CharField(label=_("쓰는 곳"), max_length=160)
    kinds = forms.MultipleChoiceField(
        label=_("물을 수 있는 혜택"),
        choices=BenefitKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = day_field(
        _("유효 기한"), help_text=_("이날까지 쓸 수 있습니다. 길어도 1년입니다.")
    )

    def clean_keeper(self) -> Person:
        """Return the person, or ask for one who is here."""
        person = Person.objects.filter(email=self.cleaned_data["keeper"].lower()).first()
        if person is None or not person.is_active:
            raise forms.ValidationError(
                say("이 주소로 가입한 사람이 없습니다. 주소를 확인하십시오.")
            )
        return person

    @property
    def grant(self) -> Grant:
        """What the key is for."""
        given = self.cleaned_data
        kinds = tuple(given["kinds"])
        return Grant(given["keeper"], given["purpose"], kinds, given["expires_on"])


def kinds_among(opened: set[str]) -> Sequence[tuple[str, Any]]:
    """Return the kinds that are opened, with their names."""
    return [(value, label) for value, label in BenefitKind.choices if value in opened]
