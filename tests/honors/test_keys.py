"""Keys lie outside the database, take turns, and what an old one signed stays sound."""

import stat
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories import make_operator
from tests.honors.factories import given_honor
from tests.unguarded import unguarded

from sangsaeng.honors.actions.issuing import issue_anew
from sangsaeng.honors.actions.keys import report_compromise, rotate_key
from sangsaeng.honors.checking import check
from sangsaeng.honors.keys import public_keys
from sangsaeng.honors.models import IssuerKey, Plaque
from sangsaeng.honors.proofs import issuer_document, issuer_keys, status_list, told_by_the_site
from sangsaeng.honors.proving import Token, keys_in, new_private_key, public_jwk, signed, thumbprint
from sangsaeng.honors.refusals import KeyMissing, PlaqueNotValid
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.ISSUER_KEYS = tmp_path / "keys"


@pytest.fixture
def given(at):
    world, honor = given_honor(at)
    return world, honor, Plaque.objects.order_by("pk").first()


def standing(plaque, *lists):
    return check(Token.read(plaque.credential), public_keys(), lists).standing


@pytest.mark.usefixtures("given")
def test_the_private_half_is_a_file_that_only_its_owner_reads(settings):
    (path,) = settings.ISSUER_KEYS.glob("issuer-*.pem")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "PRIVATE KEY" in path.read_text()
    row = IssuerKey.objects.get()
    assert set(row.public_jwk) == {"kty", "crv", "x"}


def test_after_a_rotation_the_new_key_signs_and_the_old_plaque_is_sound(given, later):
    _world, _honor, plaque = given
    new = rotate_key(actor=make_operator(), at=later)
    assert Token.read(status_list(1, later)).key.endswith(new.kid)
    assert standing(plaque, Token.read(status_list(1, later))) == "valid"
    shown = issuer_document()
    assert len(shown["assertionMethod"]) == 2
    assert [one.get("expires") for one in shown["verificationMethod"]] == [
        "2026-11-03T00:00:00Z",
        None,
    ]


def test_what_a_stolen_key_signs_later_is_not_believed(given, later, settings):
    _world, _honor, plaque = given
    key = IssuerKey.objects.get()
    forged = forged_with(settings, key, plaque, later + timedelta(days=1))
    assert check(forged, public_keys()).standing == "unchecked"
    new = report_compromise(key, later, actor=make_operator(), at=later)
    assert check(forged, public_keys()).standing == "unknown_issuer"
    assert standing(plaque) == "unchecked"
    assert IssuerKey.objects.get(retired_at=None) == new
    assert len(issuer_document()["assertionMethod"]) == 1


def forged_with(settings, key, plaque, at):
    """A credential signed with the stolen file."""
    from joserfc.jwk import OKPKey

    private = OKPKey.import_key((settings.ISSUER_KEYS / f"issuer-{key.kid}.pem").read_bytes())
    payload = {**Token.read(plaque.credential).payload, "iat": int(at.timestamp())}
    return Token.read(signed(payload, private, "did:web:localhost%3A8000"))


def test_a_list_signed_by_a_stolen_key_no_longer_counts(given, later):
    _world, _honor, plaque = given
    key = IssuerKey.objects.get()
    listed = Token.read(status_list(1, later))
    assert standing(plaque, listed) == "valid"
    report_compromise(key, later, actor=make_operator(), at=later)
    assert standing(plaque, listed) == "unchecked"


def test_a_plaque_is_issued_anew_under_the_new_key_and_the_old_one_is_revoked(given, at, later):
    world, _honor, plaque = given
    report_compromise(IssuerKey.objects.get(), at, actor=make_operator(), at=later)
    new = issue_anew(plaque, "발행 열쇠를 바꿈", actor=world.officer, at=later)
    plaque.refresh_from_db()
    assert plaque.revoked_because == "발행 열쇠를 바꿈"
    assert (new.number, new.holder) == (f"{plaque.number}-R2", plaque.holder)
    assert standing(new, Token.read(status_list(1, later))) == "valid"
    with pytest.raises(PlaqueNotValid):
        issue_anew(plaque, "한 번 더", actor=world.officer, at=later)


def test_only_operators_keep_keys(given, at):
    world, _honor, plaque = given
    for actor in (world.officer, world.small_lead):
        with pytest.raises(NotAllowed):
            rotate_key(actor=actor, at=at)
        with pytest.raises(NotAllowed):
            report_compromise(IssuerKey.objects.get(), at, actor=actor, at=at)
    with pytest.raises(NotAllowed):
        issue_anew(plaque, "까닭", actor=world.small_lead, at=at)


def test_without_its_file_nothing_is_signed(at, settings):
    given_honor(at)
    for path in settings.ISSUER_KEYS.glob("*.pem"):
        path.unlink()
    with pytest.raises(KeyMissing):
        status_list(1, at)


def test_a_key_that_somebody_writes_into_the_rows_is_told_to_nobody(given, at):
    _world, _honor, plaque = given
    theirs = new_private_key()
    jwk = public_jwk(theirs)
    IssuerKey.objects.create(kid=thumbprint(jwk), public_jwk=jwk, made_at=at, retired_at=at)
    forged = signed(Token.read(plaque.credential).payload, theirs, "did:web:localhost%3A8000")
    assert len(issuer_keys()["keys"]) == 1
    assert check(Token.read(forged), keys_in(issuer_document())).standing == "unknown_issuer"
    with unguarded("honors_"):
        Plaque.objects.filter(pk=plaque.pk).update(credential=forged)
    plaque.refresh_from_db()
    assert told_by_the_site(plaque) == "altered"


def test_a_plaque_that_was_signed_is_not_edited(given):
    _world, _honor, plaque = given
    for field in ({"credential": "x"}, {"number": "x"}, {"status_index": 5}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Plaque.objects.filter(pk=plaque.pk).update(**field)


def test_a_revocation_is_not_taken_back(given, at):
    _world, _honor, plaque = given
    Plaque.objects.filter(pk=plaque.pk).update(revoked_at=at, revoked_because="까닭")
    with pytest.raises(DatabaseError), transaction.atomic():
        Plaque.objects.filter(pk=plaque.pk).update(revoked_at=None)


def test_one_plaques_credential_on_anothers_row_is_not_believed(given):
    _world, _honor, plaque = given
    other = Plaque.objects.exclude(pk=plaque.pk).get()
    with unguarded("honors_"):
        Plaque.objects.filter(pk=plaque.pk).update(credential=other.credential)
    plaque.refresh_from_db()
    assert told_by_the_site(plaque) == "altered"
    assert told_by_the_site(other) == "valid"
