"""What organizations let other contexts hear."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Membership, Organization


@dataclass(frozen=True)
class OrganizationDescribed:
    """What is said about an organization changed: its name, perhaps, or its size."""

    organization: Organization
    actor: Person
    at: datetime


@dataclass(frozen=True)
class OrganizationsMerged:
    """Two organizations turned out to be one; what pointed to the duplicate now points to the other."""

    into: Organization
    duplicate: Organization
    actor: Person
    at: datetime


@dataclass(frozen=True)
class MembershipChanged:
    """A person got a place in an organization, or their place ended."""

    membership: Membership
    actor: Person
    at: datetime
