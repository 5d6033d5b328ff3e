"""One material, disclosure, holder or paper for a viewer, or nothing."""

from sangsaeng.disclosure.models import (
    Agreement,
    Demand,
    Document,
    Granted,
    Holder,
    HolderChange,
    ListedTitle,
    Material,
    MaterialVersion,
)
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.organizations.models import Membership, Organization


def get_material_for(viewer: Viewer, code: str) -> Material:
    """Return the material with the code, if the viewer belongs to its owner."""
    found = Material.objects.visible_to(viewer).select_related("owner", "listing")
    material = found.filter(code=code).first()
    if material is None:
        raise NotFound
    return material


def get_version_for(viewer: Viewer, code: str, number: int) -> MaterialVersion:
    """Return one sealed version of a material of the viewer's own."""
    material = get_material_for(viewer, code)
    version = material.versions.select_related("file", "material__owner").filter(number=number)
    found = version.first()
    if found is None:
        raise NotFound
    return found


def get_listed_title_for(viewer: Viewer, code: str, key: int) -> ListedTitle:
    """Return who is told the title of a material of the viewer's own."""
    material = get_material_for(viewer, code)
    listed = material.listed.select_related("material__owner", "organization")
    found = listed.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def get_demand_for(viewer: Viewer, code: str) -> Demand:
    """Return the disclosure with the code, if the viewer is on one of its sides."""
    found = Demand.objects.visible_to(viewer).select_related(
        "owner", "receiver", "listing", "document"
    )
    demand = found.filter(code=code).first()
    if demand is None:
        raise NotFound
    return demand


def agreement_of(demand: Demand) -> Agreement | None:
    """Return the agreement about a demand, once there is one."""
    found = Agreement.objects.select_related(
        "demand__owner", "demand__receiver", "document", "certificate"
    )
    return found.filter(demand=demand).first()


def get_agreement_of(demand: Demand) -> Agreement:
    """Return the agreement about a demand, or nothing."""
    agreement = agreement_of(demand)
    if agreement is None:
        raise NotFound
    return agreement


def get_granted_for(viewer: Viewer, code: str, number: int) -> tuple[Granted, Agreement]:
    """Return what was granted, for both sides and for whom the agreement names.

    Who left the organization is still named: the gate refuses them, and the try is noted.
    """
    found = Granted.objects.select_related(
        "version__material", "version__file", "demand__owner", "demand__receiver"
    )
    granted = found.filter(demand__code=code, number=number).first()
    if granted is None or not _may_try(viewer, granted.demand):
        raise NotFound
    return granted, get_agreement_of(granted.demand)


def get_document_of(demand: Demand, number: int) -> Document:
    """Return a paper of a disclosure the viewer may read."""
    document = demand.documents.select_related("file").filter(number=number).first()
    if document is None:
        raise NotFound
    return document


def get_holder_of(agreement: Agreement, key: int) -> Holder:
    """Return a holder of an agreement the viewer may read."""
    holder = agreement.holders.filter(pk=key, ended_at__isnull=True).first()
    if holder is None:
        raise NotFound
    return holder


def get_change_of(agreement: Agreement, key: int) -> HolderChange:
    """Return a proposed change of an agreement the viewer may read."""
    asked = agreement.changes.select_related(
        "holder", "agreement__demand__owner", "agreement__demand__receiver"
    )
    found = asked.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def sides_of(viewer: Viewer, demand: Demand) -> list[Organization]:
    """Return the sides of a disclosure for which the viewer speaks."""
    if not isinstance(viewer, Person):
        return []
    mine = set(Membership.objects.organizations_of(viewer))
    return [side for side in (demand.owner, demand.receiver) if side.pk in mine]


def _may_try(viewer: Viewer, demand: Demand) -> bool:
    if not isinstance(viewer, Person) or demand.sent_at is None:
        return False
    if sides_of(viewer, demand):
        return True
    return Holder.objects.filter(agreement__demand=demand).naming(viewer).exists()
