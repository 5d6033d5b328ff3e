"""What the pages of programs and calls ask for."""

from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from sangsaeng.organizations.models import Organization
from sangsaeng.programs.kinds import RecommenderKind
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.states import CALL_STATES

RESERVED = frozenset({"new", "feed", "import", "export"})

if TYPE_CHECKING:
    ProgramForm = forms.ModelForm[Program]
    CallForm = forms.ModelForm[Call]
    HostField = forms.ModelChoiceField[Organization]
else:
    ProgramForm = CallForm = forms.ModelForm
    HostField = forms.ModelChoiceField


def moment_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateTimeField:
    """Return a field for a moment in Seoul, to the minute."""
    return forms.DateTimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class CallFilterForm(forms.Form):
    """How the list of calls is narrowed."""

    q = forms.CharField(
        label=_("공고·사업·기관"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("상태"), required=False, choices=[("", _("모두")), *CALL_STATES.choices]
    )


class ProgramFrameForm(ProgramForm):
    """What a program says of itself; actions write."""

    class Meta:
        model = Program
        fields = ("name", "name_en", "summary", "summary_en", "about", "credential", "source")
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"source": _("이 사업의 규칙이 적힌 곳의 주소입니다. 없으면 비워 두십시오.")}

    def _post_clean(self) -> None:
        """Leave the row and its constraints to the action."""

    @classmethod
    def of(cls, program: Program, data: Any = None) -> Self:
        """Return the form showing the program as it is."""
        return cls(data, initial=model_to_dict(program, fields=cls.Meta.fields))


class NewProgramForm(ProgramFrameForm):
    """A new program."""

    slug = forms.SlugField(
        label=_("주소"),
        max_length=60,
        help_text=_("사업 화면의 주소가 됩니다. 영문 소문자, 숫자, 붙임표만 씁니다."),
    )
    host = HostField(
        label=_("주관 기관"), queryset=Organization.objects.none(), empty_label=_("고르십시오")
    )

    class Meta(ProgramFrameForm.Meta):
        pass

    field_order = (
        "name",
        "name_en",
        "slug",
        "host",
        "summary",
        "summary_en",
        "about",
        "credential",
        "source",
    )

    def clean_slug(self) -> str:
        """Keep addresses that pages of their own have."""
        return _free(self.cleaned_data["slug"])


class OfficerForm(forms.Form):
    """Who is to run a program."""

    email = forms.EmailField(label=_("이메일"))


class NewCallForm(forms.Form):
    """A new call: what it is called and when it takes entries, in Korean time."""

    title = forms.CharField(label=_("제목"), max_length=160)
    title_en = forms.CharField(label=_("영문 제목"), max_length=200, required=False)
    slug = forms.SlugField(
        label=_("주소"),
        max_length=80,
        help_text=_("공고 화면의 주소가 됩니다. 영문 소문자, 숫자, 붙임표만 씁니다."),
    )
    round = forms.CharField(
        label=_("회차"), max_length=40, required=False, help_text=_("예: 2026년 1차")
    )
    opens_at = moment_field(_("접수 시작"), required=False)
    closes_at = moment_field(
        _("접수 마감"),
        required=False,
        help_text=_("한국 시각이며, 이 시각부터는 받지 않습니다."),
    )

    def clean_slug(self) -> str:
        """Keep addresses that pages of their own have."""
        return _free(self.cleaned_data["slug"])


class TextsForm(CallForm):
    """What a call says of itself; these are no rules."""

    results_at = moment_field(_("결과 발표 예정"), required=False)

    class Meta:
        model = Call
        fields = ("title", "title_en", "round", "about", "results_at")
        widgets = {"about": forms.Textarea(attrs={"rows": 8})}

    def _post_clean(self) -> None:
        """Leave the row and its constraints to the action."""

    @classmethod
    def of(cls, call: Call, data: Any = None) -> Self:
        """Return the form showing the call as it is."""
        return cls(data, prefix="texts", initial=model_to_dict(call, fields=cls.Meta.fields))


class WindowForm(forms.Form):
    """From when until when entries are taken."""

    opens_at = moment_field(_("접수 시작"))
    closes_at = moment_field(
        _("접수 마감"), help_text=_("한국 시각이며, 이 시각부터는 받지 않습니다.")
    )

    @classmethod
    def of(cls, call: Call, data: Any = None) -> Self:
        """Return the form showing the call as it is."""
        initial = {"opens_at": call.opens_at, "closes_at": call.closes_at}
        return cls(data, prefix="window", initial=initial)


class SettingsForm(CallForm):
    """How entries come in and how they are judged, each with where it is written."""

    recommenders = forms.MultipleChoiceField(
        label=_("추천할 수 있는 곳"),
        choices=RecommenderKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Call
        fields = (
            "own_entry",
            "recommenders",
            "supplement_days",
            "is_blind",
            "places",
            "tie_rule",
            "gives_feedback",
            "objection_days",
        )
        help_texts = {
            "is_blind": _(
                "심사위원은 신청 기업의 이름과, ‘알 수 있는 답’으로 표시한 답을 보지 못합니다."
            ),
            "places": _("비워 두면 정하지 않은 것으로 알립니다."),
        }

    def _post_clean(self) -> None:
        """Leave the row and its constraints to the action."""

    @classmethod
    def of(cls, call: Call, data: Any = None) -> Self:
        """Return the form showing the call as it is."""
        form = cls(data, initial=model_to_dict(call, fields=cls.Meta.fields))
        for name in cls.Meta.fields:
            form.fields[f"source-{name}"] = source_field(
                _("‘%s’의 출처") % form.fields[name].label, call.sources.get(name, "")
            )
        form.fields["source-weights"] = source_field(
            _("배점의 출처"), call.sources.get("weights", "")
        )
        return form

    @property
    def settings(self) -> dict[str, Any]:
        """What was set, with the sources that were named."""
        given = dict(self.cleaned_data)
        sources = {
            name.removeprefix("source-"): given.pop(name)
            for name in list(given)
            if name.startswith("source-")
        }
        return {**given, "sources": {name: at for name, at in sources.items() if at}}


class ExtendForm(forms.Form):
    """Until when entries are taken instead, and why."""

    closes_at = moment_field(_("새 접수 마감"))
    reason = forms.CharField(label=_("연장하는 까닭"), max_length=300)


class CallOffForm(forms.Form):
    """Why a call is called off."""

    reason = forms.CharField(label=_("취소하는 까닭"), max_length=300)


def source_field(label: Any, initial: str = "") -> forms.URLField:
    """Return a field for where a setting is written."""
    return forms.URLField(
        label=label, required=False, initial=initial, max_length=500, assume_scheme="https"
    )


def _free(slug: str) -> str:
    lowered = slug.lower()
    if lowered in RESERVED:
        raise forms.ValidationError(_("이 주소는 쓸 수 없습니다. 다른 주소를 정해 주십시오."))
    return lowered
