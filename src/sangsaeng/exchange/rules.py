"""Who may do what with needs, offers and interest."""

from sangsaeng.exchange.models import Appointment, Interest, Listing
from sangsaeng.exchange.models.listing import LEADING
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.rules import is_member, role_in


@rule
def may_write_for(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may write needs and offers for the organization: its people."""
    return is_member(viewer, organization)


@rule
def may_edit(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer may change the need or offer: its owner's people."""
    return is_member(viewer, listing.owner)


@rule
def may_publish(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer may publish, renew or close it: those who lead its owner."""
    return role_in(viewer, listing.owner) in LEADING


@rule
def may_check(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer may check it: the editor, or the association its owner named.

    Nobody checks what they wrote themselves, nor what their own organization put up.
    """
    if not isinstance(viewer, Person) or viewer.pk == listing.author_id:
        return False
    if is_member(viewer, listing.owner):
        return False
    checks = listing.checker is not None and role_in(viewer, listing.checker) in LEADING
    return may_operate(viewer) or checks


@rule
def may_name_competitors(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may read and change the organization's quiet list."""
    return role_in(viewer, organization) in LEADING


@rule
def may_let_in(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer may open the detail to another organization."""
    return role_in(viewer, listing.owner) in LEADING


@rule
def is_let_in(viewer: Viewer, listing: Listing) -> bool:
    """Whether one of the viewer's organizations was let in and still is."""
    if not isinstance(viewer, Person):
        return False
    mine = Membership.objects.organizations_of(viewer)
    return listing.admissions.filter(ended_at__isnull=True, organization__in=mine).exists()


@rule
def may_read_detail(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer may read the detail: the owner's people, whom they let in, who checks."""
    return (
        is_member(viewer, listing.owner) or is_let_in(viewer, listing) or may_check(viewer, listing)
    )


@rule
def may_know_owner(viewer: Viewer, listing: Listing) -> bool:
    """Whether the viewer may know whose it is."""
    return not listing.is_anonymous or may_read_detail(viewer, listing)


@rule
def may_show_interest(viewer: Viewer, listing: Listing, organization: Organization) -> bool:
    """Whether the viewer may show interest for the organization in what another put up."""
    return is_member(viewer, organization) and organization.pk != listing.owner_id


@rule
def may_answer_interest(viewer: Viewer, interest: Interest) -> bool:
    """Whether the viewer may answer the interest: the people of what it is about."""
    return is_member(viewer, interest.listing.owner)


@rule
def may_withdraw_interest(viewer: Viewer, interest: Interest) -> bool:
    """Whether the viewer may take the interest back: the people of whom it came from."""
    return is_member(viewer, interest.organization)


@rule
def may_arrange(viewer: Viewer, interest: Interest) -> bool:
    """Whether the viewer may propose a time to talk: both sides of an accepted interest."""
    return may_answer_interest(viewer, interest) or may_withdraw_interest(viewer, interest)


@rule
def may_answer_appointment(viewer: Viewer, appointment: Appointment) -> bool:
    """Whether the viewer may answer the proposed time: the side that did not propose it."""
    interest = appointment.interest
    asked = (
        interest.organization
        if appointment.proposing_id == interest.listing.owner_id
        else interest.listing.owner
    )
    return is_member(viewer, asked)


@rule
def may_tune(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may change how the organization's matches are weighed."""
    return role_in(viewer, organization) in LEADING
