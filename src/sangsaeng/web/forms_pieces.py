"""What the screens of a call's form builder ask for: one form for each kind of piece."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final, Self

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from sangsaeng.organizations.models import Credential, Kind, SizeClass
from sangsaeng.programs.forms import PARTNER
from sangsaeng.programs.kinds import RULE_PARAMS, QuestionForm
from sangsaeng.programs.models import (
    Call,
    CallSeat,
    Criterion,
    EligibilityRule,
    PromisedBenefit,
    Question,
    Stage,
)

CRITERIA_TO_ADD: Final = 2
_LONG: Final = forms.Textarea(attrs={"rows": 3})
_DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_SEPARATOR: Final = "|"


class PieceForm(forms.ModelForm):  # type: ignore[type-arg]  # one base for every kind of piece
    """Takes its fields from the row and only reads what was entered; actions write."""

    class Meta:
        model: Any = None
        fields: tuple[str, ...] = ()

    def _post_clean(self) -> None:
        """Leave the row and its constraints to the action."""

    @classmethod
    def of(cls, call: Call, piece: Any = None, data: Any = None) -> Self:
        """Return the form for a piece of the call, or for a new one."""
        shown = piece or cls.Meta.model()
        initial = model_to_dict(shown, fields=cls.Meta.fields) | cls.told(shown)
        form = cls(data, initial=initial)
        form.settle(call)
        return form

    @classmethod
    def told(cls, piece: Any) -> dict[str, Any]:  # noqa: ARG003 - others look at it
        """Return as text what the row keeps as data."""
        return {}

    def settle(self, call: Call) -> None:
        """Offer what the call has."""

    def piece_fields(self, piece: Any = None) -> dict[str, Any]:  # noqa: ARG002 - others look at it
        """Return what was entered as fields of the row."""
        return dict(self.cleaned_data)


class SeatForm(PieceForm):
    """Which organizations may take a part in the team."""

    kinds = forms.MultipleChoiceField(
        label=_("기관 종류"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("고르지 않으면 모두 됩니다."),
    )
    sizes = forms.MultipleChoiceField(
        label=_("기업 규모"),
        choices=SizeClass.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("기업에만 해당합니다. 고르지 않으면 모두 됩니다."),
    )

    class Meta:
        model = CallSeat
        fields = ("label", "label_en", "kinds", "sizes", "least", "most", "may_lead", "source")


class RuleForm(PieceForm):
    """A condition, and what its kind must say."""

    question = forms.ChoiceField(label=_("어느 질문의 답"), required=False)
    running = forms.ChoiceField(label=_("‘진행 중’을 묻는 질문"), required=False)
    seat = forms.ChoiceField(label=_("어느 역할"), required=False)
    credential = forms.ChoiceField(
        label=_("필요한 이력·인증"), required=False, choices=[("", "–"), *Credential.Kind.choices]
    )
    most = forms.IntegerField(label=_("한도(숫자·금액·건수)"), required=False, min_value=0)
    months = forms.IntegerField(label=_("공고일 전 몇 개월"), required=False, min_value=1)
    years = forms.IntegerField(label=_("지난 몇 년 안의 상"), required=False, min_value=1)

    class Meta:
        model = EligibilityRule
        fields = ("kind", "text", "text_en", "source")

    field_order = (
        "kind",
        "text",
        "text_en",
        "question",
        "running",
        "months",
        "most",
        "credential",
        "seat",
        "years",
        "source",
    )
    # The name of a field where the parameter has another: the rule has a kind of its own.
    _named: ClassVar[Mapping[str, str]] = {"credential": "kind"}
    _params: ClassVar = ("question", "running", "months", "most", "credential", "seat", "years")

    @classmethod
    def told(cls, piece: Any) -> dict[str, Any]:
        """Return the parameters as fields."""
        params = piece.params or {}
        return {name: params.get(cls._named.get(name, name)) for name in cls._params}

    def settle(self, call: Call) -> None:
        """Offer the call's questions and seats."""
        questions = [("", "–"), *((one.key, one.name) for one in call.questions.all())]
        for name in ("question", "running"):
            self.fields[name].choices = questions  # type: ignore[attr-defined]  # a choice field
        seats = [("", "–"), *((one.key, one.name) for one in call.seats.all())]
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Hold every kind to say what it must."""
        given = self.cleaned_data
        fields = {parameter: name for name, parameter in self._named.items()}
        for parameter in RULE_PARAMS.get(given.get("kind", ""), ()):
            name = fields.get(parameter, parameter)
            if given.get(name) in (None, ""):
                self.add_error(name, _("이 조건에는 꼭 필요합니다."))
        return given

    def piece_fields(self, piece: Any = None) -> dict[str, Any]:
        """Return the row's fields; parameters that no field shows stay as they were."""
        given = dict(self.cleaned_data)
        kept = dict(piece.params) if piece and piece.kind == given["kind"] else {}
        for name in self._params:
            kept.pop(self._named.get(name, name), None)
            value = given.pop(name)
            if value not in (None, ""):
                kept[self._named.get(name, name)] = value
        return {**given, "params": kept}


