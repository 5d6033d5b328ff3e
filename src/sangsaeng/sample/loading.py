"""Loads the whole sample into an empty site; what is there already stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction

from sangsaeng.fairs.models import Fair
from sangsaeng.kernel import clock
from sangsaeng.organizations.models import Kind, Organization, Region, SizeClass
from sangsaeng.sample.exchange_day import load_exchange_day
from sangsaeng.sample.fair import SLUG, load_fair
from sangsaeng.sample.names import sample_names
from sangsaeng.sample.organizations import load_organizations
from sangsaeng.sample.people import ACCOUNTS, PASSWORD, load_people, seat
from sangsaeng.sample.sheets import write_sheets


def load(folder: Path, *, say: Callable[[str], None] = lambda _text: None) -> None:
    """Load facts, sample organizations, people and fairs, and write the spreadsheets to import."""
    if Fair.objects.filter(slug=SLUG).exists():
        return
    say("예시 자료를 넣고 있습니다…")
    at = clock.now()
    with transaction.atomic():
        people = load_people()
        load_organizations(actor=people["operator"], at=at)
        suppliers = _load_suppliers(at)
        buyers = _buyers()
        seat(people["officer"], Organization.objects.get(name="중소벤처기업부"), at=at)
        seat(people["buyer"], Organization.objects.get(name="한국수력원자력"), at=at)
        seat(people["supplier"], suppliers[0], at=at)
        fair = load_fair(buyers, suppliers, people, at=at)
        load_exchange_day(suppliers[:30], people, at=at)
    write_sheets(fair, folder)


def sign_ins() -> Iterator[str]:
    """Yield a line for each sample log-in."""
    for account in ACCOUNTS:
        yield f"{account.part:<22} {account.email:<24} {PASSWORD}"


def _load_suppliers(at: object) -> list[Organization]:
    regions = [region.value for region in Region]
    return Organization.objects.bulk_create(
        Organization(
            name=name,
            kind=Kind.COMPANY,
            size_class=SizeClass.SME,
            region=regions[number % len(regions)],
            is_sample=True,
            source="예시로 만든 기업입니다.",
            entered_at=at,
        )
        for number, name in enumerate(sample_names())
    )
