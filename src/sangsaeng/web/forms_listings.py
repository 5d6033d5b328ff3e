"""What the pages of needs and offers ask for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.facts import LONGEST_PARTICULAR, ListingFacts
from sangsaeng.exchange.kinds import Certificate, Kind, Particular, Side, particulars_of
from sangsaeng.exchange.models import Audience
from sangsaeng.exchange.queries.own import OwnFilters
from sangsaeng.exchange.states import LISTING_STATES
from sangsaeng.organizations.models import Kind as BodyKind
from sangsaeng.organizations.models import Organization, Region
from sangsaeng.web.forms_after import WonField

READINESS: Final = (
    ("", _("해당 없음")),
    ("1", _("TRL 1 · 기초 이론")),
    ("2", _("TRL 2 · 개념 정립")),
    ("3", _("TRL 3 · 개념 검증")),
    ("4", _("TRL 4 · 실험실 시제품")),
    ("5", _("TRL 5 · 시제품 제작")),
    ("6", _("TRL 6 · 시제품 성능 평가")),
    ("7", _("TRL 7 · 실제 환경 시험")),
    ("8", _("TRL 8 · 인증·표준화")),
    ("9", _("TRL 9 · 양산")),
)


class DayInput(forms.DateInput):
    """A day, with the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ListingForm(forms.Form):
    """A need or an offer of one kind."""

    title = forms.CharField(
        label=_("제목"),
        max_length=120,
        help_text=_("무엇을 찾는지, 무엇을 줄 수 있는지 한 줄로 적습니다."),
    )
    abstract = forms.CharField(
        label=_("공개 요약"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("누구나 읽고 검색과 추천에 쓰입니다. 기술의 핵심과 도면은 적지 마십시오."),
    )
    keywords = forms.CharField(
        label=_("핵심어"), required=False, max_length=200, help_text=_("쉼표로 나눕니다.")
    )
    readiness = forms.ChoiceField(label=_("기술 성숙도(TRL)"), required=False, choices=READINESS)
    region = forms.ChoiceField(
        label=_("지역"), required=False, choices=[("", _("지역 무관")), *Region.choices]
    )
    sector = forms.CharField(
        label=_("업종(KSIC)"), required=False, max_length=5, help_text=_("예: C29, 29111")
    )
    certificates = forms.MultipleChoiceField(
        label=_("인증"),
        required=False,
        choices=Certificate.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    other_certificates = forms.CharField(
        label=_("그 밖의 인증"), required=False, max_length=300, help_text=_("쉼표로 나눕니다.")
    )
    wanted_by = forms.DateField(label=_("희망 시기"), required=False, widget=DayInput())
    audience = forms.ChoiceField(label=_("공개 범위"), choices=Audience.choices)
    is_anonymous = forms.BooleanField(
        label=_("이름을 밝히지 않음"),
        required=False,
        help_text=_("공개되는 글에 이름, 번호, 주소, 사람이 드러나면 확인을 요청할 수 없습니다."),
    )
    detail = forms.CharField(
        label=_("상세 내용"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "우리가 열어 준 곳만 읽습니다. 비밀로 지켜야 하는 기술자료는 여기에 적지 마십시오."
        ),
    )
    contact = forms.CharField(
        label=_("연락할 곳"),
        required=False,
        max_length=160,
        help_text=_("상세를 열어 준 곳만 봅니다."),
    )
    checker = forms.ModelChoiceField(
        label=_("확인하는 협회"),
        required=False,
        queryset=Organization.objects.none(),
        empty_label=_("플랫폼 편집자"),
        help_text=_("공개하기 전에 글을 읽고 확인하는 곳입니다."),
    )

    def __init__(
        self, data: Any = None, *, side: str, kind: str, facts: ListingFacts | None = None
    ) -> None:
        said = facts or ListingFacts(side, kind, "")
        super().__init__(data, initial=_initial(said))
        self.side, self.kind = side, kind
        asked = {one.key: _field(one) for one in particulars_of(kind)}
        first = {name: self.fields[name] for name in ("title", "abstract", "keywords")}
        self.fields = {**first, **asked, **self.fields}
        chosen = self.fields["checker"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = _checkers()

    def facts(self) -> ListingFacts:
        """Return what was entered; what could not be read is left out."""
        given = dict(getattr(self, "cleaned_data", {}))
        readiness = given.get("readiness")
        others = [one.strip() for one in given.get("other_certificates", "").split(",")]
        plain = ("abstract", "keywords", "audience", "is_anonymous", "detail", "contact", "region")
        said: dict[str, Any] = {name: given[name] for name in plain if name in given}
        return replace(
            ListingFacts(self.side, self.kind, given.get("title", "")),
            **said,
            readiness=int(readiness) if readiness else None,
            sector=given.get("sector", "").upper(),
            certificates=(*given.get("certificates", ()), *filter(None, others)),
            particulars={
                one.key: given.get(one.key)
                for one in particulars_of(self.kind)
                if given.get(one.key) not in (None, "")
            },
            wanted_by=given.get("wanted_by"),
            checker=given.get("checker"),
        )


class OwnerForm(forms.Form):
    """For which of the viewer's organizations something is written."""

    owner = forms.ModelChoiceField(
        label=_("올리는 기업·기관"),
        queryset=Organization.objects.none(),
        to_field_name="code",
        empty_label=None,
    )

    def __init__(self, data: Any = None, *, organizations: Sequence[Organization]) -> None:
        super().__init__(data)
        chosen = self.fields["owner"]
        if isinstance(chosen, forms.ModelChoiceField):
            keys = [one.pk for one in organizations]
            chosen.queryset = Organization.objects.filter(pk__in=keys).order_by("name")


class OwnFilterForm(forms.Form):
    """How the list of one's own is narrowed."""

    q = forms.CharField(
        label=_("제목·요약"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    side = forms.ChoiceField(
        label=_("구분"), required=False, choices=[("", _("모두")), *Side.choices]
    )
    kind = forms.ChoiceField(
        label=_("종류"), required=False, choices=[("", _("모두")), *Kind.choices]
    )
    state = forms.ChoiceField(
        label=_("상태"), required=False, choices=[("", _("모두")), *LISTING_STATES.choices]
    )

    @property
    def filters(self) -> OwnFilters:
        """What was asked for; a value that does not exist narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        owner = str(self.data.get("owner", ""))
        return OwnFilters(
            given.get("q", ""),
            given.get("side", ""),
            given.get("kind", ""),
            given.get("state", ""),
            owner if owner.isascii() and owner.isalnum() else "",
        )


class FileForm(forms.Form):
    """A file that goes with a need or an offer."""

    title = forms.CharField(label=_("자료 이름"), required=False, max_length=120)
    file = forms.FileField(
        label=_("파일"),
        help_text=_("PDF, 그림, 문서, 표 20 MB 이하. 비밀 기술자료는 올리지 마십시오."),
    )
    is_public = forms.BooleanField(
        label=_("누구나 볼 수 있게"),
        required=False,
        help_text=_("고르면 다시 확인을 거칩니다. 고르지 않으면 상세를 열어 준 곳만 봅니다."),
    )


class ManyForm(forms.Form):
    """What is done to many at once."""

    DEEDS: Final = (
        ("submit", _("확인 요청")),
        ("publish", _("공개")),
        ("renew", _("기간 늘리기")),
        ("close", _("마감")),
        ("audience", _("공개 범위 바꾸기")),
        ("region", _("지역 바꾸기")),
    )

    deed = forms.ChoiceField(label=_("할 일"), choices=DEEDS)
    until = forms.DateField(
        label=_("공개 기한"),
        required=False,
        widget=DayInput(),
        help_text=_("공개하거나 늘릴 때. 비우면 180일입니다."),
    )
    audience = forms.ChoiceField(
        label=_("공개 범위"), required=False, choices=[("", "—"), *Audience.choices]
    )
    region = forms.ChoiceField(
        label=_("지역"), required=False, choices=[("", "—"), *Region.choices]
    )
    because = forms.CharField(label=_("마감한 까닭"), required=False, max_length=300)


class NameForm(forms.Form):
    """An organization found by its name."""

    find = forms.CharField(
        label=_("기업·기관 이름"),
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def _checkers() -> Any:
    """Return the associations that have somebody who can check."""
    return (
        Organization.objects.filter(
            kind=BodyKind.ASSOCIATION,
            merged_into__isnull=True,
            memberships__ended_at__isnull=True,
            memberships__isnull=False,
        )
        .distinct()
        .order_by("name")
    )


def _initial(said: ListingFacts) -> dict[str, Any]:
    known = [one for one in said.certificates if one in Certificate.values]
    others = [one for one in said.certificates if one not in Certificate.values]
    return {
        **said.as_fields,
        **said.particulars,
        "readiness": str(said.readiness or ""),
        "certificates": known,
        "other_certificates": ", ".join(others),
    }


def _field(one: Particular) -> forms.Field:
    """Return the field in which a kind's own question is answered."""
    told: dict[str, Any] = {"label": one.label, "required": False, "help_text": one.help}
    if one.form == "number":
        return forms.IntegerField(min_value=0, **told)
    if one.form == "won":
        told["help_text"] = one.help or _("원 단위. ‘3억 5,000만’처럼 적어도 됩니다.")
        return WonField(max_length=40, **told)
    if one.form == "date":
        return forms.DateField(widget=DayInput(), **told)
    if one.form == "choice":
        return forms.ChoiceField(choices=[("", _("정하지 않음")), *one.choices], **told)
    long = one.is_needed
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    return forms.CharField(max_length=LONGEST_PARTICULAR, widget=widget, **told)
