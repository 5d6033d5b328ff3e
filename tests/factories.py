"""Rows for tests: one function each, only what is required, names by sequence."""

from datetime import UTC, datetime
from itertools import count

from sangsaeng.kernel.models import Person
from sangsaeng.organizations.models import Kind, Membership, Organization, Role, SizeClass

MOMENT = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
PASSWORD = "a long enough sample word"
_number = count(1)


def make_person(name=None, **fields):
    """A person who can sign in with PASSWORD."""
    number = next(_number)
    fields.setdefault("email", f"person{number}@example.org")
    return Person.objects.enter(name=name or f"사람{number}", password=PASSWORD, **fields)


def make_operator(**fields):
    """A person who runs the platform."""
    return make_person(is_operator=True, **fields)


def make_organization(name=None, **fields):
    """A small company, unless told otherwise."""
    fields.setdefault("kind", Kind.COMPANY)
    if fields["kind"] == Kind.COMPANY:
        fields.setdefault("size_class", SizeClass.SME)
    fields.setdefault("entered_at", MOMENT)
    return Organization.objects.create(name=name or f"기업{next(_number)}", **fields)


def make_member(organization, role=Role.MANAGER, **fields):
    """A person with a place in the organization."""
    person = make_person(**fields)
    Membership.objects.create(organization=organization, person=person, role=role, began_at=MOMENT)
    return person
