"""What the pages of entries ask for."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.clock import SEOUL
from sangsaeng.organizations.models import Organization
from sangsaeng.programs.actions.recommending import Recommended
from sangsaeng.programs.actions.supplements import Wanted
from sangsaeng.programs.models import Call, CallSeat, Question
from sangsaeng.programs.states import ENTRY_STATES
from sangsaeng.web.forms_disclosure import OrganizationNamedField

ROWS = {"rows": 4}

if TYPE_CHECKING:
    # Generic for the checker alone
    SeatChoice = forms.ModelChoiceField[CallSeat]
else:
    SeatChoice = forms.ModelChoiceField


class SeatField(SeatChoice):
    """A part in the team, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the part's name."""
        return str(obj.name)


class BeginForm(forms.Form):
    """In whose name an entry is begun, and in which part."""

    lead = forms.ModelChoiceField(label=_("신청하는 곳"), queryset=Organization.objects.none())
    seat = SeatField(
        label=_("역할"),
        queryset=CallSeat.objects.none(),
        help_text=_("대표로 신청하는 곳의 역할입니다. 함께하는 곳은 다음 화면에서 초대합니다."),
    )

    def __init__(self, data: Any = None, *, call: Call, owners: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        lead, seat = self.fields["lead"], self.fields["seat"]
        lead.queryset, lead.initial = owners, owners.first()  # type: ignore[attr-defined]  # a model choice
        seats = call.seats.filter(may_lead=True)
        seat.queryset, seat.initial = seats, seats.first()  # type: ignore[attr-defined]  # the same


class SeatForm(forms.Form):
    """In which part a recommended organization enters."""

    seat = SeatField(label=_("역할"), queryset=CallSeat.objects.none())

    def __init__(self, data: Any = None, *, call: Call, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["seat"].queryset = call.seats.filter(may_lead=True)  # type: ignore[attr-defined]  # a model choice


class TitleForm(forms.Form):
    """How the case is called."""

    title = forms.CharField(
        label=_("사례의 제목"), max_length=160, help_text=_("선정되면 공개됩니다.")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class AskPartnerForm(forms.Form):
    """Whom to ask into the team."""

    organization = OrganizationNamedField(
        label=_("함께할 기업·기관"),
        max_length=120,
        help_text=_("등록된 이름을 적습니다. 그곳의 관리자가 참여를 확인해야 제출할 수 있습니다."),
    )
    seat = SeatField(label=_("역할"), queryset=CallSeat.objects.none())

    def __init__(self, data: Any = None, *, call: Call, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["seat"].queryset = call.seats.all()  # type: ignore[attr-defined]  # a model choice


class FileForm(forms.Form):
    """A file for a question."""

    file = forms.FileField(label=_("파일"))


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("사유"), max_length=500, required=False, widget=forms.Textarea(attrs=ROWS)
    )


class ScreenOutForm(forms.Form):
    """Why an entry is out of place."""

    reason = forms.CharField(
        label=_("제외하는 사유"),
        max_length=500,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("신청한 팀이 그대로 읽습니다."),
    )


class _UntilForm(forms.Form):
    """A moment in Seoul."""

    due_at = forms.DateTimeField(
        label=_("기한"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    @property
    def until(self) -> datetime:
        """The moment."""
        moment: datetime = self.cleaned_data["due_at"]
        return moment.replace(tzinfo=SEOUL) if moment.tzinfo is None else moment


class SupplementForm(_UntilForm):
    """What is to be added, in which questions and until when."""

    wanted = forms.CharField(
        label=_("보완할 내용"), max_length=2000, widget=forms.Textarea(attrs=ROWS)
    )
    questions = forms.ModelMultipleChoiceField(
        label=_("다시 열 문항"),
        required=False,
        queryset=Question.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("고르지 않으면 모든 문항이 열립니다."),
    )
    field_order = ("wanted", "questions", "due_at")

    def __init__(self, data: Any = None, *, call: Call, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["questions"]
        field.queryset = call.questions.all()
        field.label_from_instance = lambda one: one.name

    @property
    def asked(self) -> Wanted:
        """What was asked."""
        given = self.cleaned_data
        return Wanted(given["wanted"], self.until, list(given["questions"]))


class ReopenForm(_UntilForm):
    """Until when an entry may be written again."""


class SupplementAnswerForm(forms.Form):
    """What the team says to what it added."""

    answer = forms.CharField(
        label=_("보완 설명"), max_length=2000, required=False, widget=forms.Textarea(attrs=ROWS)
    )


class RecommendForm(forms.Form):
    """Who is recommended for what, in whose name."""

    recommender = forms.ModelChoiceField(
        label=_("추천하는 이름"),
        required=False,
        queryset=Organization.objects.none(),
        empty_label=_("국민(내 이름으로)"),
    )
    organization = OrganizationNamedField(
        label=_("추천할 기업·기관"), max_length=120, help_text=_("등록된 이름을 적습니다.")
    )
    title = forms.CharField(label=_("사례"), max_length=160)
    reason = forms.CharField(
        label=_("추천하는 까닭"),
        max_length=2000,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("추천받은 곳과 담당자가 읽습니다. 신청서는 추천받은 곳이 직접 씁니다."),
    )

    def __init__(self, data: Any = None, *, owners: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["recommender"].queryset = owners  # type: ignore[attr-defined]  # a model choice

    @property
    def recommended(self) -> Recommended:
        """What was recommended."""
        given = self.cleaned_data
        return Recommended(
            given["organization"], given["title"], given["reason"], given["recommender"]
        )


class EntryFilterForm(forms.Form):
    """How an officer's list is narrowed."""

    text = forms.CharField(label=_("찾기"), required=False, max_length=80)
    state = forms.ChoiceField(
        label=_("상태"), required=False, choices=[("", _("모두")), *ENTRY_STATES.choices]
    )
    checked = forms.ChoiceField(
        label=_("서류 검토"),
        required=False,
        choices=[("", _("모두")), ("yes", _("마침")), ("no", _("아직"))],
    )
