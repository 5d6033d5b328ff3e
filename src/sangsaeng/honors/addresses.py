"""Where a credential points to: addresses that are printed and signed, and so never change."""

from django.conf import settings

from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.proving import did_of
from sangsaeng.organizations.models import Organization


def issuer() -> str:
    """Return the name under which this site signs."""
    return did_of(settings.BASE_URL)


def site() -> str:
    """Return the address of this site."""
    return f"{settings.BASE_URL}/"


def honor_address(honor: Honor) -> str:
    """Return the public page of a case."""
    return f"{settings.BASE_URL}/honors/{honor.code}/"


def plaque_address(plaque: Plaque) -> str:
    """Return where anybody checks a plaque."""
    return f"{settings.BASE_URL}/verify/{plaque.code}"


def status_address(number: int) -> str:
    """Return where the list lies that says what was revoked."""
    return f"{settings.BASE_URL}/honors/status/{number}"


def organization_address(organization: Organization) -> str:
    """Return the public page of an organization."""
    return f"{settings.BASE_URL}/organizations/{organization.code}/"


def program_address(slug: str) -> str:
    """Return the public page of a program."""
    return f"{settings.BASE_URL}/programs/{slug}/"
