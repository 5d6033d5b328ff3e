"""The issuer's keys: made at first use, replaced in time, and told apart when one was stolen."""

from datetime import datetime

from django.db import IntegrityError, transaction

from sangsaeng.honors.keys import make_private_key
from sangsaeng.honors.models import IssuerKey
from sangsaeng.honors.proving import thumbprint
from sangsaeng.honors.rules import may_keep_keys
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require


def key_that_signs(at: datetime) -> IssuerKey:
    """Return the key that signs now, making the first one; part of the action that signs."""
    return IssuerKey.objects.filter(retired_at=None).first() or _make(at)


@action
def rotate_key(*, actor: Person, at: datetime) -> IssuerKey:
    """Let a new key sign from now on; what the old one signed stays valid."""
    require(may_keep_keys(actor), actor)
    for old in IssuerKey.objects.select_for_update().filter(retired_at=None):
        change(old, retired_at=at)
    return _make(at)


@action
def report_compromise(
    key: IssuerKey, since: datetime, *, actor: Person, at: datetime
) -> IssuerKey | None:
    """Say since when a key may have been in wrong hands; if it still signs, a new one takes over."""
    require(may_keep_keys(actor), actor)
    key = IssuerKey.objects.select_for_update().get(pk=key.pk)
    signs = key.retired_at is None
    change(key, compromised_at=min(since, at), retired_at=key.retired_at or at)
    return _make(at) if signs else None


def _make(at: datetime) -> IssuerKey:
    jwk = make_private_key()
    try:
        with transaction.atomic():
            key = IssuerKey.objects.create(kid=thumbprint(jwk), public_jwk=jwk, made_at=at)
    except IntegrityError:
        # Another process was first; its key signs, and ours is never told to anybody.
        return IssuerKey.objects.get(retired_at=None)
    record(key, kid=key.kid)
    return key