class QuestionPieceForm(PieceForm):
    """A question of the form."""

    choices = forms.CharField(
        label=_("고를 것"),
        required=False,
        widget=_LONG,
        help_text=_("‘하나 고르기’와 ‘여럿 고르기’에만 씁니다. 한 줄에 하나씩 적어 주십시오."),
    )
    columns = forms.CharField(
        label=_("표의 열"),
        required=False,
        widget=_LONG,
        help_text=_(
            "‘표’에만 씁니다. 한 줄에 ‘이름 | 형식’으로 적고, 형식은 글·숫자·금액·날짜·함께한 곳 가운데 하나입니다."
        ),
    )

    class Meta:
        model = Question
        fields = (
            "section",
            "label",
            "label_en",
            "help",
            "form",
            "is_required",
            "limit",
            "choices",
            "columns",
            "scope",
            "identifies",
            "source",
        )
        help_texts = {
            "limit": _("글은 글자 수, 숫자와 금액은 가장 큰 값, 파일과 표는 개수입니다."),
            "identifies": _(
                "심사위원에게 신청 기업을 가리는 공고에서는 심사위원이 이 답을 보지 못합니다."
            ),
        }

    _words: ClassVar[Mapping[str, Any]] = {
        QuestionForm.LINE: _("글"),
        QuestionForm.NUMBER: _("숫자"),
        QuestionForm.WON: _("금액"),
        QuestionForm.DATE: _("날짜"),
        PARTNER: _("함께한 곳"),
    }

    @classmethod
    def told(cls, piece: Any) -> dict[str, Any]:
        """Return choices and columns as lines."""
        columns = [
            f"{one['label']} {_SEPARATOR} {cls._words.get(one.get('form', 'line'), one.get('form'))}"
            for one in piece.columns or []
        ]
        return {
            "choices": "\n".join(_label(one) for one in piece.choices or []),
            "columns": "\n".join(columns),
        }

    def clean_columns(self) -> list[tuple[str, str]]:
        """Read each line as a name and a form."""
        forms_by_word = {str(word): form for form, word in self._words.items()}
        columns = []
        for line in _lines(self.cleaned_data["columns"]):
            label, _bar, word = (part.strip() for part in line.partition(_SEPARATOR))
            form = forms_by_word.get(word or str(self._words[QuestionForm.LINE]))
            if form is None:
                raise forms.ValidationError(
                    _(
                        "‘%(word)s’(이)라는 형식은 없습니다. 글·숫자·금액·날짜·함께한 곳 가운데 적어 주십시오."
                    ),
                    params={"word": word},
                )
            columns.append((label, str(form)))
        return columns

    def clean(self) -> dict[str, Any]:
        """Hold a choice to have choices and a table to have columns."""
        given = self.cleaned_data
        if given.get("form") in {QuestionForm.CHOICE, QuestionForm.CHOICES} and not given.get(
            "choices"
        ):
            self.add_error("choices", _("고를 것을 한 줄에 하나씩 적어 주십시오."))
        if given.get("form") == QuestionForm.ROWS and not given.get("columns"):
            self.add_error("columns", _("표의 열을 한 줄에 하나씩 적어 주십시오."))
        return given

    def piece_fields(self, piece: Any = None) -> dict[str, Any]:
        """Return the row's fields; choices and columns that stay keep their keys."""
        given = dict(self.cleaned_data)
        choices = {_label(one): one for one in (piece.choices if piece else [])}
        given["choices"] = [choices.get(line, line) for line in _lines(given["choices"])]
        columns = {one["label"]: one for one in (piece.columns if piece else [])}
        taken = {one["key"] for one in columns.values()}
        kept = []
        for label, form in given["columns"]:
            known = columns.get(label) or {"key": _free_key(taken)}
            taken.add(known["key"])
            kept.append({**known, "label": label, "form": form})
        return {**given, "columns": kept}


