"""What the site hands out so that others can check a plaque, and how it checks one itself."""

from datetime import datetime
from typing import Any, Literal

from sangsaeng.honors.addresses import issuer, plaque_address
from sangsaeng.honors.bundles import bundle
from sangsaeng.honors.checking import check
from sangsaeng.honors.credentials import status_list_credential
from sangsaeng.honors.keys import private_key, public_keys
from sangsaeng.honors.models import IssuerKey, Plaque
from sangsaeng.honors.proving import Token, Unreadable, did_document, key_set, signed
from sangsaeng.honors.queries.plaques import revoked_places
from sangsaeng.kernel.refusals import NotFound

Told = Literal["valid", "revoked", "altered"]


def issuer_document() -> dict[str, Any]:
    """Return did.json: every key that ever signed here."""
    return did_document(issuer(), public_keys().values())


def issuer_keys() -> dict[str, Any]:
    """Return the same keys as a set."""
    return key_set(public_keys().values())


def status_list(number: int, at: datetime) -> str:
    """Return the signed list of what was revoked, as it is now."""
    places = revoked_places(number)
    key = IssuerKey.objects.filter(retired_at=None).first()
    if places is None or key is None:
        raise NotFound
    return signed(status_list_credential(number, places, at), private_key(key), issuer())


def bundle_of(plaque: Plaque, at: datetime) -> dict[str, Any]:
    """Return a plaque's credential with all that is needed to check it later, without this site."""
    listed = status_list(plaque.status_list, at)
    return bundle(plaque.credential, issuer_document(), listed)


def told_by_the_site(plaque: Plaque) -> Told:
    """Say how a plaque stands; a row that no longer holds what was signed is not believed."""
    try:
        token = Token.read(plaque.credential)
    except Unreadable:
        return "altered"
    own = token.payload.get("id") == plaque_address(plaque)
    if not own or check(token, public_keys()).standing != "unchecked":
        return "altered"
    return "valid" if plaque.revoked_at is None else "revoked"
