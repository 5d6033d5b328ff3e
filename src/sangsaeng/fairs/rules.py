"""Who may do what at a fair."""

from sangsaeng.fairs.models import Fair, FairRole, Participant, Request, Side
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Membership, MembershipQuerySet, Organization, Role


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
def may_run(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer is an officer of the fair: sets it up, plans it, publishes it."""
    return _holds(viewer, fair, FairRole.Role.OFFICER)


@rule
def may_see_all(viewer: Viewer, fair: Fair) -> bool:
    """Whether the viewer sees every participant and meeting of the fair: officers and the desk."""
    return _holds(viewer, fair, FairRole.Role.OFFICER, FairRole.Role.DESK)


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
def may_see_timetable_of(viewer: Viewer, participant: Participant) -> bool:
    """Whether the viewer may read this participant's own timetable."""
    return may_see_all(viewer, participant.fair) or may_speak_for(viewer, participant)


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