class StageForm(PieceForm):
    """A step of judging."""

    class Meta:
        model = Stage
        fields = (
            "kind",
            "label",
            "label_en",
            "starts_on",
            "ends_on",
            "keeps",
            "least_judges",
            "most_entries",
            "drops_extremes",
            "source",
        )
        widgets = {"starts_on": _DAY, "ends_on": _DAY}
        help_texts = {
            "keeps": _("비워 두면 통과한 신청이 모두 다음 단계로 갑니다."),
            "drops_extremes": _("심사위원이 다섯 명 이상일 때만 뺍니다."),
        }


class BenefitForm(PieceForm):
    """What the call promises."""

    class Meta:
        model = PromisedBenefit
        fields = ("kind", "label", "label_en", "detail", "months", "source")
        help_texts = {"months": _("비워 두면 끝나는 날을 정하지 않은 것으로 알립니다.")}


class CriterionForm(PieceForm):
    """What judges look at."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Criterion
        fields = ("label", "label_en", "guide", "weight", "most", "source")
        widgets = {"guide": forms.Textarea(attrs={"rows": 2})}


class _Criteria(forms.BaseFormSet):  # type: ignore[type-arg]  # of criteria
    """The criteria of a stage, of which empty ones are left out."""

    def wanted(self) -> list[dict[str, Any]]:
        """Return the rows that say something and are not removed, in the order asked for."""
        rows = [
            dict(form.cleaned_data)
            for form in self.forms
            if form.cleaned_data.get("label") and not form.cleaned_data.get("DELETE")
        ]
        # Taken beforehand: a list looks empty while it is sorted.
        last = len(rows) + 1
        rows.sort(key=lambda row: row.get("ORDER") or last)
        return [
            {name: value for name, value in row.items() if name not in {"ORDER", "DELETE"}}
            for row in rows
        ]


_Rows = forms.formset_factory(
    CriterionForm,
    formset=_Criteria,
    extra=CRITERIA_TO_ADD,
    max_num=30,
    can_delete=True,
    can_order=True,
)


def criteria_rows(stage: Stage, data: Any = None) -> Any:
    """Return the rows of a stage's criteria, and some empty ones."""
    fields = CriterionForm.Meta.fields
    standing = [model_to_dict(one, fields=fields) | {"pk": one.pk} for one in stage.criteria.all()]
    return _Rows(data, prefix="criteria", initial=standing)


PIECE_FORMS: Final[Mapping[str, type[PieceForm]]] = {
    "seats": SeatForm,
    "rules": RuleForm,
    "questions": QuestionPieceForm,
    "stages": StageForm,
    "benefits": BenefitForm,
}


def _label(choice: Any) -> str:
    return str(choice["label"]) if isinstance(choice, Mapping) else str(choice)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _free_key(taken: Iterable[str]) -> str:
    number = 1
    while f"c{number}" in set(taken):
        number += 1
    return f"c{number}"
