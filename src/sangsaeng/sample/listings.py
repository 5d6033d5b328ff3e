"""Sample needs and offers of every kind, written, checked and published as anybody's would be."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from sangsaeng.exchange.actions.competitors import name_competitor
from sangsaeng.exchange.actions.many import check_many, publish_many, submit_many
from sangsaeng.exchange.actions.writing import write_listing
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.kinds import Kind, Side, particulars_of
from sangsaeng.exchange.models import Listing
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind as BodyKind
from sangsaeng.organizations.models import Organization, Region, SizeClass
from sangsaeng.sample.people import seat

SOURCE: Final = "예시로 만든 글입니다."
CONTACT: Final = "예시 담당 부서 (예시 자료이며 실제로 연락되지 않습니다)"
DEMAND: Final = (
    ("예시 미래발전", BodyKind.PUBLIC_INSTITUTION, "", Region.JEONNAM),
    ("예시 온누리전자", BodyKind.COMPANY, SizeClass.LARGE, Region.GYEONGGI),
    ("예시 한마음모빌리티", BodyKind.COMPANY, SizeClass.LARGE, Region.ULSAN),
    ("예시 두레유통", BodyKind.COMPANY, SizeClass.LARGE, Region.SEOUL),
    ("예시 터전건설", BodyKind.COMPANY, SizeClass.MIDSIZE, Region.SEOUL),
    ("예시 물빛환경공단", BodyKind.PUBLIC_INSTITUTION, "", Region.INCHEON),
)
HOLDER: Final = ("예시 기술나눔", BodyKind.COMPANY, SizeClass.LARGE, Region.DAEJEON)
# What a large side gives; the rest comes from small firms.
_GIVEN_BY_DEMAND: Final = frozenset({Kind.SALES_CHANNEL, Kind.FUNDING})
_BUYERS, _SUPPLIERS = 3, 40
_DRAFTS, _WAITING = 4, 8
_UNNAMED: Final = (7, 19)
# Days ago on which they were published, in turn; the last of them end soon.
_PUBLISHED: Final = (2, 9, 23, 41, 64, 170)
_WANTED_AFTER: Final = timedelta(days=120)


@dataclass(frozen=True)
class _Text:
    owner: Organization
    facts: ListingFacts
    author: Person


def load_listings(
    buyer: Organization,
    suppliers: Sequence[Organization],
    people: dict[str, Person],
    *,
    at: datetime,
) -> list[Listing]:
    """Write them for the buyer, the suppliers and some sample organizations; publish most of them."""
    writer = _writer()
    demand = [_enter(*one, people["operator"], at) for one in DEMAND]
    holder = _enter(*HOLDER, people["operator"], at)
    firms = list(suppliers[2 : 2 + _SUPPLIERS])
    for owner in (*demand, holder, *firms):
        seat(writer, owner, at=at)
    texts = [
        *_needs(buyer, demand, people["buyer"], writer, at.date()),
        *_offers(suppliers[0], demand, firms, people["supplier"], writer),
        *_patents(holder, writer),
    ]
    written = [
        write_listing(one.owner, one.facts, actor=one.author, at=at - timedelta(days=200))
        for one in texts
    ]
    _publish(written, people["operator"], at)
    name_competitor(demand[1], suppliers[3], actor=writer, at=at)
    return written


def _publish(written: Sequence[Listing], operator: Person, at: datetime) -> None:
    """Take most of them all the way; some stay drafts, and some wait to be checked."""
    drafts = written[10 : 10 + _DRAFTS]
    rest = [one for one in written if one not in drafts]
    waiting = rest[30 : 30 + _WAITING]
    by_author: dict[Person, list[Listing]] = {}
    for one in rest:
        by_author.setdefault(one.author, []).append(one)
    for turn, days in enumerate(_PUBLISHED):
        then = at - timedelta(days=days)
        for author, own in by_author.items():
            batch = [one for one in own[turn :: len(_PUBLISHED)] if one not in waiting]
            if batch:
                submit_many(batch, actor=author, at=then)
                check_many(batch, actor=operator, at=then)
                publish_many(batch, actor=author, at=then)
    submit_many(waiting, actor=waiting[0].author, at=at)


def _needs(
    buyer: Organization,
    demand: Sequence[Organization],
    buying: Person,
    writer: Person,
    today: date,
) -> Iterator[_Text]:
    for number, row in enumerate(_rows("needs")):
        is_buyers = number < _BUYERS
        owner = buyer if is_buyers else demand[number % len(demand)]
        facts = replace(
            _facts(Side.NEED, row, owner),
            wanted_by=today + _WANTED_AFTER,
            is_anonymous=number in _UNNAMED,
        )
        yield _Text(owner, facts, buying if is_buyers else writer)


def _offers(
    supplier: Organization,
    demand: Sequence[Organization],
    firms: Sequence[Organization],
    selling: Person,
    writer: Person,
) -> Iterator[_Text]:
    for number, row in enumerate(_rows("offers")):
        givers = demand if row["kind"] in _GIVEN_BY_DEMAND else firms
        owner = supplier if number == 0 else givers[number % len(givers)]
        yield _Text(owner, _facts(Side.OFFER, row, owner), selling if number == 0 else writer)


def _patents(holder: Organization, writer: Person) -> Iterator[_Text]:
    for number, row in enumerate(_rows("patents")):
        kind = {"kind": Kind.PATENT_LICENSE.value, "particulars": "terms=license"}
        facts = _facts(Side.OFFER, row | kind, holder)
        # Of no registry: the year of a sample's number lies ahead.
        particulars = {**facts.particulars, "patent_number": f"10-2999-{number + 1:07d} (예시)"}
        yield _Text(holder, replace(facts, particulars=particulars), writer)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("sangsaeng.sample").joinpath("texts", f"{name}.csv").read_text("utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="|")


def _facts(side: Side, row: dict[str, str], owner: Organization) -> ListingFacts:
    asked = {one.key: one for one in particulars_of(row["kind"])}
    given = dict(part.split("=", 1) for part in row["particulars"].split(";") if part)
    particulars: dict[str, Any] = {
        key: int(value) if asked[key].form in ("number", "won") else value
        for key, value in given.items()
    }
    return ListingFacts(
        side,
        row["kind"],
        row["title"],
        row["abstract"],
        row["keywords"],
        detail=f"{row['abstract']} 시험 조건과 일정은 만나서 이야기합니다. (예시)",
        contact=CONTACT,
        readiness=int(row["readiness"]) if row["readiness"] else None,
        region=owner.region,
        sector=row["sector"],
        particulars=particulars,
        source=SOURCE,
    )


def _writer() -> Person:
    """Return who writes for the sample organizations; nobody signs in as this person."""
    address = "listings@example.com"
    return Person.objects.filter(email=address).first() or Person.objects.enter(
        address, "예시담당", is_sample=True
    )


def _enter(
    name: str, kind: str, size: str, region: str, operator: Person, at: datetime
) -> Organization:
    facts = OrganizationFacts(
        name, kind=kind, size_class=size, region=region, source="예시로 만든 곳입니다."
    )
    return enter_organization(facts, actor=operator, at=at, is_sample=True)
