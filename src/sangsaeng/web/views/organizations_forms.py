"""What the pages of organizations ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import (
    Credential,
    Kind,
    Organization,
    OrganizationName,
    Region,
    Role,
    SizeClass,
)
from sangsaeng.organizations.queries import Filters


def _or_unknown(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("모름")), *choices]


def _or_any(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("모두")), *choices]


class FilterForm(forms.Form):
    """How the list of organizations is narrowed."""

    q = forms.CharField(
        label=_("이름·사업자등록번호"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("종류"), required=False, choices=_or_any(Kind.choices))
    size_class = forms.ChoiceField(
        label=_("기업 규모"), required=False, choices=_or_any(SizeClass.choices)
    )
    region = forms.ChoiceField(label=_("지역"), required=False, choices=_or_any(Region.choices))

    @property
    def filters(self) -> Filters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            given.get("q", ""),
            given.get("kind", ""),
            given.get("size_class", ""),
            given.get("region", ""),
        )


class OrganizationForm(forms.Form):
    """What is known of an organization."""

    name = forms.CharField(label=_("이름"), max_length=120)
    kind = forms.ChoiceField(label=_("종류"), choices=Kind.choices)
    size_class = forms.ChoiceField(
        label=_("기업 규모"),
        required=False,
        choices=_or_unknown(SizeClass.choices),
        help_text=_("기업에만 있습니다."),
    )
    business_number = forms.CharField(
        label=_("사업자등록번호"),
        required=False,
        max_length=20,
        help_text=_("10자리. 검증 숫자를 확인합니다. 예: 124-81-00998"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    sector = forms.CharField(
        label=_("업종(KSIC)"),
        required=False,
        max_length=5,
        help_text=_("한국표준산업분류 코드. 예: C29, 29111"),
    )
    region = forms.ChoiceField(label=_("지역"), required=False, choices=_or_unknown(Region.choices))
    homepage = forms.CharField(
        label=_("누리집"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "url"}),
    )
    name_en = forms.CharField(label=_("영문 이름"), required=False, max_length=160)
    profile = forms.CharField(
        label=_("소개"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    source = forms.CharField(
        label=_("출처"),
        required=False,
        max_length=300,
        help_text=_("이 정보를 어디에서 확인했는지 주소나 문서 이름을 적습니다."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    IDENTITY = ("name", "kind", "business_number", "source")

    @classmethod
    def of(cls, organization: Organization, data: Any = None) -> "OrganizationForm":
        """Return the form filled with what is known."""
        known = OrganizationFacts.of(organization).as_fields
        return cls(data, initial={**known, "version": organization.version})

    def keep_identity(self) -> None:
        """Leave out what only operators change."""
        for name in self.IDENTITY:
            del self.fields[name]

    def facts(self, known: OrganizationFacts | None = None) -> OrganizationFacts:
        """Return what was entered over what is known."""
        entered = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return OrganizationFacts(**{**(known.as_fields if known else {}), **entered})


class NameForm(forms.Form):
    """Another name of an organization."""

    name = forms.CharField(label=_("이름"), max_length=160)
    use = forms.ChoiceField(
        label=_("이름의 종류"),
        choices=[
            choice
            for choice in OrganizationName.Use.choices
            if choice[0] != OrganizationName.Use.OFFICIAL
        ],
    )
    source = forms.CharField(label=_("출처"), required=False, max_length=300)


class CredentialForm(forms.Form):
    """Something an organization earned."""

    kind = forms.ChoiceField(label=_("종류"), choices=Credential.Kind.choices)
    year = forms.IntegerField(label=_("기준 연도"), min_value=1990, max_value=2100)
    value = forms.CharField(label=_("내용"), max_length=120, help_text=_("등급이나 상의 이름"))
    awarded_on = forms.DateField(
        label=_("수여일"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_until = forms.DateField(
        label=_("유효 기한"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    name_as_published = forms.CharField(label=_("발표 자료의 표기"), required=False, max_length=160)
    source = forms.CharField(label=_("출처"), max_length=300)
    note = forms.CharField(label=_("비고"), required=False, max_length=300)

    def facts(self) -> CredentialFacts:
        """Return what was entered."""
        return CredentialFacts(**self.cleaned_data)


class InviteForm(forms.Form):
    """Whom to invite, and to what."""

    email = forms.EmailField(
        label=_("이메일"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("역할"), choices=Role.choices, initial=Role.STAFF)


class RoleForm(forms.Form):
    """A member's role."""

    role = forms.ChoiceField(label=_("역할"), choices=Role.choices)


class ClaimForm(forms.Form):
    """Why the organization is mine."""

    statement = forms.CharField(
        label=_("소속 확인 근거"),
        max_length=1000,
        help_text=_("부서와 직책, 회사 이메일처럼 운영자가 확인할 수 있는 내용을 적습니다."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RefuseForm(forms.Form):
    """Why a claim is declined."""

    reason = forms.CharField(label=_("반려하는 이유"), max_length=300)
