"""State × persona: at each stage of a disclosure, which presses succeed for whom; no other does."""

import pytest
from django.db import transaction
from django.urls import reverse
from tests.disclosure.factories import (
    WITHIN,
    agreed,
    drafted,
    granted,
    make_world,
    sent,
    sign_for,
    signed,
    written,
)
from tests.factories import MOMENT
from time_machine import travel

from sangsaeng.disclosure.actions.running import Returned, end_early, hand_in_certificate
from sangsaeng.disclosure.models import Agreement
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.web.views.disclosure.presses import STEPS

pytestmark = pytest.mark.django_db
PERSONS = ("supplier", "supplier_staff", "buyer", "holder", "outsider")


def half_signed(world):
    agreed(world)
    sign_for(world, world.owner, world.supplier)


def ended(world):
    signed(world)
    end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)


def handed_in(world):
    ended(world)
    returned = Returned("파쇄", WITHIN.date(), "책임")
    hand_in_certificate(world.demand, returned, actor=world.buyer, at=WITHIN)


BOTH = ("supplier", "buyer")
# What succeeds; everything else is refused and leaves neither a record nor an event.
SUCCEEDS = {
    drafted: {"send": ("buyer",), "withdraw": ("buyer",)},
    sent: {"withdraw": ("buyer",), "ask-secrecy": ("buyer",)},
    granted: {"call-off": BOTH, "ask-secrecy": ("buyer",)},
    written: {"call-off": BOTH, "ask-secrecy": ("buyer",)},
    agreed: {"reopen": BOTH, "call-off": BOTH, "ask-secrecy": ("buyer",)},
    half_signed: {"call-off": BOTH, "ask-secrecy": ("buyer",)},
    signed: {"end": BOTH, "ask-secrecy": ("buyer",)},
    ended: {"ask-secrecy": ("buyer",)},
    handed_in: {"accept-certificate": ("supplier",), "ask-secrecy": ("buyer",)},
}


@pytest.mark.parametrize("stage", SUCCEEDS, ids=lambda stage: stage.__name__)
def test_presses_succeed_only_where_the_table_says(client, stage):
    world = make_world()
    stage(world)
    found, changed, failed = {}, set(), set()
    with travel(WITHIN, tick=False):
        for person in PERSONS:
            client.force_login(getattr(world, person))
            for verb in STEPS:
                before = (AuditEvent.objects.count(), LedgerEvent.objects.count())
                with transaction.atomic():
                    url = reverse("disclosure_press", args=[world.demand.code, verb])
                    status = client.post(url).status_code
                    after = (AuditEvent.objects.count(), LedgerEvent.objects.count())
                    transaction.set_rollback(True)
                if status == 302:
                    found.setdefault(verb, []).append(person)
                elif after != before:
                    changed.add((verb, person))
                if status not in {302, 403, 404, 409, 422}:
                    failed.add((verb, person, status))

    assert {verb: tuple(who) for verb, who in found.items()} == SUCCEEDS[stage]
    assert changed == set()
    assert failed == set()


@pytest.mark.parametrize("stage", SUCCEEDS, ids=lambda stage: stage.__name__)
def test_every_page_of_every_stage_can_be_read_by_whom_it_concerns(client, stage):
    world = make_world()
    stage(world)
    sees = {"supplier": stage is not drafted, "buyer": True, "holder": True, "outsider": False}
    has_agreement = Agreement.objects.exists()
    with travel(WITHIN, tick=False):
        for person, is_seen in sees.items():
            client.force_login(getattr(world, person))
            page = client.get(reverse("disclosure", args=[world.demand.code]))
            text = client.get(reverse("disclosure_text", args=[world.demand.code]))
            assert page.status_code == (200 if is_seen else 404)
            assert text.status_code == (200 if is_seen and has_agreement else 404)
            lists = client.get(reverse("disclosures")).content.decode()
            assert (world.demand.number in lists) is is_seen
            if is_seen:
                assert "다음에 할 일" in page.content.decode()


def test_somebody_of_both_sides_chooses_for_which_they_act(client):
    world = agreed(make_world())
    world.supplier.memberships.create(organization=world.receiver, role="owner", began_at=MOMENT)
    client.force_login(world.supplier)
    with travel(WITHIN, tick=False):
        page = client.get(reverse("disclosure", args=[world.demand.code]))
        assert f"?side={world.receiver.code}" in page.content.decode()
        url = reverse("disclosure_sign", args=[world.demand.code])
        body = {"has_read": "on", "name": "박기술", "title": "대표"}
        body["sha256"] = world.agreement.document.sha256
        client.post(f"{url}?side={world.receiver.code}", body)

    assert world.agreement.signatures.get().organization == world.receiver
