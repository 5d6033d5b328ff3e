"""What the pages about participants and requests ask for."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.actions.requesting import Wishes
from sangsaeng.fairs.actions.taking_part import Place
from sangsaeng.fairs.models import Fair, Hall, Participant, Population, Purpose, Side, Wish
from sangsaeng.fairs.queries.met_before import is_newcomer
from sangsaeng.fairs.queries.participants import ParticipantFilters
from sangsaeng.fairs.queries.requests import RequestFilters
from sangsaeng.fairs.states import REQUEST_STATES
from sangsaeng.organizations.models import Organization
from sangsaeng.web.forms_fairs import HallField

ANY = ("", _("모두"))
YES = [(wish.value, wish.label) for wish in (Wish.MUST, Wish.WANT, Wish.POSSIBLE)]
SAID = [(wish.value, wish.label) for wish in Wish if wish != Wish.UNSTATED]


def sides_of(fair: Fair) -> list[tuple[str, Any]]:
    """Return the sides that the fair has, as choices."""
    if fair.population == Population.ONE:
        return [(Side.MEMBER.value, Side.MEMBER.label)]
    return [(side.value, side.label) for side in (Side.BUYER, Side.SUPPLIER)]


class SideFilterForm(forms.Form):
    """How a list of participants is narrowed by words and by side."""

    q = forms.CharField(
        label=_("이름·관심 분야"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    side = forms.ChoiceField(label=_("구분"), required=False)

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [ANY, *sides_of(fair)]  # type: ignore[attr-defined]  # a choice


class ParticipantFilterForm(SideFilterForm):
    """How the list of participants is narrowed."""

    @property
    def filters(self) -> ParticipantFilters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return ParticipantFilters(given.get("q", ""), given.get("side", ""))


class PlaceForm(forms.Form):
    """What an officer sets for a participant."""

    tables = forms.IntegerField(
        label=_("테이블 수"),
        min_value=0,
        max_value=50,
        help_text=_("동시에 여러 상담을 하려면 늘립니다."),
    )
    hall = HallField(
        label=_("상담장"), queryset=Hall.objects.none(), required=False, empty_label=_("그대로")
    )
    limit = forms.IntegerField(
        label=_("상담 한도"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_("비워 두면 상담회의 한도를 따릅니다."),
    )
    is_first_timer = forms.BooleanField(label=_("처음 참가합니다"), required=False)
    interests = forms.CharField(label=_("관심 분야·품목"), required=False, max_length=300)

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hall"].queryset = fair.halls.all()  # type: ignore[attr-defined]  # a choice of rows

    @classmethod
    def of(cls, participant: Participant, data: Any = None) -> Self:
        """Return the form showing the participant as it is; only buyers have tables."""
        form = cls(
            data,
            fair=participant.fair,
            initial={
                "tables": participant.tables.count(),
                "limit": participant.limit,
                "is_first_timer": participant.is_first_timer,
                "interests": participant.interests,
            },
        )
        if participant.side != Side.BUYER:
            del form.fields["tables"], form.fields["hall"]
        return form

    def place(self, participant: Participant | None = None) -> Place:
        """Return what was entered."""
        given = self.cleaned_data
        return Place(
            side=participant.side if participant else given["side"],
            tables=given.get("tables") or 0,
            hall=given.get("hall"),
            limit=given["limit"],
            is_first_timer=given.get("is_first_timer", False),
            interests=given["interests"],
        )


class NewParticipantForm(PlaceForm):
    """An organization that joins."""

    name = forms.CharField(
        label=_("기업·기관명"),
        max_length=120,
        help_text=_("등록된 이름이나 다른 이름으로 찾습니다. 예: (주)가온정밀"),
    )
    side = forms.ChoiceField(label=_("구분"))
    first_time = forms.ChoiceField(
        label=_("첫 참가"),
        required=False,
        choices=[
            ("", _("지난 상담회의 참가 기록에 따라 정합니다")),
            ("yes", _("처음 참가합니다")),
            ("no", _("전에 참가했습니다")),
        ],
    )
    field_order = ("name", "side", "tables", "hall", "limit", "first_time", "interests")

    def __init__(self, *args: Any, fair: Fair, **kwargs: Any) -> None:
        super().__init__(*args, fair=fair, **kwargs)
        self.fields["side"].choices = sides_of(fair)  # type: ignore[attr-defined]  # a choice
        del self.fields["is_first_timer"]
        self.fields["tables"].required = False
        self.fields["tables"].help_text = _("수요기업에만 놓습니다. 비워 두면 1개입니다.")
        if fair.population == Population.ONE:
            del self.fields["tables"], self.fields["hall"]

    def clean(self) -> dict[str, Any]:
        """Give a buyer one table when nothing is said, and nobody else any."""
        given = super().clean() or self.cleaned_data
        if given.get("side") != Side.BUYER:
            given["tables"] = 0
        elif given.get("tables") is None:
            given["tables"] = 1
        return given

    def place_of(self, organization: Organization, known: Collection[int]) -> Place:
        """Return what was entered; left open, it is told from who took part before."""
        said = self.cleaned_data["first_time"]
        newcomer = said == "yes" if said else is_newcomer(organization.pk, known)
        return replace(self.place(), is_first_timer=newcomer)


class RequestFilterForm(forms.Form):
    """How the list of requests is narrowed."""

    q = forms.CharField(
        label=_("기업·상담 내용"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    buyer = forms.ChoiceField(label=_("수요기업"), required=False)
    supplier = forms.ChoiceField(label=_("공급기업"), required=False)
    wish = forms.ChoiceField(label=_("희망 정도"), required=False, choices=[ANY, *Wish.choices])
    state = forms.ChoiceField(
        label=_("답변"),
        required=False,
        choices=[
            ("", _("답변 없이 끝난 신청 빼고")),
            *(choice for choice in REQUEST_STATES.choices if choice[0] != "withdrawn"),
        ],
    )
    purpose = forms.ChoiceField(
        label=_("상담 목적"), required=False, choices=[ANY, *Purpose.choices]
    )
    placed = forms.ChoiceField(
        label=_("시간표"),
        required=False,
        choices=[ANY, ("yes", _("편성됨")), ("no", _("편성 안 됨"))],
    )

    def offer(self, participants: Iterable[Participant]) -> None:
        """Let the buyer and the supplier be chosen from the fair's participants."""
        choices: dict[str, list[tuple[str, str]]] = {"buyer": [], "supplier": []}
        for one in participants:
            for side in ("buyer", "supplier") if one.side == Side.MEMBER else (one.side,):
                choices[side].append((one.code, one.organization.name))
        for side, offered in choices.items():
            self.fields[side].choices = [ANY, *offered]  # type: ignore[attr-defined]  # a choice

    @property
    def filters(self) -> RequestFilters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return RequestFilters(
            buyer=given.get("buyer", ""),
            supplier=given.get("supplier", ""),
            wish=given.get("wish", ""),
            purpose=given.get("purpose", ""),
            placed=given.get("placed", ""),
            text=given.get("q", ""),
            state=given.get("state", ""),
        )


