"""Who may do what with organizations, their people and what is known about them."""

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Membership, Organization, Role

LEADING = frozenset({Role.OWNER, Role.MANAGER})


def role_in(viewer: Viewer, organization: Organization) -> Role | None:
    """Return the viewer's running role in the organization."""
    if not isinstance(viewer, Person) or not viewer.is_active:
        return None
    membership = (
        Membership.objects.running().filter(organization=organization, person=viewer).first()
    )
    return Role(membership.role) if membership else None


@rule
def is_member(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer has a running place in the organization."""
    return role_in(viewer, organization) is not None


@rule
def may_enter(viewer: Viewer) -> bool:
    """Whether the viewer may enter an organization; entering gives no rights over it."""
    return isinstance(viewer, Person) and viewer.is_active


@rule
def may_import(viewer: Viewer) -> bool:
    """Whether the viewer may enter and change many organizations from a spreadsheet."""
    return may_operate(viewer)


@rule
def may_see_people(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may see who belongs to the organization."""
    return may_operate(viewer) or is_member(viewer, organization)


@rule
def may_edit(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may describe the organization: those who lead it, and operators."""
    return may_operate(viewer) or role_in(viewer, organization) in LEADING


@rule
def may_edit_identity(viewer: Viewer, organization: Organization) -> bool:  # noqa: ARG001 - a rule about an organization
    """Whether the viewer may change what identifies the organization: its name, kind and number."""
    return may_operate(viewer)


@rule
def may_record_credentials(viewer: Viewer, organization: Organization) -> bool:  # noqa: ARG001 - a rule about an organization
    """Whether the viewer may record what the organization earned; nobody praises themselves."""
    return may_operate(viewer)


@rule
def may_merge(viewer: Viewer) -> bool:
    """Whether the viewer may declare two organizations one."""
    return may_operate(viewer)


@rule
def may_invite(viewer: Viewer, organization: Organization, role: Role) -> bool:
    """Whether the viewer may give a role: owners any, managers any but the owner's."""
    if may_operate(viewer):
        return True
    own = role_in(viewer, organization)
    return own == Role.OWNER or (own == Role.MANAGER and role != Role.OWNER)


@rule
def may_end(viewer: Viewer, membership: Membership) -> bool:
    """Whether the viewer may end a membership: their own, or one they could have given."""
    if isinstance(viewer, Person) and viewer.pk == membership.person_id:
        return is_member(viewer, membership.organization)
    return may_invite(viewer, membership.organization, Role(membership.role))


@rule
def may_change_role(viewer: Viewer, membership: Membership, role: Role) -> bool:
    """Whether the viewer may replace a role: both the old and the new must be theirs to give."""
    organization = membership.organization
    return may_invite(viewer, organization, Role(membership.role)) and may_invite(
        viewer, organization, role
    )


@rule
def may_claim(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may say that the organization is theirs."""
    return isinstance(viewer, Person) and viewer.is_active and not is_member(viewer, organization)


@rule
def may_answer_claims(viewer: Viewer) -> bool:
    """Whether the viewer may check claims to organizations."""
    return may_operate(viewer)
