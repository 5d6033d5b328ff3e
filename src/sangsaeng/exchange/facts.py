"""What is said in a need or an offer, before it is a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.kinds import (
    KINDS_OF,
    TELLING,
    Certificate,
    Particular,
    Text,
    particulars_of,
)
from sangsaeng.exchange.models import Audience, Listing
from sangsaeng.exchange.models.listing import HIGHEST_READINESS, LOWEST_READINESS
from sangsaeng.kernel.refusals import Invalid
from sangsaeng.kernel.sheets.celltext import clean
from sangsaeng.organizations.models import Kind as BodyKind
from sangsaeng.organizations.models import Organization, Region
from sangsaeng.organizations.sectors import sector_group

LONGEST_PARTICULAR: Final = 500
LONGEST_CERTIFICATE, MOST_CERTIFICATES = 40, 20
LARGEST_NUMBER: Final = 10**15
_TOO_LONG: Final = _("%(limit)s자 이하로 입력해 주십시오.")
_AUDIENCES: Final = frozenset(Audience.values)
_REGIONS: Final = frozenset(("", *Region.values))
_CERTIFICATES: Final = frozenset(Certificate.values)
TEXTS: Final = ("title", "abstract", "keywords", "detail", "contact", "source", "sector")
_LONGEST: Final[Mapping[str, int]] = {
    name: int(getattr(Listing._meta.get_field(name), "max_length", 0)) for name in TEXTS
}
# A change of these is a change of what the public reads; who checks looks at it again.
_READ_BY_ALL: Final = frozenset(
    {"kind", "title", "abstract", "keywords", "is_anonymous", "certificates"}
)


@dataclass(frozen=True)
class ListingFacts:
    """What one need or offer says; an empty text is «not said»."""

    side: str
    kind: str
    title: str
    abstract: str = ""
    keywords: str = ""
    audience: str = Audience.PUBLIC
    is_anonymous: bool = False
    detail: str = ""
    contact: str = ""
    readiness: int | None = None
    region: str = ""
    sector: str = ""
    certificates: tuple[str, ...] = ()
    particulars: Mapping[str, Any] = field(default_factory=dict)
    wanted_by: date | None = None
    checker: Organization | None = None
    source: str = ""

    @classmethod
    def of(cls, listing: Listing) -> "ListingFacts":
        """Return what a row says."""
        said = {one.name: getattr(listing, one.name) for one in fields(cls)}
        return cls(**{**said, "certificates": tuple(listing.certificates)})

    @property
    def as_fields(self) -> dict[str, Any]:
        """The facts as fields of a row."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return said | {
            "certificates": list(self.certificates),
            "particulars": dict(self.particulars),
        }

    def checked(self) -> "ListingFacts":
        """Return the facts in their normal form, or refuse with every fault by field."""
        texts: dict[str, Any] = {name: clean(getattr(self, name) or "") for name in TEXTS}
        tidy = replace(
            self,
            **texts,
            certificates=tuple(dict.fromkeys(filter(None, map(clean, self.certificates)))),
        )
        tidy = replace(tidy, title=" ".join(tidy.title.split()))
        faults = {name: str(text) for name, is_wrong, text in _checks(tidy) if is_wrong}
        particulars, wrong = _tidy_particulars(tidy.kind, tidy.particulars)
        if faults or wrong:
            raise Invalid(faults | wrong)
        return replace(tidy, particulars=particulars)

    @property
    def missing(self) -> list[str]:
        """Name what has to be said before the text can be checked."""
        lacking = [] if self.abstract else [str(_("공개 요약"))]
        return lacking + [
            str(one.label)
            for one in particulars_of(self.kind)
            if one.is_needed and self.particulars.get(one.key) in (None, "")
        ]

    @property
    def public_texts(self) -> tuple[str, ...]:
        """Everything in words that people read who do not know whose it is."""
        asked = [
            str(self.particulars[one.key])
            for one in particulars_of(self.kind)
            if one.form == "text" and one.key not in TELLING and self.particulars.get(one.key)
        ]
        named = [one for one in self.certificates if one not in _CERTIFICATES]
        return (self.title, self.abstract, self.keywords, *named, *asked)

    def reads_otherwise_than(self, old: "ListingFacts") -> bool:
        """Tell whether the public reads another text than before, figures and dates aside."""
        mine, before = self.as_fields, old.as_fields
        return (
            any(mine[name] != before[name] for name in _READ_BY_ALL)
            or self.public_texts != old.public_texts
        )


def certificate_label(certificate: str) -> str:
    """Name a certificate; others than the usual ones are named in the owner's words."""
    known = certificate in Certificate.values
    return str(Certificate(certificate).label) if known else certificate


def _checks(facts: ListingFacts) -> Iterator[tuple[str, bool, Text]]:
    """Yield what may be wrong: the field, whether it is, and the sentence."""
    yield "title", not facts.title, _("제목을 입력해 주십시오.")
    yield "kind", facts.kind not in KINDS_OF[facts.side], _("종류를 고르십시오.")
    yield "audience", facts.audience not in _AUDIENCES, _("공개 범위를 고르십시오.")
    yield "region", facts.region not in _REGIONS, _("지역을 고르십시오.")
    readiness = facts.readiness
    is_off = readiness is not None and not LOWEST_READINESS <= readiness <= HIGHEST_READINESS
    yield "readiness", is_off, _("기술 성숙도는 1에서 9까지의 수로 입력해 주십시오.")
    yield (
        "sector",
        bool(facts.sector) and not sector_group(facts.sector),
        _("업종은 한국표준산업분류 코드(예: C29, 29111)로 입력해 주십시오."),
    )
    yield (
        "certificates",
        len(facts.certificates) > MOST_CERTIFICATES
        or any(len(one) > LONGEST_CERTIFICATE for one in facts.certificates),
        _("인증은 하나에 40자 이하로 20개까지 입력해 주십시오."),
    )
    yield (
        "checker",
        facts.checker is not None and facts.checker.kind != BodyKind.ASSOCIATION,
        _("확인은 협회·단체만 맡을 수 있습니다."),
    )
    for name, limit in _LONGEST.items():
        if len(getattr(facts, name)) > limit:
            yield name, True, _TOO_LONG % {"limit": limit}


def _tidy_particulars(kind: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    asked = {one.key: one for one in particulars_of(kind)}
    tidy: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for key, value in given.items():
        if value is None or value == "":
            continue
        if key not in asked:
            faults[key] = str(_("이 종류에서는 쓰지 않는 항목입니다. 비워 두십시오."))
            continue
        try:
            tidy[key] = _particular(asked[key], value)
        except ValueError as wrong:
            faults[key] = str(wrong)
    return {key: tidy[key] for key in asked if key in tidy}, faults


def _particular(asked: Particular, value: Any) -> Any:
    """Return the value as it is kept, or raise with the sentence."""
    if asked.form in ("number", "won"):
        return _amount(value)
    if asked.form == "date":
        return _day(value)
    if asked.form == "choice":
        if value not in dict(asked.choices):
            raise ValueError(_("보기에서 고르십시오."))
        return value
    text = clean(str(value))
    if len(text) > LONGEST_PARTICULAR:
        raise ValueError(_TOO_LONG % {"limit": LONGEST_PARTICULAR})
    return text


def _amount(value: Any) -> int:
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= LARGEST_NUMBER or value != int(value):
        raise ValueError(_("0 이상의 정수를 입력해 주십시오."))
    return int(value)


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as wrong:
        raise ValueError(_("날짜를 연-월-일로 입력해 주십시오.")) from wrong
