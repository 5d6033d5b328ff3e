"""Notices in words: a sentence for each kind, made of its facts in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Final

from sangsaeng.kernel.particles import settled
from sangsaeng.notices.facts import Facts
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.models import Notice
from sangsaeng.notices.wording import (
    afterward,
    calls,
    disclosure,
    entries,
    honors,
    interest,
    judging,
    listings,
    requests,
    searches,
    the_day,
    timetables,
)
from sangsaeng.notices.wording.text import Text

__all__ = ["Text", "text_of"]

_WORDS: Final[Mapping[str, Callable[[Facts], Text]]] = {
    Kind.REQUEST_ASKED: requests.asked,
    Kind.REQUEST_ACCEPTED: requests.accepted,
    Kind.REQUEST_DECLINED: requests.declined,
    Kind.REQUEST_EXPIRED: requests.expired,
    Kind.ANSWERS_AWAITED: requests.answers_awaited,
    Kind.PROFILE_SENT_BACK: requests.profile_sent_back,
    Kind.TIMETABLE_PUBLISHED: timetables.published,
    Kind.NOTHING_PLACED: timetables.nothing_placed,
    Kind.TIMETABLE_CHANGED: timetables.changed,
    Kind.SESSION_CHANGED: timetables.session_changed,
    Kind.SESSION_CALLED_OFF: timetables.session_called_off,
    Kind.MEETING_CALLED_OFF: the_day.meeting_called_off,
    Kind.OFFER_MADE: the_day.offer_made,
    Kind.MEETING_BOOKED: the_day.meeting_booked,
    Kind.HALL_BEHIND: the_day.hall_behind,
    Kind.HALL_ON_TIME: the_day.hall_on_time,
    Kind.FAIR_ENDED: afterward.fair_ended,
    Kind.NEXT_STEP_DUE: afterward.next_step_due,
    Kind.NO_SHOW_RECORDED: afterward.no_show_recorded,
    Kind.LISTINGS_TO_CHECK: listings.to_check,
    Kind.LISTING_SENT_BACK: listings.sent_back,
    Kind.LISTINGS_CHECKED: listings.checked,
    Kind.LISTINGS_EXPIRING: listings.expiring,
    Kind.LISTINGS_EXPIRED: listings.expired,
    Kind.LET_IN: listings.let_in,
    Kind.INTEREST_ASKED: interest.asked,
    Kind.INTEREST_WAITING: interest.waiting,
    Kind.INTEREST_ACCEPTED: interest.accepted,
    Kind.INTEREST_DECLINED: interest.declined,
    Kind.INTEREST_EXPIRED: interest.expired,
    Kind.TALK_PROPOSED: interest.talk_proposed,
    Kind.TALK_AGREED: interest.talk_agreed,
    Kind.TALK_DECLINED: interest.talk_declined,
    Kind.TALK_CALLED_OFF: interest.talk_called_off,
    Kind.SEARCH_FOUND: searches.found,
    Kind.WATCHED_CHANGED: searches.watched_changed,
    **disclosure.WORDS,
    **calls.WORDS,
    **entries.WORDS,
    **judging.WORDS,
    **honors.WORDS,
}


def text_of(notice: Notice) -> Text:
    """Put a notice into words, in the active language."""
    text = _WORDS[notice.kind](notice.facts)
    return Text(
        settled(text.title), tuple(settled(line) for line in text.lines), settled(text.next_step)
    )
