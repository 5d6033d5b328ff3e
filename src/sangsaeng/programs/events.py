"""What programs let other contexts hear."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.kernel.models import Person
from sangsaeng.programs.models import Call, Entry, EntryPartner, Recommendation, Supplement


@dataclass(frozen=True)
class CallAnnounced:
    """A call was announced, or its rules were announced anew."""

    call: Call
    is_new: bool
    actor: Person
    at: datetime


@dataclass(frozen=True)
class CallClosing:
    """A call closes soon; those with drafts should know."""

    call: Call
    days: int
    at: datetime


@dataclass(frozen=True)
class CallClosed:
    """No more entries are taken."""

    call: Call
    actor: Person
    at: datetime


@dataclass(frozen=True)
class JudgingBegan:
    """The rules stand as announced, and from now on nobody changes them."""

    call: Call
    actor: Person
    at: datetime


@dataclass(frozen=True)
class CallCalledOff:
    """The call will not be held."""

    call: Call
    reason: str
    actor: Person
    at: datetime


@dataclass(frozen=True)
class PartnerAsked:
    """An organization is asked whether it takes part in an entry."""

    partner: EntryPartner
    actor: Person
    at: datetime


@dataclass(frozen=True)
class PartnerAnswered:
    """An organization said whether it takes part."""

    partner: EntryPartner
    actor: Person
    at: datetime


@dataclass(frozen=True)
class EntrySubmitted:
    """An entry was handed in; the team gets its receipt."""

    entry: Entry
    number: int
    actor: Person
    at: datetime


@dataclass(frozen=True)
class EntryChanged:
    """An entry's partners or content changed in a way that judging must look at again."""

    entry: Entry
    actor: Person
    at: datetime


@dataclass(frozen=True)
class EntryWithdrawn:
    """The team took its entry back."""

    entry: Entry
    actor: Person
    at: datetime


@dataclass(frozen=True)
class EntryReopened:
    """The team took its entry up again, or an officer let it."""

    entry: Entry
    actor: Person
    at: datetime


@dataclass(frozen=True)
class EntryScreened:
    """An officer found the entry out of place, or took that back; the remark says why."""

    entry: Entry
    is_out: bool
    actor: Person
    at: datetime


@dataclass(frozen=True)
class SupplementAsked:
    """An officer asks the team to add something."""

    supplement: Supplement
    actor: Person
    at: datetime


@dataclass(frozen=True)
class SupplementDue:
    """What was asked is still not there, or its time is over."""

    supplement: Supplement
    is_over: bool
    at: datetime


@dataclass(frozen=True)
class SupplementAnswered:
    """The team added what was asked."""

    supplement: Supplement
    actor: Person
    at: datetime


@dataclass(frozen=True)
class RecommendationSent:
    """Somebody recommends an organization."""

    recommendation: Recommendation
    actor: Person
    at: datetime


@dataclass(frozen=True)
class RecommendationAnswered:
    """The recommended organization takes it up or declines."""

    recommendation: Recommendation
    actor: Person
    at: datetime


@dataclass(frozen=True)
class CallPublished:
    """The results were announced, all at one moment."""

    call: Call
    actor: Person
    at: datetime
