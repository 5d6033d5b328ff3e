"""Who may do what at a fair."""

from sangsaeng.fairs.models import (
    Fair,
    FairRole,
    NoShow,
    Offer,
    Participant,
    Population,
    Request,
    Side,
)
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Membership, MembershipQuerySet, Organization, Role
from sangsaeng.organizations.rules import is_member


@rule
def may_open_fairs(viewer: Viewer) -> bool:
    """Whether the viewer may set up a new fair: operators, and managers of bodies that run them."""
    if may_operate(viewer):
        return True
    return isinstance(viewer, Person) and _manages().filter(person=viewer).exists()


@rule
def may_open_fairs_for(viewer: Viewer, organizer: Organization) -> bool:
    """Whether the viewer may set up a fair in the name of this organization."""
    if may_operate(viewer):
        return True
    return (
        isinstance(viewer, Person)
        and _manages().filter(person=viewer, organization=organizer).exists()
    )


@rule
def may_copy(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer may set up a new fair from this one: its officer who may open fairs."""
    return may_run(viewer, fair) and may_open_fairs_for(viewer, fair.organizer)


@rule
def may_run(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer is an officer of the fair: sets it up, plans it, publishes it."""
    return _holds(viewer, fair, FairRole.Role.OFFICER)


@rule
def may_see_all(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer sees every participant and meeting of the fair: officers and the desk."""
    return _holds(viewer, fair, FairRole.Role.OFFICER, FairRole.Role.DESK)


@rule
def may_repair(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer repairs the day: officers and the desk, while the timetable is in force."""
    return fair.state == "published" and may_see_all(viewer, fair)


def may_read_totals(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer may read how many requests of the fair came how far: who takes part."""
    if may_see_all(viewer, fair):
        return True
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and fair.participants.filter(
            organization__in=Membership.objects.organizations_of(viewer)
        ).exists()
    )


@rule
def may_speak_for(viewer: Viewer, participant: Participant) -> bool:
    """Whether the viewer belongs to the participating organization."""
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and Membership.objects.running()
        .filter(person=viewer, organization=participant.organization_id)
        .exists()
    )


@rule
def may_keep_for(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer belongs to the organization and may tick its checklists."""
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and Membership.objects.running().filter(person=viewer, organization=organization).exists()
    )


@rule
def may_have_materials(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer may open what is handed out: the fair's people and its participants."""
    if may_see_all(viewer, fair):
        return True
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and Membership.objects.running()
        .filter(person=viewer, organization__participations__fair=fair)
        .exists()
    )


@rule
def may_see_timetable_of(viewer: Viewer, participant: Participant) -> bool:
    """Whether the viewer may read this participant's own timetable."""
    return may_see_all(viewer, participant.fair) or may_speak_for(viewer, participant)


@rule
def may_note(viewer: Viewer, request: Request, participant: Participant) -> bool:
    """Whether the viewer may tell what came of a meeting for this side: its own people alone."""
    parties = {request.buyer_id, request.supplier_id}
    return participant.pk in parties and may_speak_for(viewer, participant)


@rule
def may_read_absences(viewer: Viewer, organization: Organization) -> bool:
    """Whether the viewer may open an organization's record of absences.

    Its own people may, and officers of fairs in which it takes part; these find there what
    happened at their own fairs.
    """
    if may_operate(viewer) or is_member(viewer, organization):
        return True
    if not isinstance(viewer, Person) or not viewer.is_active:
        return False
    runs = FairRole.objects.fairs_of(viewer).filter(role=FairRole.Role.OFFICER)
    return organization.participations.filter(fair__in=runs).exists()


@rule
def may_answer_absence(viewer: Viewer, no_show: NoShow) -> bool:
    """Whether the viewer may explain an absence: the people of the organization itself."""
    return is_member(viewer, no_show.organization)


@rule
def may_request(viewer: Viewer, participant: Participant) -> bool:
    """Whether the viewer may enter and change this participant's wishes now."""
    if may_run(viewer, participant.fair):
        return participant.fair.state != "ended"
    return participant.fair.state == "collecting" and may_speak_for(viewer, participant)


@rule
def may_state_wish(viewer: Viewer, request: Request, side: str) -> bool:
    """Whether the viewer may say how much this side wishes the meeting."""
    return may_request(viewer, request.buyer if side == Side.BUYER else request.supplier)


@rule
def may_answer(viewer: Viewer, request: Request, side: str) -> bool:
    """Whether the viewer may answer for this side: it did not ask itself.

    While requests are taken the side answers for itself, also late; afterward an officer may.
    """
    return side != request.asking_side and may_state_wish(viewer, request, side)


@rule
def may_edit_profile(viewer: Viewer, participant: Participant) -> bool:
    """Whether the viewer may write this participant's profile: its own people, and officers."""
    if participant.fair.state == "ended":
        return False
    return may_run(viewer, participant.fair) or may_speak_for(viewer, participant)


@rule
def may_read_profile(viewer: Viewer, participant: Participant) -> bool:
    """Whether the viewer may read this profile: the fair's people, its own and the other side."""
    if may_see_all(viewer, participant.fair) or may_speak_for(viewer, participant):
        return True
    if not isinstance(viewer, Person) or not viewer.is_active:
        return False
    own = Membership.objects.organizations_of(viewer)
    across = participant.fair.participants.filter(organization__in=own)
    if participant.side != Side.MEMBER:
        across = across.exclude(side=participant.side)
    return across.exists()


@rule
def may_withdraw(viewer: Viewer, request: Request) -> bool:
    """Whether the viewer may describe the request and take it back: who asked, and officers."""
    if may_run(viewer, request.fair):
        return request.fair.state != "ended"
    asking = {Side.BUYER: request.buyer, Side.SUPPLIER: request.supplier}.get(
        Side(request.asking_side) if request.asking_side else Side.MEMBER
    )
    return asking is not None and may_request(viewer, asking)


@rule
def may_fill_places(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer gives free places away: officers and the desk, while the fair is held."""
    return fair.state == "published" and may_see_all(viewer, fair)


@rule
def may_accept_offer(viewer: Viewer, offer: Offer) -> bool:
    """Whether the viewer may say yes: who would come to the table, and the desk in their name."""
    fair, request = offer.opening.fair, offer.request
    if may_fill_places(viewer, fair):
        return True
    comes = may_speak_for(viewer, request.supplier) or (
        fair.population == Population.ONE and may_speak_for(viewer, request.buyer)
    )
    return fair.state == "published" and comes


@rule
def may_decline_offer(viewer: Viewer, offer: Offer) -> bool:
    """Whether the viewer may say no: either of the two, and the desk in their name."""
    if may_accept_offer(viewer, offer):
        return True
    held = offer.opening.fair.state == "published"
    return held and may_speak_for(viewer, offer.request.buyer)


def _holds(viewer: Viewer, fair: Fair, *roles: str) -> bool:
    if may_operate(viewer):
        return True
    return (
        isinstance(viewer, Person)
        and viewer.is_active
        and FairRole.objects.running().filter(fair=fair, person=viewer, role__in=roles).exists()
    )


def _manages() -> MembershipQuerySet:
    return Membership.objects.running().filter(
        role__in=[Role.OWNER, Role.MANAGER],
        organization__kind__in=[
            "ministry",
            "local_government",
            "association",
            "public_institution",
        ],
    )
