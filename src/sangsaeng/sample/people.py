"""The sample's people: one for each part, with one password, so that every view can be tried."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership, Organization, Role

PASSWORD = "sangsaeng-demo"  # noqa: S105 - printed at the start of the demonstration


@dataclass(frozen=True)
class SampleAccount:
    """A sample log-in and what it shows."""

    email: str
    name: str
    part: str


ACCOUNTS = (
    SampleAccount("officer@example.com", "김담당", "상담회 담당자"),
    SampleAccount("buyer@example.com", "이구매", "수요기업(한국수력원자력)"),
    SampleAccount("supplier@example.com", "박기술", "공급기업(예시)"),
    SampleAccount("desk@example.com", "최안내", "현장 안내"),
    SampleAccount("member@example.com", "정회원", "협회 회원사(예시)"),
    SampleAccount("judge@example.com", "오심사", "심사위원"),
    SampleAccount("operator@example.com", "한운영", "플랫폼 운영자"),
)


def load_people() -> dict[str, Person]:
    """Enter the sample's people and return them by the first part of their address."""
    secret = make_password(PASSWORD)
    people = {}
    for account in ACCOUNTS:
        person, _ = Person.objects.get_or_create(
            email=account.email,
            defaults={
                "name": account.name,
                "is_sample": True,
                "is_operator": account.email.startswith("operator@"),
                "password": secret,
            },
        )
        EmailAddress.objects.get_or_create(
            user=person, email=account.email, defaults={"verified": True, "primary": True}
        )
        people[account.email.split("@")[0]] = person
    return people


def seat(person: Person, organization: Organization, *, at: datetime) -> None:
    """Give a sample person their place in an organization."""
    Membership.objects.get_or_create(
        person=person,
        organization=organization,
        ended_at=None,
        defaults={"role": Role.OWNER, "began_at": at},
    )
