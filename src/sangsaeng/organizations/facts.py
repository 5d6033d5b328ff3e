"""What is said about an organization and what it earned, before it is a row."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from sangsaeng.kernel.refusals import Invalid
from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.organizations.business_number import is_valid, normalized
from sangsaeng.organizations.models import Credential, Kind, Organization, Region, SizeClass
from sangsaeng.organizations.names import name_key

_is_address = URLValidator(schemes=["http", "https"])
_SECTOR_LENGTH = 5


@dataclass(frozen=True)
class OrganizationFacts:
    """What is known of one organization; an empty text is «not known»."""

    name: str
    kind: str = Kind.COMPANY
    size_class: str = ""
    business_number: str | None = None
    sector: str = ""
    region: str = ""
    homepage: str = ""
    name_en: str = ""
    profile: str = ""
    source: str = ""

    @classmethod
    def of(cls, organization: Organization) -> "OrganizationFacts":
        """Return what a row says."""
        return cls(**{field.name: getattr(organization, field.name) for field in fields(cls)})

    @property
    def as_fields(self) -> dict[str, Any]:
        """The facts as fields of a row."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def checked(self) -> "OrganizationFacts":
        """Return the facts in their normal form, or refuse with every fault by field."""
        texts = {key: clean(value) for key, value in self.as_fields.items() if value}
        tidy = replace(self, **texts)
        number = normalized(tidy.business_number or "") or None
        tidy = replace(tidy, name=" ".join(tidy.name.split()), business_number=number)
        faults = dict(_faults(tidy))
        if faults:
            raise Invalid(faults)
        return tidy


@dataclass(frozen=True)
class CredentialFacts:
    """Something an organization earned, and who says so."""

    kind: str
    year: int
    value: str
    source: str
    awarded_on: date | None = None
    valid_until: date | None = None
    name_as_published: str = ""
    note: str = ""

    def checked(self) -> "CredentialFacts":
        """Return the facts, or refuse with every fault by field."""
        faults = {
            "kind": (self.kind not in Credential.Kind.values, _("이력의 종류를 고르십시오.")),
            "year": (
                not 1990 <= self.year <= 2100,  # noqa: PLR2004 - the row's own limits
                _("연도를 네 자리로 입력해 주십시오."),
            ),
            "value": (not self.value.strip(), _("내용을 입력해 주십시오.")),
            "source": (not self.source.strip(), _("출처를 입력해 주십시오.")),
            "valid_until": (
                bool(self.valid_until and self.awarded_on and self.valid_until < self.awarded_on),
                _("유효 기한이 수여일보다 앞섭니다."),
            ),
        }
        wrong = {name: text for name, (is_wrong, text) in faults.items() if is_wrong}
        if wrong:
            raise Invalid(wrong)
        return self


def _faults(facts: OrganizationFacts) -> list[tuple[str, str]]:
    """Return what does not fit, as field and sentence."""
    checks = [
        ("name", not name_key(facts.name), _("이름을 글자로 입력해 주십시오.")),
        ("kind", facts.kind not in Kind.values, _("종류를 고르십시오.")),
        (
            "size_class",
            facts.size_class not in ("", *SizeClass.values),
            _("기업 규모를 고르십시오."),
        ),
        (
            "size_class",
            bool(facts.size_class) and facts.kind != Kind.COMPANY,
            _("기업 규모는 기업에만 있습니다. 비워 두십시오."),
        ),
        (
            "business_number",
            facts.business_number is not None and not is_valid(facts.business_number),
            _("사업자등록번호 10자리를 확인해 주십시오. 검증 숫자가 맞지 않습니다."),
        ),
        ("region", facts.region not in ("", *Region.values), _("지역을 고르십시오.")),
        (
            "sector",
            bool(facts.sector) and not _is_sector(facts.sector),
            _("업종은 한국표준산업분류 코드(예: C29, 29111)로 입력해 주십시오."),
        ),
        (
            "homepage",
            bool(facts.homepage) and not _is_homepage(facts.homepage),
            _("누리집 주소를 http:// 또는 https://로 시작하여 입력해 주십시오."),
        ),
    ]
    too_long = [
        (name, True, _("%(limit)s자 이하로 입력해 주십시오.") % {"limit": limit})
        for name, limit in _limits().items()
        if len(getattr(facts, name) or "") > limit
    ]
    return [(name, text) for name, is_wrong, text in (*checks, *too_long) if is_wrong]


def _limits() -> dict[str, int]:
    """Return the longest text of each field, as the row has it."""
    meta = Organization._meta
    texts = ("name", "name_en", "profile", "source", "homepage")
    return {name: int(getattr(meta.get_field(name), "max_length", 0) or 0) for name in texts}


def _is_sector(code: str) -> bool:
    digits = code[1:] if code[:1].isalpha() else code
    return (
        code.isascii()
        and len(code) <= _SECTOR_LENGTH
        and (digits.isdigit() or (not digits and code.isalpha()))
        and code == code.upper()
    )


def _is_homepage(address: str) -> bool:
    try:
        _is_address(address)
    except ValidationError:
        return False
    return True
