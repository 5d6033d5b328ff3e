"""Entries: a team learns what it is asked and what became of it, never who judged.

Nothing here is read from a review: results are told from the entry's own state.
"""

from collections.abc import Iterable
from datetime import timedelta

from sangsaeng.judging.events import ObjectionAnswered, VisitPlanned, VisitWritten
from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses_calls import (
    entry_path,
    recommendation_path,
    visit_path,
)
from sangsaeng.notices.audience import (
    Deed,
    facts_of_call,
    facts_of_entry,
    teams_of,
    to_person,
    to_team,
    when,
)
from sangsaeng.notices.facts import Facts, name_of
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.news import News
from sangsaeng.programs.events import (
    CallPublished,
    EntryReopened,
    EntryScreened,
    EntrySubmitted,
    EntryWithdrawn,
    PartnerAnswered,
    PartnerAsked,
    RecommendationAnswered,
    RecommendationSent,
    SupplementAsked,
    SupplementDue,
)
from sangsaeng.programs.models import Call, Entry, Supplement

_RESULTS = {"selected": Kind.RESULT_SELECTED, "not_selected": Kind.RESULT_NOT_SELECTED}
_ANSWERS = {
    "taken_up": Kind.RECOMMENDATION_TAKEN,
    "declined": Kind.RECOMMENDATION_DECLINED,
    "lapsed": Kind.RECOMMENDATION_LAPSED,
}


@listen(PartnerAsked)
def ask_the_partner(event: PartnerAsked) -> None:
    """Ask the organization whether it takes part."""
    partner, entry = event.partner, event.partner.entry
    facts = facts_of_entry(entry) | {"lead": name_of(entry.lead)}
    once = f"partner_asked:{entry.code}:{partner.organization_id}:{event.at.isoformat()}"
    news = News(partner.organization_id, Kind.PARTNER_ASKED, once, entry_path(entry), facts)
    tell([news], by=event.actor, at=event.at)


@listen(PartnerAnswered)
def tell_what_the_partner_said(event: PartnerAnswered) -> None:
    """Tell the lead whether the organization takes part."""
    partner, entry = event.partner, event.partner.entry
    kind = Kind.PARTNER_JOINED if partner.state == "joined" else Kind.PARTNER_DECLINED
    facts = facts_of_entry(entry) | {"partner": name_of(partner.organization)}
    once = f"{kind.value}:{entry.code}:{partner.organization_id}:{event.at.isoformat()}"
    tell([News(entry.lead_id, kind, once, entry_path(entry), facts)], by=event.actor, at=event.at)


@listen(EntrySubmitted)
def hand_out_the_receipt(event: EntrySubmitted) -> None:
    """Give every partner, and who handed it in, the receipt with the content's fingerprint."""
    entry = event.entry
    submission = entry.submissions.get(number=event.number)
    facts = facts_of_entry(entry) | {
        "fingerprint": submission.sha256,
        "handed_in_at": when(submission.submitted_at),
    }
    news = to_team(entry, Kind.ENTRY_RECEIVED, f"{event.number}", entry_path(entry), facts)
    tell(news, by=None, at=event.at)


@listen(EntryWithdrawn)
def tell_of_the_withdrawal(event: EntryWithdrawn) -> None:
    """Tell the team that its entry is out."""
    _tell_team(event.entry, Kind.ENTRY_WITHDRAWN, event, facts_of_entry(event.entry))


@listen(EntryReopened)
def tell_that_it_is_open_again(event: EntryReopened) -> None:
    """Tell the team that it has to hand in anew."""
    _tell_team(event.entry, Kind.ENTRY_REOPENED, event, facts_of_entry(event.entry))


@listen(EntryScreened)
def tell_whether_it_is_out_of_place(event: EntryScreened) -> None:
    """Tell the team that the entry does not belong, and why, or that it does after all."""
    kind = Kind.ENTRY_SCREENED_OUT if event.is_out else Kind.ENTRY_RESTORED
    reason = {"reason": event.entry.remark} if event.is_out else {}
    _tell_team(event.entry, kind, event, facts_of_entry(event.entry) | reason)


