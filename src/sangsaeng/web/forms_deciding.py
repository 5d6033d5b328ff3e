"""What the pages of deciding ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.actions.deliberating import MinutesFacts
from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Minutes
from sangsaeng.judging.queries.stages import entries_in, verdicts_of
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.programs.models import Entry, Stage

THREE_ROWS = {"rows": 3}
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ComputeForm(forms.Form):
    """Why the ranking is computed although reviews are missing."""

    despite = forms.CharField(
        label=_("빠진 평가를 두고 계산하는 까닭"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs=THREE_ROWS),
        help_text=_("평가가 모두 제출되었으면 비워 둡니다. 순위와 함께 보관됩니다."),
    )


class MinutesForm(forms.Form):
    """When and where the panel met, who was there, and what was said."""

    held_at = forms.DateTimeField(label=_("연 때"), widget=MOMENT)
    place = forms.CharField(label=_("장소"), required=False, max_length=160)
    attendees = forms.CharField(
        label=_("참석자"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=THREE_ROWS),
    )
    text = forms.CharField(
        label=_("심의 내용"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, minutes: Minutes, data: Any = None) -> "MinutesForm":
        """Ask again for what the minutes say now."""
        initial = {
            "held_at": minutes.held_at.astimezone(SEOUL),
            "place": minutes.place,
            "attendees": minutes.attendees,
            "text": minutes.text,
            "seen": minutes.version,
        }
        return cls(data, initial=initial)

    @property
    def facts(self) -> MinutesFacts:
        """What was said."""
        given = self.cleaned_data
        return MinutesFacts(given["held_at"], given["place"], given["attendees"], given["text"])


class DiscussForm(forms.Form):
    """What was said of one entry."""

    entry = forms.ModelChoiceField(
        label=_("신청"), queryset=Entry.objects.none(), to_field_name="code"
    )
    text = forms.CharField(
        label=_("논의"), max_length=2000, widget=forms.Textarea(attrs=THREE_ROWS)
    )
    verdict = forms.ChoiceField(label=_("위원회의 의견"), required=False)

    def __init__(self, data: Any = None, *, stage: Stage, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["entry"].queryset = entries_in(stage).order_by("title")  # type: ignore[attr-defined]  # a model choice
        self.fields["verdict"].choices = [("", _("(없음)")), *_choices(stage)]  # type: ignore[attr-defined]  # a choice


class ProposeForm(forms.Form):
    """How many of the ranking are chosen, and the reason for them and for the others."""

    most = forms.IntegerField(label=_("상위 몇 건"), min_value=1, max_value=20_000)
    yes = forms.CharField(
        label=_("선정·통과의 까닭"), max_length=1000, widget=forms.Textarea(attrs=THREE_ROWS)
    )
    no = forms.CharField(
        label=_("선정·통과하지 않는 까닭"),
        max_length=1000,
        widget=forms.Textarea(attrs=THREE_ROWS),
    )


class HandForm(forms.Form):
    """One verdict and one reason for the entries that were ticked."""

    codes = forms.MultipleChoiceField(label=_("신청"))
    verdict = forms.ChoiceField(label=_("결정"))
    reason = forms.CharField(
        label=_("까닭"),
        max_length=1000,
        widget=forms.Textarea(attrs=THREE_ROWS),
        help_text=_("결과를 발표하면 신청한 기업이 읽습니다."),
    )

    def __init__(self, data: Any = None, *, stage: Stage, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        codes = entries_in(stage).values_list("code", "code")
        self.fields["codes"].choices = codes  # type: ignore[attr-defined]  # a choice
        self.fields["verdict"].choices = _choices(stage)  # type: ignore[attr-defined]  # a choice


class AnnounceForm(forms.Form):
    """Whether at once or at a moment set in advance, and why more or fewer are chosen."""

    because = forms.CharField(
        label=_("선정 수가 공고와 다른 까닭"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs=THREE_ROWS),
        help_text=_("공고한 수와 같으면 비워 둡니다. 결과와 함께 공개됩니다."),
    )
    planned_for = forms.DateTimeField(
        label=_("발표할 때"),
        required=False,
        widget=MOMENT,
        help_text=_("비워 두면 지금 발표합니다."),
    )


class ObjectionForm(forms.Form):
    """Why the team does not agree."""

    text = forms.CharField(
        label=_("이의"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("결과의 어느 부분이 왜 사실과 다른지 적습니다. 한 번만 신청할 수 있습니다."),
    )


class ObjectionAnswerForm(forms.Form):
    """Whether the objection is upheld, in words, and whether the entry is chosen because of it."""

    upholds = forms.TypedChoiceField(
        label=_("결정"),
        choices=[("no", _("받아들이지 않음")), ("yes", _("받아들임"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    selects = forms.BooleanField(
        label=_("받아들이고 이 신청을 선정합니다."),
        required=False,
        help_text=_("답변이 선정의 까닭으로 남습니다."),
    )
    answer = forms.CharField(
        label=_("답변"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class SealForm(forms.Form):
    """Why judging is to stand still, or goes on."""

    reason = forms.CharField(
        label=_("까닭"), max_length=500, widget=forms.Textarea(attrs=THREE_ROWS)
    )


def _choices(stage: Stage) -> list[tuple[str, str]]:
    allowed = set(verdicts_of(stage))
    return [(str(one), str(one.label)) for one in Verdict if one in allowed]
