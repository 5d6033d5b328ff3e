"""The list that says which credentials were revoked: one bit each (W3C Bitstring Status List 1.0).

Nothing here knows Django.
"""

import binascii
import gzip
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from typing import Final

from sangsaeng.honors.proving import Unreadable

# The least the standard allows: in a shorter list a single credential would be easier to follow.
SLOTS: Final = 131_072
# The sign of base64url without padding in the multibase table.
_MULTIBASE: Final = "u"
_GZIP: Final = 31
_MOST_BYTES: Final = 16 * 1024 * 1024
_BITS: Final = 8


def encoded(revoked: Iterable[int], slots: int = SLOTS) -> str:
    """Return the list in which these places are set; place 0 is the leftmost bit."""
    bits = bytearray(slots // _BITS)
    for place in revoked:
        bits[place // _BITS] |= 1 << (_BITS - 1 - place % _BITS)
    # Without the moment of packing, so that the same list is the same text.
    return _MULTIBASE + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def decoded(text: object) -> bytes:
    """Return the bits of a list, or say that it is none; a packed flood is not unpacked."""
    if not isinstance(text, str) or not text.startswith(_MULTIBASE):
        raise Unreadable("list")
    body = text.removeprefix(_MULTIBASE)
    try:
        packed = urlsafe_b64decode(body + "=" * (-len(body) % 4))
        unpacking = zlib.decompressobj(wbits=_GZIP)
        bits = unpacking.decompress(packed, _MOST_BYTES)
    except (ValueError, binascii.Error, zlib.error) as fault:
        raise Unreadable("list") from fault
    if not unpacking.eof or len(bits) * _BITS < SLOTS:
        raise Unreadable("list")
    return bits


def is_set(bits: bytes, place: int) -> bool:
    """Tell whether the place is set, or say that the list has no such place."""
    if not 0 <= place < len(bits) * _BITS:
        raise Unreadable("place")
    return bool(bits[place // _BITS] >> (_BITS - 1 - place % _BITS) & 1)
