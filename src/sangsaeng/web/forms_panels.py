"""What the pages of panels and of judges ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.actions.panels import JudgeFacts, SaidTie
from sangsaeng.judging.kinds import TieKind
from sangsaeng.judging.models import Judge
from sangsaeng.programs.models import Call, Stage
from sangsaeng.web.forms_disclosure import OrganizationNamedField

# What an officer or a judge may say; groups, teams and deals are found by the house itself.
SAYABLE = [
    (kind.value, kind.label)
    for kind in TieKind
    if kind not in {TieKind.GROUP, TieKind.TEAM, TieKind.DEAL}
]


class FactsForm(forms.Form):
    """Where a judge belongs and what they know."""

    affiliation = forms.CharField(
        label=_("소속"),
        required=False,
        max_length=160,
        help_text=_("등록된 기업·기관의 이름이면 그곳의 이해충돌까지 찾습니다."),
    )
    sectors = forms.CharField(
        label=_("전문 업종(KSIC)"),
        required=False,
        max_length=100,
        help_text=_("한국표준산업분류의 앞자리를 쉼표로 나누어 적습니다. 예: C26, C29"),
    )
    expertise = forms.CharField(
        label=_("전문 분야"),
        required=False,
        max_length=300,
        help_text=_("쉼표로 나누어 적습니다. 예: 세정 공정, 품질 관리"),
    )
    most_entries = forms.IntegerField(
        label=_("최대 건수"),
        required=False,
        min_value=1,
        max_value=1_000,
        help_text=_("모든 단계를 합친 수입니다. 비우면 단계의 한도를 따릅니다."),
    )

    @classmethod
    def of(cls, judge: Judge, data: Any = None) -> "FactsForm":
        """Return the form with what is known."""
        known = {name: getattr(judge, name) for name in cls.base_fields}
        return cls(data, initial=known | {"sectors": ", ".join(judge.sectors)})

    @property
    def facts(self) -> JudgeFacts:
        """What was entered."""
        given = self.cleaned_data
        return JudgeFacts(
            given["affiliation"],
            given["sectors"].split(","),
            given["expertise"],
            given["most_entries"],
        )


class NameJudgeForm(FactsForm):
    """Whom to name, and for which stages."""

    email = forms.EmailField(
        label=_("이메일"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("이름"),
        required=False,
        max_length=60,
        help_text=_("이미 가입한 분이면 비워 두어도 됩니다."),
    )
    stages = forms.ModelMultipleChoiceField(
        label=_("맡을 단계"),
        required=False,
        queryset=Stage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("email", "name", "stages")

    def __init__(self, data: Any = None, *, call: Call, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["stages"].queryset = judged_stages(call)  # type: ignore[attr-defined]  # a model choice


class SeatsForm(forms.Form):
    """The stages whose panels a judge sits in."""

    stages = forms.ModelMultipleChoiceField(
        label=_("맡을 단계"),
        required=False,
        queryset=Stage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, judge: Judge, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"stages": judge.seats.values_list("stage", flat=True)})
        super().__init__(data, auto_id="seats_%s", **kwargs)
        self.fields["stages"].queryset = judged_stages(judge.call)  # type: ignore[attr-defined]  # a model choice


class TieForm(forms.Form):
    """What ties a judge to an organization."""

    organization = OrganizationNamedField(label=_("기업·기관"), max_length=160)
    kind = forms.ChoiceField(label=_("관계"), choices=SAYABLE)
    note = forms.CharField(label=_("내용"), required=False, max_length=300)
    ended_on = forms.DateField(
        label=_("끝난 날"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("끝난 관계만 적습니다. 끝난 지 3년이 지나면 이해충돌로 보지 않습니다."),
    )

    @property
    def said(self) -> SaidTie:
        """What was said."""
        given = self.cleaned_data
        return SaidTie(given["kind"], given["note"], given["ended_on"])


class CheckForm(forms.Form):
    """Whom one thinks of inviting."""

    email = forms.EmailField(
        label=_("이메일"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("가입한 분이면 소속과 이력까지 살펴봅니다."),
    )
    affiliation = forms.CharField(label=_("소속"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two at least."""
        given = super().clean() or {}
        if not given.get("email") and not given.get("affiliation") and not self.errors:
            self.add_error("email", _("이메일이나 소속 가운데 하나는 적어 주십시오."))
        return given


class BecauseForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("까닭"), max_length=300)


class ReleaseForm(forms.Form):
    """Why an entry is taken back, and who gets it instead."""

    reason = forms.CharField(label=_("까닭"), required=False, max_length=300)
    judge = forms.CharField(label=_("대신할 심사위원"), required=False, max_length=12)


def judged_stages(call: Call) -> Any:
    """Return the stages that have a panel."""
    return Stage.objects.filter(call=call, kind__in=("evaluation", "deliberation"))
