"""Who may do what with honors, plaques, benefits and ceremonies."""

from sangsaeng.honors.models import AuthorityKey, Benefit, Guest, Honor, Plaque
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.models import Kind
from sangsaeng.organizations.rules import is_member
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.rules import may_run, may_run_program

# Bodies that apply benefits, and so may ask whether somebody holds one.
AUTHORITIES = frozenset({Kind.MINISTRY, Kind.LOCAL_GOVERNMENT, Kind.PUBLIC_INSTITUTION})


@rule
def may_give_honors(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer gives the honors of the call: its officer, once results are out."""
    return call.state in {"published", "ended"} and may_run(viewer, call)


@rule
def may_revoke(viewer: Viewer, honor: Honor) -> bool:
    """Whether the viewer may take the honor back: the program's officers."""
    return honor.state == "given" and may_run_program(viewer, honor.program)


@rule
def may_record_past(viewer: Viewer, program: Program) -> bool:
    """Whether the viewer may enter honors from before this platform, with their source."""
    return may_run_program(viewer, program)


@rule
def may_hold_ceremony(viewer: Viewer, call: Call) -> bool:
    """Whether the viewer prepares the ceremony: the call's officers."""
    return may_run(viewer, call)


@rule
def may_note_use(viewer: Viewer, benefit: Benefit) -> bool:
    """Whether the viewer may note that a benefit was used: people of the holder."""
    return is_member(viewer, benefit.holder.organization)


@rule
def may_keep_keys(viewer: Viewer) -> bool:
    """Whether the viewer keeps the issuer's and the authorities' keys: operators."""
    return may_operate(viewer)


@rule
def may_issue_anew(viewer: Viewer, plaque: Plaque) -> bool:
    """Whether the viewer may replace a plaque: the program's officers, and who keeps the keys."""
    honor = plaque.holder.honor
    return may_keep_keys(viewer) or may_run_program(viewer, honor.program)


@rule
def may_grant_benefits(viewer: Viewer, honor: Honor) -> bool:
    """Whether the viewer grants and stops what follows from an honor: the program's officers."""
    return may_run_program(viewer, honor.program)


@rule
def may_ask_with(viewer: Viewer, key: AuthorityKey) -> bool:
    """Whether the viewer may ask with the key on the page: people of its authority."""
    return is_member(viewer, key.authority)


@rule
def may_answer_invitation(viewer: Viewer, guest: Guest) -> bool:
    """Whether the viewer may say if the guest comes: the person, or people of the organization."""
    if isinstance(viewer, Person) and viewer.is_active and guest.person_id == viewer.pk:
        return True
    return (
        guest.person_id is None
        and guest.organization is not None
        and is_member(viewer, guest.organization)
    )


@rule
def may_print(viewer: Viewer, plaque: Plaque) -> bool:
    """Whether the viewer may print a plaque: people of its holder, and the program's officers."""
    holder = plaque.holder
    return is_member(viewer, holder.organization) or may_run_program(viewer, holder.honor.program)
