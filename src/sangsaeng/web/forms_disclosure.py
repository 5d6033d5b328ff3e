"""What the pages of technical material ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sangsaeng.disclosure.actions.demanding import Asked
from sangsaeng.disclosure.actions.drafting import Draft
from sangsaeng.disclosure.actions.materials import MaterialFacts, Upload
from sangsaeng.disclosure.actions.naming import Named
from sangsaeng.disclosure.actions.running import Returned
from sangsaeng.disclosure.actions.signing import Confirmation
from sangsaeng.disclosure.kinds import Classification, MaterialKind
from sangsaeng.disclosure.models import AgreementText, Demand, Material, MaterialVersion
from sangsaeng.disclosure.queries.timeline import names
from sangsaeng.disclosure.terms import AGREEMENT_TERMS, DEMAND_TERMS, HOLDERS, Term
from sangsaeng.exchange.models import Listing
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.resolving import resolve_all

THREE_ROWS = {"rows": 3}


class OrganizationNamedField(forms.CharField):
    """An organization, found by the name it goes by when that is certain."""

    def clean(self, value: Any) -> Any:
        """Return the organization, or ask for a name that means one only."""
        name = str(super().clean(value))
        found = resolve_all([name])[name].organization if name else None
        if found is None:
            raise forms.ValidationError(
                _("이 이름으로 한 곳을 알아볼 수 없습니다. 등록된 정식 이름을 적어 주십시오.")
            )
        return found


class MaterialForm(forms.Form):
    """What the owner says about a material."""

    title = forms.CharField(
        label=_("자료 이름"),
        max_length=120,
        help_text=_("‘모델 X 회로도’처럼 하나를 가리키는 이름을 적습니다."),
    )
    kind = forms.ChoiceField(label=_("종류"), choices=MaterialKind.choices)
    classification = forms.ChoiceField(
        label=_("비밀 등급"), choices=Classification.choices, initial=Classification.SECRET
    )
    secret = forms.CharField(
        label=_("비밀인 점"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=THREE_ROWS),
        help_text=_("무엇이 알려지지 않았고 왜 값진지 적습니다. 우리 기업만 봅니다."),
    )
    listing = forms.ModelChoiceField(
        label=_("이어진 수요·제안"), required=False, queryset=Listing.objects.none()
    )

    def __init__(self, data: Any = None, *, owner: Organization, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["listing"].queryset = Listing.objects.of(owner)  # type: ignore[attr-defined]  # a model choice

    @property
    def facts(self) -> MaterialFacts:
        """What was said."""
        given = self.cleaned_data
        return MaterialFacts(**{name: given[name] for name in MaterialForm.base_fields})


class VersionForm(forms.Form):
    """A file to be sealed, and how its version is called."""

    label = forms.CharField(label=_("버전"), max_length=40, help_text=_("예: v1.2"))
    file = forms.FileField(
        label=_("파일"),
        help_text=_("PDF, PNG, JPG. 올린 그대로 봉인하고 SHA-256 지문을 적습니다."),
    )

    @property
    def upload(self) -> Upload:
        """The file as it was handed in."""
        file = self.cleaned_data["file"]
        return Upload(self.cleaned_data["label"], file.name, file.read())


class NewMaterialForm(MaterialForm, VersionForm):
    """A material with its first version."""

    owner = forms.ModelChoiceField(label=_("자료의 주인"), queryset=Organization.objects.none())
    field_order = ("owner", "title", "kind", "classification", "secret", "label", "file")

    def __init__(self, data: Any = None, *, owners: Any, **kwargs: Any) -> None:
        super().__init__(data, owner=owners.first(), **kwargs)
        field = self.fields["owner"]
        field.queryset, field.initial = owners, owners.first()  # type: ignore[attr-defined]  # a model choice
        self.fields["listing"].queryset = Listing.objects.filter(owner__in=owners)  # type: ignore[attr-defined]  # the same


class TitleForm(forms.Form):
    """Whom to tell the title."""

    organization = OrganizationNamedField(
        label=_("이름을 알려 줄 상대"),
        max_length=120,
        help_text=_("이 상대만 자료의 이름을 보고 요구할 수 있습니다. 내용은 보이지 않습니다."),
    )


class DemandForm(forms.ModelForm):  # type: ignore[type-arg]  # the class is generic for types alone
    """기술자료 요구서."""

    receiver = forms.ModelChoiceField(label=_("요구하는 쪽"), queryset=Organization.objects.none())
    owner = OrganizationNamedField(label=_("요구받는 쪽(자료의 주인)"), max_length=120)
    titles = forms.ModelMultipleChoiceField(
        label=_("상대가 이름을 알려 준 자료"),
        required=False,
        queryset=Material.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Demand
        fields = ("relation", *(one.key for one in DEMAND_TERMS if one.key != "demanded_on"))
        widgets = {
            one.key: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            if one.form == "date"
            else forms.Textarea(attrs=THREE_ROWS)
            for one in DEMAND_TERMS
            if one.form in {"date", "text"}
        }
        help_texts = {one.key: one.help for one in DEMAND_TERMS}

    field_order = ("receiver", "owner", "relation", "titles")

    def __init__(
        self,
        data: Any = None,
        *,
        receivers: Any,
        titles: Any,
        owner: Organization | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["receiver"]
        field.queryset, field.initial = receivers, receivers.first()  # type: ignore[attr-defined]  # a model choice
        if titles is None or not titles.exists():
            del self.fields["titles"]
        else:
            self.fields["titles"].queryset = titles  # type: ignore[attr-defined]  # the same
        if self.instance.pk or owner is not None:
            del self.fields["owner"]
        if self.instance.pk:
            del self.fields["receiver"]
            self.initial["version"] = self.instance.version

    def _post_clean(self) -> None:
        """Only read what was entered: the action writes."""

    @property
    def asked(self) -> Asked:
        """What was asked for."""
        given = self.cleaned_data
        terms = {name: given[name] for name in DemandForm.Meta.fields}
        return Asked(**terms, titles=tuple(given.get("titles") or ()))


class GrantForm(forms.Form):
    """Which versions to provide, and a word with it."""

    versions = forms.ModelMultipleChoiceField(
        label=_("제공할 자료"),
        queryset=MaterialVersion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("고른 버전만, 계약이 효력을 가진 동안, 명단에 적힌 사람에게만 보입니다."),
    )
    answer = forms.CharField(
        label=_("전하는 말"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=THREE_ROWS),
    )

    def __init__(self, data: Any = None, *, versions: Any) -> None:
        super().__init__(data)
        self.fields["versions"].queryset = versions  # type: ignore[attr-defined]  # a model choice


class ReasonForm(forms.Form):
    """A reason the other side reads."""

    reason = forms.CharField(
        label=_("까닭"), max_length=1000, widget=forms.Textarea(attrs=THREE_ROWS)
    )


class TextForm(forms.Form):
    """The text of the agreement: what the law asks, and the list of holders."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, text: AgreementText) -> None:
        super().__init__(data, initial={**text.terms, "holders": names(text)})
        self.initial["seen"] = text.number
        for term in AGREEMENT_TERMS:
            self.fields[term.key] = _field(term)
        self.fields["holders"] = forms.CharField(
            label=str(HOLDERS.label),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_(
                "한 줄에 한 사람씩 ‘이름, 이메일, 직함’으로 적습니다. 적힌 이메일로 로그인한 사람만 봅니다."
            ),
        )

    def clean_holders(self) -> list[dict[str, str]]:
        """Read one holder from each line."""
        lines = self.cleaned_data["holders"].splitlines()
        return [_holder(line) for line in lines if line.strip(" ,")]

    @property
    def draft(self) -> Draft:
        """The text as it was written."""
        given = self.cleaned_data
        return Draft({term.key: given[term.key] for term in AGREEMENT_TERMS}, given["holders"])


