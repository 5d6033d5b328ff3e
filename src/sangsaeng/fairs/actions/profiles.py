"""Profiles: a participant writes what the other side reads, an officer sends thin ones back."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.events import ProfileSentBack, ProfileWritten
from sangsaeng.fairs.models import Fair, Participant
from sangsaeng.fairs.profiles import completeness
from sangsaeng.fairs.refusals.asking import NoteMissing, ProfileThin
from sangsaeng.fairs.rules import may_edit_profile, may_run
from sangsaeng.fairs.states import PROFILE_STATES
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.events import announce
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require


@dataclass(frozen=True)
class Profile:
    """What a participant says of itself."""

    headline: str = ""
    about: str = ""
    interests: str = ""
    strengths: str = ""


@action
def edit_profile(
    participant: Participant, profile: Profile, *, actor: Person, at: datetime
) -> None:
    """Keep what was written; a profile that was complete is at work again."""
    require(may_edit_profile(actor, participant), actor)
    state = participant.profile_state
    if PROFILE_STATES.allows(state, "rework"):
        state = PROFILE_STATES.after(state, "rework")
    if change(participant, profile_state=state, **vars(profile)):
        announce(ProfileWritten(participant, at))


@action
def complete_profile(
    participant: Participant, profile: Profile, *, actor: Person, at: datetime
) -> None:
    """Keep what was written and call it complete, which a thin profile is not."""
    require(may_edit_profile(actor, participant), actor)
    written = completeness(Participant(**vars(profile)))
    if written.is_thin:
        raise ProfileThin(missing=written.missing_names)
    state = participant.profile_state
    if state != "complete":
        state = PROFILE_STATES.after(state, "complete")
    if change(participant, profile_state=state, profile_note="", **vars(profile)):
        announce(ProfileWritten(participant, at))


@action
def send_back(participant: Participant, note: str, *, actor: Person, at: datetime) -> None:
    """Ask a participant to complete its profile, and say what is missing."""
    require(may_run(actor, participant.fair), actor)
    _send_back(participant, note, at)


@action
def send_back_thin(fair: Fair, note: str, *, actor: Person, at: datetime) -> int:
    """Ask everybody whose profile is thin and not sent back yet; say how many were asked."""
    require(may_run(actor, fair), actor)
    waiting = fair.participants.exclude(profile_state="sent_back")
    thin = [
        one for one in waiting.select_related("organization", "fair") if completeness(one).is_thin
    ]
    for participant in thin:
        _send_back(participant, note, at)
    record(fair, sent_back=len(thin), note=note)
    return len(thin)


def _send_back(participant: Participant, note: str, at: datetime) -> None:
    if not note.strip():
        raise NoteMissing
    state = PROFILE_STATES.after(participant.profile_state, "send_back")
    change(participant, profile_state=state, profile_note=note.strip())
    announce(ProfileSentBack(participant, at))
