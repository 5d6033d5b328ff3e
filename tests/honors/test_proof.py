"""A plaque is checked by programs that are not ours, and no change to it goes unseen.

PyJWT reads the token with `cryptography`'s own Ed25519; the list of what was revoked is unpacked
here by the standard's words (gzip, base64url, first bit leftmost) and not by our decoder.
"""

import gzip
import json
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from copy import deepcopy

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt.algorithms import OKPAlgorithm
from tests.honors.factories import given_honor

from sangsaeng.honors.actions.revoking import revoke_honor
from sangsaeng.honors.bitstring import SLOTS, decoded, encoded, is_set
from sangsaeng.honors.checking import check
from sangsaeng.honors.models import Plaque
from sangsaeng.honors.proofs import issuer_document, issuer_keys, status_list
from sangsaeng.honors.proving import Token, Unreadable, keys_in, new_private_key, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(at):
    """An officer's world, an honor, and the first holder's plaque."""
    world, honor = given_honor(at, summary="함께 고쳤습니다.", part="기술협력")
    return world, honor, Plaque.objects.order_by("pk").first()


def strangers_eyes():
    """A library that is not ours, told what RFC 9864 calls the algorithm."""
    eyes = jwt.PyJWS(algorithms=[])
    eyes.register_algorithm("Ed25519", OKPAlgorithm())
    return eyes


def strangers_bit(encoded_list, place):
    """The bit by the words of the standard alone."""
    assert encoded_list[0] == "u"
    packed = encoded_list[1:].replace("-", "+").replace("_", "/")
    bits = gzip.decompress(b64decode(packed + "=" * (-len(packed) % 4)))
    return f"{bits[place // 8]:08b}"[place % 8] == "1", len(bits) * 8


def test_another_library_finds_the_signature_sound_by_the_published_keys(given):
    _world, _honor, plaque = given
    header = jwt.get_unverified_header(plaque.credential)
    assert (header["alg"], header["typ"]) == ("Ed25519", "vc+jwt")
    (found,) = (one for one in issuer_keys()["keys"] if one["kid"] == header["kid"])
    key = OKPAlgorithm.from_jwk(json.dumps(found))
    payload = strangers_eyes().decode(plaque.credential, key, algorithms=["Ed25519"])
    assert json.loads(payload)["issuer"]["id"] == "did:web:localhost%3A8000"


def test_bare_ed25519_over_the_signing_input_says_the_same_by_the_did_document(given):
    _world, _honor, plaque = given
    method = issuer_document()["verificationMethod"][0]
    x = method["publicKeyJwk"]["x"]
    key = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(x + "="))
    signing_input, _dot, signature = plaque.credential.rpartition(".")
    key.verify(urlsafe_b64decode(signature + "=="), signing_input.encode())
    assert method["id"] in issuer_document()["assertionMethod"]