class AboutForm(forms.Form):
    """What a meeting is for."""

    purpose = forms.ChoiceField(label=_("상담 목적"), choices=Purpose.choices)
    topic = forms.CharField(
        label=_("상담 내용"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("두 기업 모두 봅니다. 영업비밀이나 공개하지 않은 기술자료는 적지 마십시오."),
    )


class AskForm(AboutForm):
    """A party asks another for a meeting."""

    wish = forms.ChoiceField(
        label=_("우리의 희망"),
        choices=YES,
        initial=Wish.WANT,
        widget=forms.RadioSelect,
        help_text=_("받는 기업이 답할 때 참고하도록 보입니다."),
    )
    field_order = ("wish", "purpose", "topic")

    def wishes(self, side: str) -> Wishes:
        """Return what was entered, said by one side."""
        given = self.cleaned_data
        said = {"buyer": given["wish"]} if side == Side.BUYER else {"supplier": given["wish"]}
        return Wishes(purpose=given["purpose"], topic=given["topic"], **said)


class EnterForm(AboutForm):
    """An officer enters a request for both sides."""

    buyer = forms.ChoiceField(label=_("수요기업"))
    supplier = forms.ChoiceField(label=_("공급기업"))
    buyer_wish = forms.ChoiceField(
        label=_("수요기업 희망"), choices=Wish.choices, initial=Wish.UNSTATED
    )
    supplier_wish = forms.ChoiceField(
        label=_("공급기업 희망"), choices=Wish.choices, initial=Wish.UNSTATED
    )
    field_order = ("buyer", "supplier", "buyer_wish", "supplier_wish", "purpose", "topic")

    def offer(self, participants: Iterable[Participant]) -> None:
        """Let both be chosen from the fair's participants."""
        for one in ("buyer", "supplier"):
            self.fields[one].choices = [  # type: ignore[attr-defined]  # a choice
                ("", _("고르십시오")),
                *(
                    (each.code, each.organization.name)
                    for each in participants
                    if each.side in {one, Side.MEMBER}
                ),
            ]

    def wishes(self) -> Wishes:
        """Return what was entered."""
        given = self.cleaned_data
        return Wishes(given["buyer_wish"], given["supplier_wish"], given["purpose"], given["topic"])


class WishForm(forms.Form):
    """How much one side wishes the meeting."""

    wish = forms.ChoiceField(label=_("희망 정도"), choices=SAID, widget=forms.RadioSelect)

    @classmethod
    def of_who_asks(cls, wish: str) -> Self:
        """Return the form for the side that asked: it takes back instead of declining."""
        form = cls(initial={"wish": wish})
        form.fields["wish"].choices = YES  # type: ignore[attr-defined]  # a choice
        return form


class PinForm(forms.Form):
    """In which slot a request must meet."""

    slot = forms.ChoiceField(label=_("고정할 시간"))


class ForbidForm(forms.Form):
    """Why two must not meet."""

    reason = forms.CharField(
        label=_("이유"),
        required=False,
        max_length=200,
        help_text=_("담당자에게만 보입니다."),
    )
