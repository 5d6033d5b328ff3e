"""What an organization says of its matches, and how they are weighed for it."""

from collections.abc import Mapping
from datetime import datetime

from sangsaeng.exchange.bridge.learning import FEWEST_OF_A_KIND, FEWEST_PAIRS, proposal_for
from sangsaeng.exchange.models import Listing, MatchSetting, Verdict
from sangsaeng.exchange.refusals.judging import NotAPair, TooFewPairs
from sangsaeng.exchange.rules import may_edit, may_tune
from sangsaeng.kernel.actions import action, change, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Organization


@action
def judge(own: Listing, other: Listing, word: str, *, actor: Person, at: datetime) -> Verdict:
    """Say that the other fits one's own need or offer, or does not; the latest word counts."""
    require(may_edit(actor, own), actor)
    if own.side == other.side or own.owner_id == other.owner_id or word not in Verdict.Word.values:
        raise NotAPair
    said = {"word": word, "said_by": actor, "said_at": at}
    verdict, is_new = Verdict.objects.get_or_create(
        organization=own.owner, own=own, other=other, defaults=said
    )
    if is_new:
        record(verdict, own=own, other=other, word=word)
    else:
        change(verdict, **said)
    return verdict


@action
def take_back(own: Listing, other: Listing, *, actor: Person, at: datetime) -> None:
    """Take back what was said of the pair, as if it had never been said."""
    require(may_edit(actor, own), actor)
    verdict = Verdict.objects.filter(organization=own.owner, own=own, other=other).first()
    record(own, taken_back=other.pk, word=verdict.word if verdict else "")
    if verdict:
        verdict.delete()


@action
def follow_history(
    organization: Organization, *, follows: bool, actor: Person, at: datetime
) -> MatchSetting:
    """Let the organization's matches follow its own history, or no longer."""
    return _set(organization, actor, at, follows_history=follows)


@action
def learn_anew(organization: Organization, *, actor: Person, at: datetime) -> MatchSetting:
    """Learn only from what is said from now on; what was said before is kept but not learned from."""
    return _set(organization, actor, at, learns_since=at)


@action
def learn_from_all(organization: Organization, *, actor: Person, at: datetime) -> MatchSetting:
    """Learn from everything that was ever said again."""
    return _set(organization, actor, at, learns_since=None)


@action
def weigh(
    organization: Organization, weights: Mapping[str, float], *, actor: Person, at: datetime
) -> MatchSetting:
    """Weigh the organization's matches by these weights; empty is the usual way."""
    return _set(organization, actor, at, weights=dict(weights))


@action
def weigh_as_proposed(organization: Organization, *, actor: Person, at: datetime) -> MatchSetting:
    """Weigh the organization's matches as its own judged pairs speak for."""
    require(may_tune(actor, organization), actor)
    proposal = proposal_for(actor, organization)
    if not proposal.is_enough:
        raise TooFewPairs(least=FEWEST_OF_A_KIND, all=FEWEST_PAIRS)
    return _set(organization, actor, at, weights=dict(proposal.weights))


def _set(organization: Organization, actor: Person, at: datetime, **fields: object) -> MatchSetting:
    require(may_tune(actor, organization), actor)
    setting, _is_new = MatchSetting.objects.get_or_create(
        organization=organization, defaults={"changed_by": actor, "changed_at": at}
    )
    change(setting, **fields, changed_by=actor, changed_at=at)
    return setting
