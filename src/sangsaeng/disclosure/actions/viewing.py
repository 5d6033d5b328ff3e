"""Viewing is providing: the gate is asked, and what was shown or refused goes on the ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sangsaeng.disclosure.actions.drafting import held_agreement
from sangsaeng.disclosure.actions.noting import material_facts, note
from sangsaeng.disclosure.kinds import Channel
from sangsaeng.disclosure.models import Agreement, Granted, Holder, MaterialVersion
from sangsaeng.disclosure.refusals import GateClosed, NotStoredWhole
from sangsaeng.disclosure.rules import closed_because, is_on_a_side
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.files import open_stored
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import NotFound

Mark = Callable[[bytes], bytes]
_DONE: Final = {
    Channel.VIEW: "viewed",
    Channel.DOWNLOAD: "downloaded",
    Channel.PRINT: "printed",
}


@dataclass(frozen=True)
class Way:
    """In which way the material is to reach the viewer, and from where, as digests only."""

    channel: Channel = Channel.VIEW
    address: str = ""
    device: str = ""


def show_material(
    granted: Granted,
    agreement: Agreement,
    way: Way,
    mark: Mark,
    *,
    actor: Person,
    at: datetime,
) -> bytes:
    """Return the marked pages if the gate is open; a refused try is noted before it is refused.

    Marking takes its time, so it is done before the transaction that asks the gate once more and
    writes the event: what cannot be marked was not shown.
    """
    try:
        _require_open(granted, agreement, actor, at)
        pages = mark(sealed_content(granted.version))
        _show(granted, agreement, way, actor=actor, at=at)
    except GateClosed as closed:
        _note_refusal(granted, agreement, way, closed.why, actor=actor, at=at)
        if not is_on_a_side(actor, agreement.demand):
            # Who left knows no more than a stranger, but the try stands on the ledger.
            raise NotFound from closed
        raise
    return pages


@action
def _show(granted: Granted, agreement: Agreement, way: Way, *, actor: Person, at: datetime) -> None:
    """Write down that the material is shown, at the moment the gate is open."""
    agreement = held_agreement(agreement.demand)
    _require_open(granted, agreement, actor, at)
    # Whoever changed their address since may be named twice; from now on each place is theirs.
    agreement.holders.running().naming(actor).update(person=actor)
    record(granted, channel=way.channel.value)
    note(
        agreement.demand,
        _DONE[way.channel],
        actor=actor,
        at=at,
        **_facts(granted, agreement, way),
        is_named_holder=True,
    )


@action
def _note_refusal(
    granted: Granted, agreement: Agreement, way: Way, why: str, *, actor: Person, at: datetime
) -> None:
    record(granted, refused=why, channel=way.channel.value)
    note(
        agreement.demand,
        "refused",
        actor=actor,
        at=at,
        **_facts(granted, agreement, way),
        is_named_holder=Holder.objects.filter(agreement=agreement).naming(actor).exists(),
        because=why,
    )


def _require_open(granted: Granted, agreement: Agreement, actor: Person, at: datetime) -> None:
    why = closed_because(actor, granted, agreement, at)
    if why is not None:
        raise GateClosed(why)


def sealed_content(version: MaterialVersion) -> bytes:
    """Return the bytes of a version exactly as they were sealed, or refuse."""
    with open_stored(version.file) as stored:
        content = stored.read()
    if sha256(content).hexdigest() != version.sha256:
        raise NotStoredWhole
    return content


def _facts(granted: Granted, agreement: Agreement, way: Way) -> dict[str, object]:
    return {
        **material_facts(granted, agreement),
        "channel": way.channel.value,
        "address_digest": way.address,
        "device_digest": way.device,
    }
