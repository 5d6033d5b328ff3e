"""What the pages that set up a fair ask for."""

import re
from datetime import time
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.actions.setting_up import Hours
from sangsaeng.fairs.models import Fair, FairRole, Hall
from sangsaeng.fairs.states import FAIR_STATES
from sangsaeng.fairs.weights import MOST_FIT_WORTH
from sangsaeng.organizations.models import Organization

RESERVED = frozenset({"new", "import", "export"})
ZONES = (
    ("Asia/Seoul", _("서울 (Asia/Seoul)")),
    ("Asia/Tokyo", _("도쿄 (Asia/Tokyo)")),
    ("Asia/Ho_Chi_Minh", _("호찌민 (Asia/Ho_Chi_Minh)")),
    ("Asia/Singapore", _("싱가포르 (Asia/Singapore)")),
    ("Asia/Dubai", _("두바이 (Asia/Dubai)")),
    ("Europe/Berlin", _("베를린 (Europe/Berlin)")),
    ("America/New_York", _("뉴욕 (America/New_York)")),
    ("America/Los_Angeles", _("로스앤젤레스 (America/Los_Angeles)")),
)
_BREAK = re.compile(r"(\d{1,2}):(\d{2})\s*[-~–]\s*(\d{1,2}):(\d{2})")


class FairFilterForm(forms.Form):
    """How the list of fairs is narrowed."""

    q = forms.CharField(
        label=_("이름·장소"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("상태"), required=False, choices=[("", _("모두")), *FAIR_STATES.choices]
    )


if TYPE_CHECKING:
    FairForm = forms.ModelForm[Fair]
    OrganizationField = forms.ModelChoiceField[Organization]
    HallField = forms.ModelChoiceField[Hall]
else:
    FairForm = forms.ModelForm
    OrganizationField = HallField = forms.ModelChoiceField


class ReadingForm(FairForm):
    """Takes its fields from the row and only reads what was entered; actions write."""

    class Meta:
        model = Fair
        fields: tuple[str, ...] = ()

    def _post_clean(self) -> None:
        """Leave the row and its constraints to the action."""

    @classmethod
    def of(cls, fair: Fair, data: Any = None) -> Self:
        """Return the form showing the fair as it is."""
        return cls(data, initial=model_to_dict(fair, fields=cls.Meta.fields))


class FrameForm(ReadingForm):
    """When nothing is there yet: what the fair is called, who runs it, where."""

    zone = forms.ChoiceField(label=_("시간대"), choices=ZONES, initial="Asia/Seoul")

    class Meta:
        model = Fair
        fields = ("name", "name_en", "place", "about", "population", "zone")
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "about": _(
                "상담회 화면에 누구에게나 보입니다. 신청 방법과 문의처를 함께 적어 주십시오."
            ),
            "population": _(
                "수요기업과 공급기업이 만나는 상담회인지, 참가기업이 서로 만나는 교류회인지 고릅니다."
            ),
        }


