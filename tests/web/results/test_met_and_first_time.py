"""Officers read who met before, and the platform's own past proposes who comes for the first time."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.organizations.models import OrganizationName
from sangsaeng.organizations.names import name_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    """This year's fair, whose buyer met one of its two suppliers in 2025."""
    fair = make_fair(state="collecting")
    make_slots(fair, 1)
    buyer = make_buyer(fair)
    known, new = make_supplier(fair), make_supplier(fair)
    make_request(buyer, known)
    make_request(buyer, new)
    earlier = make_fair()
    slot, *_ = make_slots(earlier, 1, on=date(2025, 6, 1))
    request = make_request(
        make_buyer(earlier, organization=buyer.organization),
        make_supplier(earlier, organization=known.organization),
    )
    make_published(earlier, [(request, slot)])
    fair.buyer, fair.earlier = buyer, earlier
    return fair


def test_the_officers_list_says_who_met_before(client, fair):
    client.force_login(make_officer(fair))
    text = client.get(reverse("fair_requests", args=[fair.slug])).content.decode()

    assert text.count("2025년에 만남") == 1


def named(name):
    """An organization that is found by its name."""
    organization = make_organization(name)
    OrganizationName.objects.create(
        organization=organization, name=name, key=name_key(name), use="official"
    )
    return organization


def join(client, fair, organization, **fields):
    """Enter the organization by the form and return it as a participant."""
    body = {"name": organization.name, "side": "supplier", "interests": "", "limit": ""}
    answer = client.post(reverse("fair_participant_new", args=[fair.slug]), body | fields)

    assert answer.status_code == 302, answer.context["form"].errors
    return fair.participants.get(organization=organization)


def test_whoever_was_at_no_fair_before_is_proposed_as_a_first_timer(client, fair):
    client.force_login(make_officer(fair))
    guest = named("바람소재")
    make_supplier(fair.earlier, organization=guest)

    assert join(client, fair, named("하늘정공")).is_first_timer
    assert not join(client, fair, guest).is_first_timer


def test_what_the_officer_says_holds(client, fair):
    client.force_login(make_officer(fair))
    guest = named("바람소재")
    make_supplier(fair.earlier, organization=guest)

    assert not join(client, fair, named("하늘정공"), first_time="no").is_first_timer
    assert join(client, fair, guest, first_time="yes").is_first_timer


def test_a_platform_without_a_past_calls_nobody_new(client):
    fair = make_fair(state="collecting")
    client.force_login(make_officer(fair))

    assert not join(client, fair, named("하늘정공")).is_first_timer


def test_a_party_does_not_read_the_officers_list(client, fair):
    client.force_login(make_staff(fair.buyer))
    text = client.get(reverse("fair_requests", args=[fair.slug]), follow=True).content.decode()

    assert "년에 만남" not in text
