"""What the pages of interest ask for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.actions.arranging import Talk
from sangsaeng.exchange.actions.interest import Reply, Words
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.queries.interests import InterestFilters
from sangsaeng.exchange.states import INTEREST_STATES
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.organizations.models import Organization
from sangsaeng.web.forms_taking_part import ANY

ROWS = {"rows": 4}
BOXES = (("received", _("받은 관심")), ("sent", _("보낸 관심")))


class InterestForm(forms.Form):
    """For which organization one shows interest, what one says, and what it comes from."""

    organization = forms.ChoiceField(label=_("관심을 보내는 기업"))
    message = forms.CharField(
        label=_("전하는 말"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_(
            "왜 관심이 있는지 한두 문장이면 됩니다. 영업비밀이나 공개하지 않은 기술자료는 적지 마십시오."
        ),
    )
    answering = forms.ChoiceField(
        label=_("함께 보낼 우리 글"),
        required=False,
        help_text=_("고르면 상대는 이 글이 우리 기업의 것임을 알게 됩니다."),
    )

    def offer(self, organizations: Iterable[Organization], own: Iterable[Listing]) -> None:
        """Offer the viewer's organizations and their published needs or offers."""
        self._organizations = {one.code: one for one in organizations}
        self._own = {one.code: one for one in own}
        choices = [(code, one.name) for code, one in self._organizations.items()]
        self.fields["organization"].choices = choices  # type: ignore[attr-defined]  # a choice
        self.fields["answering"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", _("고르지 않음")),
            *((code, one.title) for code, one in self._own.items()),
        ]
        if len(choices) == 1:
            self.fields["organization"].initial = choices[0][0]
            self.fields["organization"].widget = forms.HiddenInput()
        if not self._own:
            del self.fields["answering"]

    @property
    def codes(self) -> set[str]:
        """For which organizations interest could be shown."""
        return set(self._organizations)

    @property
    def chosen(self) -> Organization:
        """For whom interest is shown."""
        return self._organizations[self.cleaned_data["organization"]]

    def words(self) -> Words:
        """Return what goes with the press."""
        given = self.cleaned_data
        return Words(given["message"], self._own.get(given.get("answering", "")))


class InterestFilterForm(forms.Form):
    """How the inbox is narrowed."""

    box = forms.ChoiceField(label=_("구분"), required=False, choices=[ANY, *BOXES])
    state = forms.ChoiceField(
        label=_("상태"), required=False, choices=[ANY, *INTEREST_STATES.choices]
    )
    q = forms.CharField(
        label=_("제목·상대·글"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def filters(self) -> InterestFilters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return InterestFilters(given.get("box", ""), given.get("state", ""), given.get("q", ""))


class ReplyForm(forms.Form):
    """What the owner answers."""

    answer = forms.CharField(
        label=_("답변"), required=False, max_length=1000, widget=forms.Textarea(attrs=ROWS)
    )
    lets_in = forms.BooleanField(
        label=_("상세 내용도 함께 보게 합니다"),
        required=False,
        help_text=_("연락할 곳과 상세 자료를 이 기업에 엽니다. 나중에 닫을 수 있습니다."),
    )

    def reply(self) -> Reply:
        """Return what was answered."""
        return Reply(self.cleaned_data["answer"], self.cleaned_data["lets_in"])


class TalkForm(forms.Form):
    """When and where one would like to talk."""

    starts_at = forms.DateTimeField(
        label=_("시작"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("끝"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(
        label=_("장소·접속 주소"),
        max_length=200,
        help_text=_("예: 화성 본사 2층 회의실, 또는 화상 회의 주소. 시간은 한국 시간입니다."),
    )

    def talk(self) -> Talk:
        """Return what was entered; hours are those of the house."""
        given: dict[str, Any] = self.cleaned_data

        def meant(moment: datetime) -> datetime:
            return timezone.localtime(moment).replace(tzinfo=SEOUL)

        return Talk(meant(given["starts_at"]), meant(given["ends_at"]), given["place"])
