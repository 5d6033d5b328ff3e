"""Who may do what with honors, plaques, benefits and ceremonies."""

from sangsaeng.honors.models import Benefit, Honor, Plaque
from sangsaeng.kernel.permissions import Viewer, may_operate, rule
from sangsaeng.organizations.rules import is_member
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.rules import may_run, may_run_program


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
