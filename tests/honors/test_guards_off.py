"""Each guard's twin: with the guard taken away, what it keeps out comes in; so the guard is what holds."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.honors.factories import given_honor
from tests.honors.test_proof import altered, unsigned

from sangsaeng.honors import checking
from sangsaeng.honors.actions import giving
from sangsaeng.honors.actions.giving import Award, give_honor
from sangsaeng.honors.bitstring import encoded
from sangsaeng.honors.bundles import read_bundle
from sangsaeng.honors.checking import check
from sangsaeng.honors.models import Plaque
from sangsaeng.honors.proofs import issuer_document, status_list
from sangsaeng.honors.proving import Token, keys_in, new_private_key, signed
from sangsaeng.honors.refusals import OwnCase
from sangsaeng.programs.models import Entry

pytestmark = pytest.mark.django_db
AWARD = Award(date(2026, 11, 20))


@pytest.fixture
def plaque(at):
    given_honor(at)
    return Plaque.objects.order_by("pk").first()


def test_without_the_check_of_the_signature_an_altered_plaque_passes(plaque, monkeypatch):
    token, keys = Token.read(plaque.credential), keys_in(issuer_document())
    forged = altered(token.payload, ("credentialSubject", "licenseNumber"))
    forged = Token.read(unsigned(token.header, forged, token.text.rpartition(".")[2]))
    assert check(forged, keys).standing == "altered"
    monkeypatch.setattr(Token, "is_signed_with", lambda _token, _key: True)
    assert check(forged, keys).standing == "unchecked"


def test_without_the_check_of_the_lists_own_signature_anybody_clears_a_revoked_plaque(
    plaque, at, monkeypatch
):
    Plaque.objects.filter(pk=plaque.pk).update(revoked_at=at, revoked_because="까닭")
    token, keys = Token.read(plaque.credential), keys_in(issuer_document())
    sound = Token.read(status_list(1, at))
    subject = {**sound.payload["credentialSubject"], "encodedList": encoded([])}
    payload = {**sound.payload, "credentialSubject": subject}
    forged = Token.read(signed(payload, new_private_key(), "did:web:localhost%3A8000"))
    assert check(token, keys, [sound]).standing == "revoked"
    assert check(token, keys, [forged]).standing == "unchecked"
    monkeypatch.setattr(checking, "_is_sound", lambda *_all: True)
    assert check(token, keys, [forged]).standing == "valid"


def test_without_the_seal_an_officer_gives_to_their_own_case(at, monkeypatch):
    world, _honor = given_honor(at)
    Entry.objects.filter(pk=world.rival.pk).update(state="selected")
    world.rival.refresh_from_db()
    world.other.memberships.create(person=world.officer, role="staff", began_at=at)
    with pytest.raises(OwnCase):
        give_honor(world.rival, AWARD, actor=world.officer, at=at)
    monkeypatch.setattr(giving, "is_sealed", lambda _viewer, _entry: False)
    assert give_honor(world.rival, AWARD, actor=world.officer, at=at).number == 2


def test_without_the_turn_a_number_could_be_given_twice_but_the_database_refuses(at, monkeypatch):
    world, _honor = given_honor(at)
    Entry.objects.filter(pk=world.rival.pk).update(state="selected")
    world.rival.refresh_from_db()
    monkeypatch.setattr(giving, "_next_number", lambda _program: 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        give_honor(world.rival, AWARD, actor=world.officer, at=at)


def test_what_is_handed_over_is_read_as_it_is(plaque):
    assert read_bundle(plaque.credential.encode()).tokens[0].text == plaque.credential
