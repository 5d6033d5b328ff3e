"""Loads the whole sample into an empty site; what is there already stays."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from sangsaeng.fairs.models import Fair
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Kind, Organization, Region, SizeClass
from sangsaeng.sample.benefits import load_authority, load_benefits, load_past_benefits
from sangsaeng.sample.decisions import load_decisions, rank_what_is_in
from sangsaeng.sample.disclosures import load_disclosures
from sangsaeng.sample.entries import load_entries
from sangsaeng.sample.exchange_day import load_exchange_day
from sangsaeng.sample.fair import SLUG, load_fair
from sangsaeng.sample.interests import load_interests
from sangsaeng.sample.judges import load_judges
from sangsaeng.sample.listings import load_listings
from sangsaeng.sample.live_day import load_live_day
from sangsaeng.sample.names import sample_names
from sangsaeng.sample.organizations import fair2023_buyers, load_organizations
from sangsaeng.sample.past_fair import load_past_fair
from sangsaeng.sample.past_honors import load_past_honors
from sangsaeng.sample.people import ACCOUNTS, PASSWORD, load_people, seat
from sangsaeng.sample.programs import load_programs
from sangsaeng.sample.reviews import load_reviews
from sangsaeng.sample.sheets import write_sheets

MEMBERS, TODAY = 30, 65


def load(folder: Path, *, say: Callable[[str], None] = lambda _text: None) -> None:
    """Load facts, sample organizations, people and fairs; write the spreadsheets to import."""
    if Fair.objects.filter(slug=SLUG).exists():
        return
    say("예시 자료를 넣고 있습니다…")
    at = clock.now()
    with transaction.atomic():
        people = load_people()
        operator = people["operator"]
        known = load_organizations(operator, at)
        organizer = _load_organizer(operator, at)
        suppliers = _load_suppliers(operator, at)
        seat(people["officer"], organizer, at=at)
        seat(people["buyer"], known["한국수력원자력"], at=at)
        seat(people["supplier"], suppliers[0], at=at)
        seat(people["member"], suppliers[1], at=at)
        fair = load_fair(organizer, fair2023_buyers(known), suppliers, people, at=at)
        association = _load_association(operator, at)
        load_exchange_day(association, suppliers[:MEMBERS], people, at=at)
        today = load_live_day(association, [suppliers[0], *suppliers[MEMBERS:TODAY]], people, at=at)
        load_past_fair(organizer, today, suppliers, people, at=at)
        load_listings(known["한국수력원자력"], suppliers, people, at=at)
        load_interests(people, at=at)
        load_disclosures(suppliers[0], known["한국수력원자력"], people, at=at)
        _load_calls(known, organizer, suppliers, people, at)
    write_sheets(fair, folder)


def _load_calls(
    known: Mapping[str, Organization],
    organizer: Organization,
    suppliers: list[Organization],
    people: Mapping[str, Person],
    at: datetime,
) -> None:
    """Load programs and what came of their calls: each step needs the one before."""
    officer = people["officer"]
    made = load_programs(people, at=at)
    win_win = made.programs["win_win_honors"]
    load_entries(made, suppliers, people, at=at)
    load_past_honors(win_win, known, officer, at=at)
    if made.judged is not None:
        load_judges(made.judged, people, at=at)
        load_reviews(made.judged, officer, at=at)
        rank_what_is_in(made.judged, officer, at=at)
    load_decisions(made.programs["association_award"], suppliers, people, at=at)
    load_past_benefits(win_win, officer, at=at)
    load_authority(organizer, officer, people["operator"], at)
    load_benefits(officer, at=at)


def sign_ins() -> Iterator[str]:
    """Yield a line for each sample log-in."""
    for account in ACCOUNTS:
        yield f"{account.email:<24} {PASSWORD}   {account.part}"


def _load_organizer(operator: Person, at: datetime) -> Organization:
    facts = OrganizationFacts(
        "중소벤처기업부",
        kind=Kind.MINISTRY,
        name_en="Ministry of SMEs and Startups",
        homepage="https://www.mss.go.kr",
        source="중소벤처기업부 누리집",
    )
    return enter_organization(facts, actor=operator, at=at)


def _load_association(operator: Person, at: datetime) -> Organization:
    facts = OrganizationFacts(
        "예시 강소기업 협회", kind=Kind.ASSOCIATION, source="예시로 만든 협회입니다."
    )
    return enter_organization(facts, actor=operator, at=at, is_sample=True)


def _load_suppliers(operator: Person, at: datetime) -> list[Organization]:
    regions = list(Region)
    return [
        enter_organization(
            OrganizationFacts(
                name,
                kind=Kind.COMPANY,
                size_class=SizeClass.SME,
                region=regions[number % len(regions)],
                source="예시로 만든 기업입니다.",
            ),
            actor=operator,
            at=at,
            is_sample=True,
        )
        for number, name in enumerate(sample_names())
    ]