class NewFairForm(FrameForm):
    """A new fair."""

    slug = forms.SlugField(
        label=_("주소"),
        max_length=60,
        help_text=_(
            "상담회 화면의 주소가 됩니다. 영문 소문자, 숫자, 붙임표만 씁니다. 예: 2026-tech-fair"
        ),
    )
    organizer = OrganizationField(
        label=_("주최 기관"), queryset=Organization.objects.none(), empty_label=_("고르십시오")
    )

    class Meta(FrameForm.Meta):
        pass

    field_order = ("name", "name_en", "slug", "organizer", "place", "about", "population", "zone")

    def clean_slug(self) -> str:
        """Keep addresses that pages of their own have."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in RESERVED:
            raise forms.ValidationError(_("이 주소는 쓸 수 없습니다. 다른 주소를 정해 주십시오."))
        return slug


class RulesForm(ReadingForm):
    """The rule of planning and the rule of weights."""

    class Meta:
        model = Fair
        fields = (
            "order",
            "buyer_limit",
            "supplier_limit",
            "first_timer_floor",
            "must_worth",
            "want_worth",
            "possible_worth",
            "unstated_worth",
            "buyer_share",
            "fit_worth",
        )
        widgets = {"order": forms.RadioSelect}
        help_texts = {
            "buyer_limit": _(
                "한 수요기업이 하는 상담의 최대 수. 비워 두면 시간이 되는 만큼입니다."
            ),
            "supplier_limit": _(
                "한 공급기업이 하는 상담의 최대 수. 비워 두면 시간이 되는 만큼입니다."
            ),
            "first_timer_floor": _(
                "처음 참가한 기업에 먼저 보장하는 상담 수. 0이면 따로 보장하지 않습니다."
            ),
            "unstated_worth": _(
                "희망을 적지 않은 쪽의 값. 적지 않았다고 뒤로 밀리지 않게 할 때 높입니다."
            ),
            "buyer_share": _("0이면 공급기업의 희망만, 100이면 수요기업의 희망만 봅니다."),
            "fit_worth": _(
                "가장 잘 맞는 두 기업에 더하는 값. 0이면 희망만 보고, 30을 넘지 않습니다."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Hold wishes to their order."""
        given = super().clean() or self.cleaned_data
        worths = [given.get(name) for name in ("must_worth", "want_worth", "possible_worth")]
        stated = [worth for worth in worths if worth is not None]
        if len(stated) == len(worths) and [*stated, 1] != sorted([*stated, 1], reverse=True):
            self.add_error("want_worth", _("‘꼭’ ≥ ‘희망’ ≥ ‘가능하면’ ≥ 1이 되게 적어 주십시오."))
        if (given.get("buyer_share") or 0) > 100:  # noqa: PLR2004 - a percentage
            self.add_error("buyer_share", _("0에서 100 사이로 적어 주십시오."))
        if (given.get("fit_worth") or 0) > MOST_FIT_WORTH:
            self.add_error("fit_worth", _("0에서 30 사이로 적어 주십시오."))
        return given


class AppointForm(forms.Form):
    """Whom to give a part in running the fair."""

    email = forms.EmailField(
        label=_("이메일"),
        help_text=_("이 사이트에 가입한 사람의 이메일입니다."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("역할"), choices=FairRole.Role.choices, initial=FairRole.Role.OFFICER
    )


class DayForm(forms.Form):
    """A day's hours, from which its slots follow."""

    date = forms.DateField(
        label=_("날짜"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label=_("시작"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial=time(10),
    )
    ends = forms.TimeField(
        label=_("끝"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial=time(17),
    )
    minutes = forms.IntegerField(label=_("상담 길이(분)"), min_value=5, max_value=240, initial=30)
    pause = forms.IntegerField(
        label=_("상담 사이 쉬는 시간(분)"), min_value=0, max_value=120, initial=0
    )
    breaks = forms.CharField(
        label=_("휴식 시간"),
        required=False,
        max_length=200,
        initial="12:00-13:00",
        help_text=_("여러 번이면 쉼표로 나눕니다. 예: 12:00-13:00, 15:00-15:20"),
    )

    def clean_breaks(self) -> tuple[tuple[time, time], ...]:
        """Read the breaks."""
        parts = [part.strip() for part in re.split(r"[,;\n]", self.cleaned_data["breaks"])]
        return tuple(_break(part) for part in parts if part)

    def hours(self) -> Hours:
        """Return the hours as entered."""
        given = self.cleaned_data
        return Hours(
            given["begins"], given["ends"], given["minutes"], given["pause"], given["breaks"]
        )


def _break(text: str) -> tuple[time, time]:
    found = _BREAK.fullmatch(text)
    try:
        if found:
            hours = [int(part) for part in found.groups()]
            return time(hours[0], hours[1]), time(hours[2], hours[3])
    except ValueError:
        pass
    raise forms.ValidationError(
        _("휴식 시간으로 읽을 수 없습니다: %(text)s. 12:00-13:00처럼 적어 주십시오."),
        params={"text": text},
    )


class HallsForm(forms.Form):
    """The halls, one a line."""

    names = forms.CharField(
        label=_("상담장"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "한 줄에 하나씩, 보여 줄 차례로 적습니다. 테이블이 있는 상담장은 지울 수 없습니다."
        ),
    )


class CommonTablesForm(forms.Form):
    """How many tables a hall has that belong to nobody."""

    hall = HallField(label=_("상담장"), queryset=Hall.objects.none(), empty_label=None)
    count = forms.IntegerField(label=_("테이블 수"), min_value=0, max_value=300)
