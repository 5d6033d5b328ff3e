"""What the pages on which both sides ask and answer ask for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.actions.answering import Answer
from sangsaeng.fairs.actions.profiles import Profile
from sangsaeng.fairs.actions.ruling_on_asking import Limits
from sangsaeng.fairs.models import CompanyClass, Fair, Participant, Wish
from sangsaeng.fairs.queries.directory import DirectoryFilters
from sangsaeng.fairs.queries.profiles import ProfileFilters
from sangsaeng.fairs.states import PROFILE_STATES, REQUEST_STATES
from sangsaeng.web.forms_taking_part import ANY, SideFilterForm

ANSWERS = [
    (wish.value, wish.label) for wish in (Wish.MUST, Wish.WANT, Wish.POSSIBLE, Wish.NO_THANKS)
]


class DirectoryFilterForm(forms.Form):
    """How the directory of the other side is narrowed."""

    q = forms.CharField(
        label=_("이름·관심 분야·소개"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    company_class = forms.ChoiceField(
        label=_("기업 구분"), required=False, choices=[ANY, *CompanyClass.choices]
    )
    term = forms.ChoiceField(label=_("관심 분야·품목"), required=False)

    def __init__(self, *args: Any, terms: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = [ANY, *((term, term) for term in terms)]  # type: ignore[attr-defined]  # a choice

    @property
    def filters(self) -> DirectoryFilters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return DirectoryFilters(
            given.get("q", ""), given.get("company_class", ""), given.get("term", "")
        )


class StateFilterForm(forms.Form):
    """How requests received or sent are narrowed."""

    state = forms.ChoiceField(
        label=_("상태"),
        required=False,
        choices=[ANY, *(one for one in REQUEST_STATES.choices if one[0] != "withdrawn")],
    )

    @property
    def wanted(self) -> str:
        """The state asked for; one that does not exist narrows nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("state", ""))


class AnswerForm(forms.Form):
    """Accepting or declining, with a reason that may be shared."""

    wish = forms.ChoiceField(choices=ANSWERS)
    note = forms.CharField(label=_("이유"), required=False, max_length=300)
    shares_note = forms.BooleanField(label=_("이유를 상대 기업에도 알립니다"), required=False)

    def answer(self) -> Answer:
        """Return what was said."""
        given = self.cleaned_data
        return Answer(given["wish"], given["note"], given["shares_note"])


class ProfileForm(forms.Form):
    """What a participant says of itself to the other side."""

    headline = forms.CharField(
        label=_("한 줄 소개"),
        required=False,
        max_length=120,
        help_text=_("예: 반도체 세척 공정용 정밀 노즐을 만듭니다."),
    )
    about = forms.CharField(
        label=_("소개"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "주력 제품·기술과 찾는 상대를 두세 문장으로 적습니다. 영업비밀이나 공개하지 않은 기술자료는 적지 마십시오."
        ),
    )
    interests = forms.CharField(
        label=_("관심 분야·품목"),
        required=False,
        max_length=300,
        help_text=_("쉼표로 나누어 적습니다. 상대가 이 말로 찾습니다."),
    )
    strengths = forms.CharField(
        label=_("실적·인증"),
        required=False,
        max_length=300,
        help_text=_("납품 실적, 특허, 인증을 적습니다."),
    )

    @classmethod
    def of(cls, participant: Participant, data: Any) -> "ProfileForm":
        """Return the form with what is written."""
        return cls(data, initial={name: getattr(participant, name) for name in cls.base_fields})

    def profile(self) -> Profile:
        """Return what was written."""
        return Profile(**self.cleaned_data)


class ProfileFilterForm(SideFilterForm):
    """How an officer narrows the list of profiles."""

    state = forms.ChoiceField(
        label=_("소개 상태"), required=False, choices=[ANY, *PROFILE_STATES.choices]
    )
    thin = forms.BooleanField(label=_("모자란 소개만"), required=False)

    @property
    def filters(self) -> ProfileFilters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return ProfileFilters(
            given.get("q", ""),
            given.get("side", ""),
            given.get("state", ""),
            bool(given.get("thin")),
        )


class SendBackForm(forms.Form):
    """What an officer asks to be completed."""

    note = forms.CharField(
        label=_("보완할 점"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("참가기업에 그대로 보입니다."),
    )


class LimitsForm(forms.Form):
    """How many each side may ask, and until when the other answers."""

    buyer_quota = forms.IntegerField(
        label=_("수요기업 신청 한도"), required=False, min_value=0, max_value=1000
    )
    supplier_quota = forms.IntegerField(
        label=_("공급기업 신청 한도"), required=False, min_value=0, max_value=1000
    )
    answer_by = forms.DateTimeField(
        label=_("답변 기한"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_(
            "이때까지 답하지 않은 신청은 끝나고 편성되지 않습니다. 사흘 전과 하루 전에 한 번씩 알립니다. 비워 두면 기한이 없습니다."
        ),
    )

    @classmethod
    def of(cls, fair: Fair, data: Any) -> "LimitsForm":
        """Return the form with the fair's limits, its time as the fair reckons it."""
        by = fair.answer_by
        form = cls(
            data,
            initial={
                "buyer_quota": fair.buyer_quota,
                "supplier_quota": fair.supplier_quota,
                "answer_by": by.astimezone(fair.tz).replace(tzinfo=None) if by else None,
            },
        )
        form.zone = fair.tz
        return form

    zone: Any = None

    def limits(self) -> Limits:
        """Return what was entered; the moment is meant in the fair's own time."""
        given = self.cleaned_data
        by = given["answer_by"]
        return Limits(
            given["buyer_quota"],
            given["supplier_quota"],
            by.replace(tzinfo=self.zone) if by else None,
        )
