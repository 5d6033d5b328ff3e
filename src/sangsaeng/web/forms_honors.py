"""What the pages of honors and plaques ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sangsaeng.honors.actions.giving import Award
from sangsaeng.honors.actions.recording import PastHonor
from sangsaeng.honors.queries.gallery import Sought
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.resolving import resolve_all

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
THREE_ROWS = {"rows": 3}


class GalleryForm(forms.Form):
    """How the gallery is narrowed."""

    q = forms.CharField(
        label=_("사례·기업·기관"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    program = forms.ChoiceField(label=_("사업"), required=False)
    round = forms.ChoiceField(label=_("회차"), required=False)
    part = forms.ChoiceField(label=_("부문"), required=False)

    def __init__(self, data: Any, *, choices: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        for name, known in choices.items():
            self.fields[name].choices = [("", say("모두")), *known]  # type: ignore[attr-defined]  # a choice

    @property
    def sought(self) -> Sought:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        names = ("q", "program", "round", "part")
        return Sought(*(given.get(name, "") for name in names))


class AwardForm(forms.Form):
    """What is said of every honor that is given now."""

    awarded_on = forms.DateField(label=_("수여일"), widget=DAY)
    part = forms.CharField(
        label=_("부문"),
        required=False,
        max_length=60,
        help_text=_("예: ESG, 기술협력. 부문이 없으면 비워 둡니다."),
    )

    @property
    def award(self) -> Award:
        """What was said."""
        return Award(**self.cleaned_data)


class CaseAwardForm(AwardForm):
    """What is said of one honor."""

    title = forms.CharField(label=_("사례 이름"), max_length=160)
    title_en = forms.CharField(label=_("영문 사례 이름"), required=False, max_length=240)
    summary = forms.CharField(
        label=_("공적"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=THREE_ROWS),
        help_text=_("두 문장쯤으로 적습니다. 포상 화면과 서명된 증명에 그대로 실립니다."),
    )
    person_name = forms.CharField(
        label=_("받는 사람"),
        required=False,
        max_length=60,
        help_text=_("기업·기관이 아니라 사람의 공적을 기릴 때만 적습니다."),
    )


class ReasonForm(forms.Form):
    """Why something is taken back, for everybody to read."""

    reason = forms.CharField(
        label=_("까닭"),
        max_length=300,
        widget=forms.Textarea(attrs=THREE_ROWS),
        help_text=_("확인 화면에서 누구나 읽습니다. 개인정보를 적지 마십시오."),
    )


class StolenForm(forms.Form):
    """Since when a key may have been in wrong hands."""

    since = forms.DateTimeField(
        label=_("유출된 것으로 보이는 때"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("한국 시각. 이때부터 이 열쇠로 서명된 것은 믿지 않습니다."),
    )


class LookUpForm(forms.Form):
    """The number on a plaque, or what is in its file."""

    code = forms.CharField(
        label=_("기념패의 확인 번호"),
        max_length=80,
        help_text=_("QR 아래 주소의 끝에 있는 열두 글자입니다."),
    )

    def clean_code(self) -> str:
        """Take the number out of an address, and read it as people type it."""
        return str(self.cleaned_data["code"]).strip().rstrip("/").rpartition("/")[2].upper()


class OrganizationsField(forms.CharField):
    """Several organizations, one in each line, found by the names they go by."""

    widget = forms.Textarea(attrs=THREE_ROWS)

    def clean(self, value: Any) -> Any:
        """Return the organizations, or name the line that means none or several."""
        names = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        found = resolve_all(names)
        unclear = [name for name in names if found[name].organization is None]
        if unclear:
            raise forms.ValidationError(
                say("‘%(name)s’이(가) 어느 곳인지 알 수 없습니다. 등록된 이름을 적어 주십시오.")
                % {"name": unclear[0]}
            )
        known = {one.pk: one for name in names if (one := found[name].organization)}
        return list(known.values())


class PastForm(forms.Form):
    """An honor from before this platform."""

    round = forms.CharField(label=_("회차"), max_length=40)
    awarded_on = forms.DateField(label=_("수여일"), widget=DAY)
    organizations = OrganizationsField(
        label=_("받은 기업·기관"), help_text=_("한 줄에 한 곳씩, 대표를 먼저 적습니다.")
    )
    title = forms.CharField(label=_("사례 이름"), required=False, max_length=200)
    part = forms.CharField(label=_("부문"), required=False, max_length=60)
    source = forms.CharField(
        label=_("출처"), max_length=500, help_text=_("발표한 자료의 주소나 이름을 적습니다.")
    )
    note = forms.CharField(label=_("비고"), required=False, max_length=300)

    @property
    def past(self) -> PastHonor:
        """What was published."""
        given = {key: text for key, text in self.cleaned_data.items() if key != "organizations"}
        return PastHonor(**given)

    @property
    def holders(self) -> list[Organization]:
        """Who held it."""
        return list(self.cleaned_data["organizations"])
