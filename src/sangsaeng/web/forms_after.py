"""What the pages after a fair ask for."""

from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.actions.noting import Told
from sangsaeng.fairs.models import Fair, MeetingNote, NoShow, Participant
from sangsaeng.fairs.queries.noted import NoteFilters, in_words
from sangsaeng.kernel.certainty import Rung
from sangsaeng.kernel.won import NotAnAmount, read_won
from sangsaeng.web.forms_fairs import ReadingForm

FOUR_ROWS = {"rows": 4}


class WonField(forms.CharField):
    """An amount as Koreans write it, read to the won."""

    def clean(self, value: Any) -> Any:
        """Return whole won, or nothing where nothing was written."""
        text = str(super().clean(value))
        if not text:
            return None
        try:
            return read_won(text)
        except NotAnAmount as unread:
            raise forms.ValidationError(
                _(
                    "금액으로 읽을 수 없거나 두 가지로 읽힙니다. ‘3억 6,000만 원’이나 "
                    "‘360,000,000’처럼 적어 주십시오."
                )
            ) from unread

    def prepare_value(self, value: Any) -> Any:
        """Show a kept amount in words and exact."""
        return in_words(value) if isinstance(value, int) else value


class NoteForm(forms.Form):
    """What one side tells about a meeting."""

    was_held = forms.TypedChoiceField(
        label=_("상담을 했습니까?"),
        choices=[("yes", _("했음")), ("no", _("하지 않음"))],
        coerce=lambda said: said == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    rung = forms.ChoiceField(
        label=_("어디까지 왔습니까?"),
        choices=Rung.choices,
        initial=Rung.TALKED,
        help_text=_("일이 나아가면 다시 와서 올립니다. 되돌리는 것도 되며, 바뀐 기록은 남습니다."),
    )
    amount = WonField(
        label=_("금액"),
        required=False,
        max_length=60,
        help_text=_("이 단계에서 확인된 금액만 적습니다. 예: 3억 6천만, 360,000,000"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    result = forms.CharField(
        label=_("상담 결과"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=FOUR_ROWS),
        help_text=_("상대 기업과 주최 기관이 함께 봅니다."),
    )
    next_step = forms.CharField(label=_("다음에 할 일"), required=False, max_length=200)
    owner = forms.CharField(label=_("맡은 사람"), required=False, max_length=60)
    due_on = forms.DateField(
        label=_("기한"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("기한이 되면 알려 드리고, 30일과 90일이 지나도 남아 있으면 다시 여쭙니다."),
    )
    memo = forms.CharField(
        label=_("우리만 보는 메모"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=FOUR_ROWS),
        help_text=_(
            "우리 기업의 구성원만 봅니다. 상대 기업도, 주최 기관도, 운영자도 볼 수 없습니다."
        ),
    )
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, note: MeetingNote | None = None) -> None:
        super().__init__(data, initial=_kept(note) if note else None)
        self.initial["seen"] = note.written_at.isoformat() if note else ""

    def told(self) -> Told:
        """Return what was told; its own contradictions are refused beside their fields."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return Told(**given)


def _kept(note: MeetingNote) -> dict[str, Any]:
    names = ("rung", "amount", "result", "next_step", "owner", "due_on", "memo")
    return {name: getattr(note, name) for name in names} | {
        "was_held": "yes" if note.was_held else "no"
    }


class NoteFilterForm(forms.Form):
    """How the notes of a fair are narrowed."""

    rung = forms.ChoiceField(
        label=_("진행 정도"), required=False, choices=[("", _("모두")), *Rung.choices]
    )
    missing = forms.ChoiceField(
        label=_("적지 않은 쪽"),
        required=False,
        choices=[
            ("", _("모두")),
            ("any", _("한쪽이라도")),
            ("both", _("양쪽 다")),
            ("buyer", _("수요기업")),
            ("supplier", _("공급기업")),
        ],
    )
    buyer = forms.ChoiceField(label=_("수요기업"), required=False, choices=[("", _("모두"))])

    def offer(self, buyers: Iterable[Participant]) -> Self:
        """Offer the buyers of the fair."""
        self.fields["buyer"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", _("모두")),
            *((one.code, one.organization.name) for one in buyers),
        ]
        return self

    @property
    def filters(self) -> NoteFilters:
        """The filter as given; a choice that is not offered narrows nothing."""
        self.is_valid()
        return NoteFilters(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class AbsenceAnswerForm(forms.ModelForm):  # type: ignore[type-arg]  # the class is generic for types alone
    """Why an organization did not come, in its own words."""

    class Meta:
        model = NoShow
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"answer": _("그 상담회의 담당자가 읽고, 사정이 있으면 헤아리지 않습니다.")}


class AbsenceRuleForm(ReadingForm):
    """What absences at earlier fairs take off a request's weight."""

    class Meta:
        model = Fair
        fields = ("no_show_cost", "no_show_years")
        help_texts = {
            "no_show_cost": _(
                "지난 상담회의 불참 1회마다 그 기업이 낀 신청의 희망도에서 빼는 비율. 0이면 쓰지 않습니다."
            ),
            "no_show_years": _(
                "이 상담회의 첫날에서 거슬러 몇 년 동안의 불참을 헤아릴지 정합니다."
            ),
        }

    def clean_no_show_cost(self) -> int:
        """Hold the cost to a percentage."""
        cost = int(self.cleaned_data["no_show_cost"])
        if cost > 100:  # noqa: PLR2004 - a percentage
            raise forms.ValidationError(_("0에서 100 사이로 적어 주십시오."))
        return cost
