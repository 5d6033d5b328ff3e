"""Who may do what with technical material; the gate is the last rule, each condition one of its own."""

from collections.abc import Callable
from datetime import datetime

from sangsaeng.disclosure.models import (
    AUTHORIZED,
    Agreement,
    AgreementText,
    Certificate,
    Demand,
    Granted,
    Material,
)
from sangsaeng.disclosure.terms import AGREEMENT_TERMS, DEMAND_TERMS, missing
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, rule
from sangsaeng.organizations.models import Organization
from sangsaeng.organizations.rules import LEADING, is_member, role_in


@rule
def may_keep_material(viewer: Viewer, owner: Organization) -> bool:
    """Whether the viewer may enter material for the organization: its people."""
    return is_member(viewer, owner)


@rule
def may_list_title(viewer: Viewer, material: Material) -> bool:
    """Whether the viewer may tell a counterpart the title: those who lead the owner."""
    return role_in(viewer, material.owner) in LEADING


@rule
def may_take_original(viewer: Viewer, material: Material) -> bool:
    """Whether the viewer may take the sealed original: the owner's people alone."""
    return is_member(viewer, material.owner)


@rule
def may_demand(viewer: Viewer, receiver: Organization) -> bool:
    """Whether the viewer may write a demand in the organization's name: its people."""
    return is_member(viewer, receiver)


@rule
def may_send_demand(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may send or withdraw the demand: those who lead the receiving side."""
    return role_in(viewer, demand.receiver) in LEADING


@rule
def may_answer_demand(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may grant or decline: those who lead the owner."""
    return role_in(viewer, demand.owner) in LEADING


@rule
def is_on_a_side(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer belongs to one of the two sides."""
    return is_member(viewer, demand.owner) or is_member(viewer, demand.receiver)


@rule
def may_draft_for(viewer: Viewer, demand: Demand, side: Organization) -> bool:
    """Whether the viewer may write the agreement's text in the name of this side."""
    return side.pk in {demand.owner_id, demand.receiver_id} and is_member(viewer, side)


@rule
def may_sign_for(viewer: Viewer, demand: Demand, side: Organization) -> bool:
    """Whether the viewer may bind this side: an owner or a manager of it."""
    return side.pk in {demand.owner_id, demand.receiver_id} and role_in(viewer, side) in LEADING


@rule
def may_propose_holders(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may propose a change of the list: those who lead the receiving side."""
    return role_in(viewer, demand.receiver) in LEADING


@rule
def may_answer_holders(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may consent to a change of the list: those who lead the owner."""
    return role_in(viewer, demand.owner) in LEADING


@rule
def may_end(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may end the agreement before its time: those who lead either side."""
    return role_in(viewer, demand.owner) in LEADING or role_in(viewer, demand.receiver) in LEADING


@rule
def may_certify(viewer: Viewer, certificate: Certificate) -> bool:
    """Whether the viewer may certify return or destruction: those who lead the receiving side."""
    return role_in(viewer, certificate.agreement.demand.receiver) in LEADING


@rule
def may_accept_certificate(viewer: Viewer, certificate: Certificate) -> bool:
    """Whether the viewer may accept the certificate: those who lead the owner."""
    return role_in(viewer, certificate.agreement.demand.owner) in LEADING


@rule
def may_take_package(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer may take the owner's package with the originals: those who lead it."""
    return role_in(viewer, demand.owner) in LEADING


# The gate


@rule
def is_demand_complete(demand: Demand) -> bool:
    """Whether a demand was granted that says everything the law asks."""
    return demand.state == "granted" and not missing(demand.terms, DEMAND_TERMS)


@rule
def is_text_complete(text: AgreementText) -> bool:
    """Whether a text says everything the law asks, and names at least one holder."""
    return not missing(text.terms, AGREEMENT_TERMS) and bool(text.holders)


@rule
def is_signed_by_both(agreement: Agreement) -> bool:
    """Whether both sides signed the bytes that were agreed, and nobody ended it since."""
    demand, document = agreement.demand, agreement.document
    if agreement.state not in AUTHORIZED or document is None:
        return False
    signed = agreement.signatures.filter(sha256=document.sha256)
    # An organization that was merged into another signed for what it became.
    became = signed.values_list("organization", "organization__merged_into")
    sides = {into or signer for signer, into in became}
    return {demand.owner_id, demand.receiver_id} == sides


@rule
def is_named_holder(viewer: Viewer, agreement: Agreement) -> bool:
    """Whether the agreement names the viewer among those who may hold the material."""
    if not isinstance(viewer, Person):
        return False
    return agreement.holders.running().naming(viewer).exists()


@rule
def belongs_to_receiver(viewer: Viewer, demand: Demand) -> bool:
    """Whether the viewer has a running place in the receiving organization at this moment."""
    return is_member(viewer, demand.receiver)


@rule
def is_within_period(agreement: Agreement, at: datetime) -> bool:
    """Whether the moment lies in the period of use, from its first midnight in Seoul to its last."""
    return agreement.covers(day_of(at))


@rule
def is_granted(granted: Granted, demand: Demand) -> bool:
    """Whether the owner granted this very version to this demand."""
    return granted.demand_id == demand.pk


@rule
def may_view(viewer: Viewer, granted: Granted, agreement: Agreement, at: datetime) -> bool:
    """The gate: whether the viewer may be shown the material now. Viewing is providing."""
    return closed_because(viewer, granted, agreement, at) is None


def closed_because(
    viewer: Viewer, granted: Granted, agreement: Agreement, at: datetime
) -> str | None:
    """Return why the gate is closed, the first condition that fails; nothing if it is open."""
    demand = agreement.demand
    conditions: dict[str, Callable[[], bool]] = {
        "not_granted": lambda: is_granted(granted, demand),
        "not_a_member": lambda: belongs_to_receiver(viewer, demand),
        "demand_incomplete": lambda: is_demand_complete(demand),
        "not_in_force": lambda: is_signed_by_both(agreement),
        "not_a_holder": lambda: is_named_holder(viewer, agreement),
        "outside_period": lambda: is_within_period(agreement, at),
    }
    return next((why for why, holds in conditions.items() if not holds()), None)