def test_the_list_is_as_the_standard_has_it_and_turns_with_the_revocation(given, at, later):
    world, honor, plaque = given
    before = jwt.decode(status_list(1, at), options={"verify_signature": False})
    assert before["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    listed = before["credentialSubject"]
    assert strangers_bit(listed["encodedList"], plaque.status_index) == (False, 131_072)
    revoke_honor(honor, "허위 실적", actor=world.officer, at=later)
    after = jwt.decode(status_list(1, later), options={"verify_signature": False})
    text = after["credentialSubject"]["encodedList"]
    assert strangers_bit(text, plaque.status_index)[0]
    assert sum(one.bit_count() for one in decoded(text)) == 2


def test_the_credential_has_what_open_badges_and_w3c_require(given):
    _world, _honor, plaque = given
    said = Token.read(plaque.credential).payload
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context")
    assert set(said["type"]) == {"VerifiableCredential", "AchievementCredential"}
    achievement = said["credentialSubject"]["achievement"]
    assert {"id", "type", "name", "description", "criteria"} <= set(achievement)
    assert said["credentialStatus"]["type"] == "BitstringStatusListEntry"
    assert said["evidence"][0]["id"].startswith("http://localhost:8000/honors/")
    # What RFC 7519 claims must not say anything else than the credential itself.
    assert (said["iss"], said["jti"]) == (said["issuer"]["id"], said["id"])
    assert said["sub"] == said["credentialSubject"]["id"]


def leaves(value, way=()):
    """Every place in a credential where something stands."""
    if isinstance(value, dict):
        return [one for key, each in value.items() for one in leaves(each, (*way, key))]
    if isinstance(value, list):
        return [one for key, each in enumerate(value) for one in leaves(each, (*way, key))]
    return [way]


def altered(payload, way):
    """The credential with one place changed, and nothing else."""
    changed = deepcopy(dict(payload))
    place = changed
    for key in way[:-1]:
        place = place[key]
    old = place[way[-1]]
    place[way[-1]] = (not old) if isinstance(old, bool) else old + type(old)(1)
    return changed


def unsigned(header, payload, signature):
    """A token put together by hand."""
    parts = (
        urlsafe_b64encode(json.dumps(part, ensure_ascii=False).encode()).rstrip(b"=").decode()
        for part in (header, payload)
    )
    return ".".join((*parts, signature))


def test_a_change_of_any_field_shows(given):
    _world, _honor, plaque = given
    keys, token = keys_in(issuer_document()), Token.read(plaque.credential)
    signature = plaque.credential.rpartition(".")[2]
    ways = leaves(token.payload)
    assert len(ways) > 35
    for way in ways:
        forged = Token.read(unsigned(token.header, altered(token.payload, way), signature))
        assert check(forged, keys).standing == "altered", way
    assert check(token, keys).standing == "unchecked"


@pytest.mark.parametrize(
    "change", [{"alg": "none"}, {"alg": "EdDSA"}, {"alg": "HS256"}, {"typ": "JWT"}, {"cty": "x"}]
)
def test_a_change_of_the_header_shows(given, change):
    _world, _honor, plaque = given
    token = Token.read(plaque.credential)
    signature = plaque.credential.rpartition(".")[2]
    forged = Token.read(unsigned({**token.header, **change}, token.payload, signature))
    assert check(forged, keys_in(issuer_document())).standing == "altered"


def test_a_strangers_key_is_no_issuer_even_when_it_takes_our_name(given):
    _world, _honor, plaque = given
    payload = Token.read(plaque.credential).payload
    forged = Token.read(signed(payload, new_private_key(), "did:web:localhost%3A8000"))
    assert check(forged, keys_in(issuer_document())).standing == "unknown_issuer"


def test_a_key_that_is_known_does_not_sign_for_another_issuer(given):
    _world, _honor, plaque = given
    private = new_private_key()
    payload = Token.read(plaque.credential).payload
    forged = Token.read(signed(payload, private, "did:web:evil.example"))
    theirs = {
        "keys": [
            {
                "kid": forged.key,
                **{k: private.as_dict(private=False)[k] for k in ("kty", "crv", "x")},
            }
        ]
    }
    both = keys_in(issuer_document()) | keys_in(theirs)
    assert check(forged, both).standing == "unknown_issuer"


def test_only_the_issuers_own_list_counts(given, at):
    _world, _honor, plaque = given
    token, keys = Token.read(plaque.credential), keys_in(issuer_document())
    sound = Token.read(status_list(1, at))
    assert check(token, keys, [sound]).standing == "valid"
    forged = Token.read(signed(sound.payload, new_private_key(), "did:web:localhost%3A8000"))
    assert check(token, keys, [forged]).standing == "unchecked"
    assert check(token, keys, [token]).standing == "unchecked"


def test_the_newest_of_several_lists_decides(given, at, later):
    world, honor, plaque = given
    token, keys = Token.read(plaque.credential), keys_in(issuer_document())
    old = Token.read(status_list(1, at))
    revoke_honor(honor, "허위 실적", actor=world.officer, at=later)
    new = Token.read(status_list(1, later))
    assert check(token, keys, [new, old]).standing == "revoked"
    assert check(token, keys, [old, new]).standing == "revoked"


def test_any_place_is_found_again_and_no_other():
    for places in ([], [0], [SLOTS - 1], [7, 8, 9], [131_000, 4]):
        bits = decoded(encoded(places))
        assert [one for one in range(SLOTS) if is_set(bits, one)] == sorted(places)


@pytest.mark.parametrize("place", [-1, SLOTS])
def test_a_place_outside_the_list_is_refused(place):
    with pytest.raises(Unreadable):
        is_set(decoded(encoded([])), place)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "z123",
        "u!!!",
        "uAAAA",
        "u" + urlsafe_b64encode(gzip.compress(b"\0" * 100)).decode(),
        "u" + urlsafe_b64encode(gzip.compress(b"\0" * 200_000_000, 9)).decode(),
    ],
    ids=["nothing", "empty", "other base", "no base64", "no gzip", "too short", "a flood"],
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(Unreadable):
        decoded(text)