class SignForm(forms.Form):
    """A typed confirmation of the paper that was read."""

    has_read = forms.BooleanField(label=_("계약서 PDF를 끝까지 읽었고, 서명할 권한이 있습니다."))
    name = forms.CharField(
        label=_("내 이름"),
        max_length=60,
        help_text=_("이름을 그대로 적는 것으로 서명합니다."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title = forms.CharField(label=_("직함"), max_length=60)
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    @property
    def confirmation(self) -> Confirmation:
        """What was confirmed."""
        given = self.cleaned_data
        return Confirmation(given["name"], given["title"], given["sha256"])


class HolderForm(forms.Form):
    """Somebody to be put on the list."""

    name = forms.CharField(label=_("이름"), max_length=60)
    email = forms.EmailField(label=_("이메일"))
    title = forms.CharField(label=_("직함"), required=False, max_length=60)

    @property
    def named(self) -> Named:
        """Who was named."""
        return Named(**self.cleaned_data)


class CertificateForm(forms.Form):
    """How and when the material was returned or destroyed."""

    method = forms.CharField(
        label=_("반환·폐기한 방법"), max_length=1000, widget=forms.Textarea(attrs=THREE_ROWS)
    )
    done_on = forms.DateField(
        label=_("반환·폐기한 날"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    title = forms.CharField(label=_("내 직함"), max_length=60)

    @property
    def returned(self) -> Returned:
        """What was certified."""
        return Returned(**self.cleaned_data)


class SecrecyForm(forms.Form):
    """Whether the material is kept secret, and how."""

    is_kept = forms.TypedChoiceField(
        label=_("이 자료를 비밀로 관리하고 있습니까?"),
        choices=[("yes", _("그렇습니다")), ("no", _("아닙니다"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("관리하는 방법"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=THREE_ROWS),
    )


def _holder(line: str) -> dict[str, str]:
    name, email, title, *_more = [*(part.strip() for part in line.split(",")), "", ""]
    try:
        address = forms.EmailField().clean(email)
    except forms.ValidationError as unread:
        fault = say("‘이름, 이메일, 직함’으로 적어 주십시오: %(line)s") % {"line": line}
        raise forms.ValidationError(fault) from unread
    return {"name": name, "email": address, "title": title}


def _field(term: Term) -> forms.Field:
    if term.form == "date":
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(
            label=str(term.label), help_text=str(term.help), required=False, widget=widget
        )
    text = forms.TextInput() if term.form == "line" else forms.Textarea(attrs=THREE_ROWS)
    return forms.CharField(
        label=str(term.label),
        help_text=str(term.help),
        required=False,
        max_length=1000,
        widget=text,
    )
