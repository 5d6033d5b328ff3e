"""The ledger's public side: its signed states, its keys and proofs, and what they are worth.

What is public is how many events there are in all and when that was signed, never what an event
says or whom it concerns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.kernel.refusals import NotFound
from sangsaeng.ledger import queries
from sangsaeng.ledger.canonical import fingerprint
from sangsaeng.ledger.keys import public_keys
from sangsaeng.ledger.notes import raw, to_pem
from sangsaeng.ledger.publishing import list_path
from sangsaeng.ledger.refusals import NoSuchSize
from sangsaeng.web.views.exporting import attachment

PER_PAGE = 20
AT_ONCE = 500
PART = 64 * 1024
_LARGEST = 2**63


@dataclass(frozen=True)
class Key:
    """A public key as it is shown."""

    id: str
    fingerprint: str
    signs_now: bool


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show the latest signed states and how anybody can check them."""
    newest = queries.newest_checkpoint()
    found = Paginator(queries.checkpoints(), PER_PAGE)
    context = {
        "title": _("원장"),
        "lead": _(
            "두 기업이 나중에 함께 확인할 수 있어야 하는 일을 차례로 적고, 그 전체에 서명합니다."
        ),
        "newest": newest,
        "page": found.get_page(request.GET.get("page")),
        "keys": [
            _key(id_, key, newest.key if newest else "") for id_, key in public_keys().items()
        ],
    }
    return render(request, "web/ledger/overview.html", context)


@require_GET
def checkpoints_json(request: HttpRequest) -> HttpResponse:
    """Answer with signed states for programs, the earliest first, some hundred at once."""
    after = _number(request, "after", 0)
    rows = list(queries.checkpoints().filter(size__gt=after).order_by("size")[: AT_ONCE + 1])
    onward = f"{reverse('ledger_checkpoints_json')}?after={rows[:AT_ONCE][-1].size}" if rows else ""
    newest = queries.newest_checkpoint()
    return JsonResponse(
        {
            "newest": newest.note.to_json() if newest else None,
            "checkpoints": [row.step.to_json() for row in rows[:AT_ONCE]],
            "next": onward if len(rows) > AT_ONCE else None,
        }
    )


@require_GET
def checkpoints_txt(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001 - Django's form
    """Answer with the whole public list, one line for each signed state."""
    return StreamingHttpResponse(_list_in_parts(), content_type="text/plain; charset=utf-8")


@require_GET
def consistency(request: HttpRequest) -> HttpResponse:
    """Answer with the proof that the ledger of one size begins with that of another."""
    return JsonResponse(
        queries.consistency_between(_number(request, "from", 0), _number(request, "to", 0))
    )


@require_GET
def public_key(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give a public key as a file."""
    known = public_keys().get(key)
    if known is None:
        raise NotFound
    return attachment(to_pem(known).encode(), "application/x-pem-file", f"ledger-{key}.pem")


def _list_in_parts() -> Iterator[bytes]:
    if list_path().exists():
        with list_path().open("rb") as lines:
            yield from iter(partial(lines.read, PART), b"")


def _key(id_: str, key: Ed25519PublicKey, now: str) -> Key:
    return Key(id_, fingerprint(raw(key)), id_ == now)


def _number(request: HttpRequest, name: str, default: int) -> int:
    given = request.GET.get(name, str(default))
    if not (given.isascii() and given.isdigit()) or int(given[:20]) >= _LARGEST:
        raise NoSuchSize
    return int(given[:20])