@listen(SupplementAsked)
def ask_for_the_supplement(event: SupplementAsked) -> None:
    """Tell the team what is missing and until when."""
    wanted = _of_supplement(event.supplement) | {"wanted": event.supplement.wanted}
    _tell_team(event.supplement.entry, Kind.SUPPLEMENT_ASKED, event, wanted)


@listen(SupplementDue)
def remind_of_the_supplement(event: SupplementDue) -> None:
    """Remind the team, or tell it that the time is over."""
    supplement, entry = event.supplement, event.supplement.entry
    kind = Kind.SUPPLEMENT_OVER if event.is_over else Kind.SUPPLEMENT_DUE
    once = f"{supplement.pk}:{when(event.at)[:10]}"
    news = to_team(entry, kind, once, entry_path(entry), _of_supplement(supplement))
    tell(news, by=acting(), at=event.at)


@listen(RecommendationSent)
def tell_the_recommended(event: RecommendationSent) -> None:
    """Tell the organization that somebody recommends it; a citizen is not named."""
    one = event.recommendation
    named = {"recommender": name_of(one.recommender)} if one.recommender else {}
    facts = facts_of_call(one.call) | {"entry": one.title} | named
    once = f"recommended:{one.code}"
    news = News(one.organization_id, Kind.RECOMMENDED, once, recommendation_path(one), facts)
    tell([news], by=event.actor, at=event.at)


@listen(RecommendationAnswered)
def tell_what_became_of_it(event: RecommendationAnswered) -> None:
    """Tell the person who recommended what the organization decided."""
    one = event.recommendation
    kind = _ANSWERS.get(one.state)
    if kind is None:
        return
    facts = facts_of_call(one.call) | {"entry": one.title, "partner": name_of(one.organization)}
    path = recommendation_path(one)
    news = to_person(one.recommended_by_id, kind, one.code, path, facts)
    tell([news], by=event.actor, at=event.at)


@listen(VisitPlanned)
def tell_of_the_visit(event: VisitPlanned) -> None:
    """Tell the team when it will be visited and where; not by whom."""
    visit = event.visit
    facts = facts_of_entry(visit.entry) | {
        "visit_on": visit.planned_on.isoformat(),
        "place": visit.place,
    }
    _tell_team(visit.entry, Kind.VISIT_PLANNED, event, facts, visit_path(visit))


@listen(VisitWritten)
def ask_to_sign_the_visit(event: VisitWritten) -> None:
    """Ask the team to read and sign what was found."""
    entry, path = event.visit.entry, visit_path(event.visit)
    _tell_team(entry, Kind.VISIT_TO_SIGN, event, facts_of_entry(entry), path)


@listen(CallPublished)
def tell_every_team_its_result(event: CallPublished) -> None:
    """Tell each team its own result, all at one moment."""
    call = event.call
    entries = list(
        Entry.objects.filter(call=call, state__in=_RESULTS).select_related("call").order_by("pk")
    )
    tell(_results(call, entries), by=event.actor, at=event.at)


@listen(ObjectionAnswered)
def tell_the_answer_to_the_objection(event: ObjectionAnswered) -> None:
    """Tell the team that its objection was answered."""
    entry = event.objection.entry
    _tell_team(entry, Kind.OBJECTION_ANSWERED, event, facts_of_entry(entry))


def _results(call: Call, entries: Iterable[Entry]) -> list[News]:
    teams = teams_of(entries)
    news = []
    for entry in entries:
        kind, facts = _RESULTS[entry.state], facts_of_entry(entry)
        if kind is Kind.RESULT_NOT_SELECTED and call.published_at and call.objection_days:
            until = call.published_at + timedelta(days=call.objection_days)
            facts |= {"objection_until": when(until)}
        news += [
            News(one, kind, f"{kind.value}:{entry.code}:{one}", entry_path(entry), facts)
            for one in sorted(teams[entry.pk])
        ]
    return news


def _of_supplement(supplement: Supplement) -> Facts:
    return facts_of_entry(supplement.entry) | {"due_at": when(supplement.due_at)}


def _tell_team(entry: Entry, kind: Kind, event: Deed, facts: Facts, path: str = "") -> None:
    once = event.at.isoformat()
    news = to_team(entry, kind, once, path or entry_path(entry), facts)
    tell(news, by=event.actor, at=event.at)
