"""Calls: who hears that one is announced, changes, closes or is called off."""

from sangsaeng.kernel.actions import acting
from sangsaeng.kernel.events import listen
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.addresses_calls import call_path, entry_path, running_path
from sangsaeng.notices.audience import facts_of_call, officers_of, teams_of, when
from sangsaeng.notices.kinds import Kind
from sangsaeng.notices.models import Following
from sangsaeng.notices.news import News
from sangsaeng.programs.events import CallAnnounced, CallCalledOff, CallClosed, CallClosing
from sangsaeng.programs.models import Call, Entry
from sangsaeng.programs.rules import may_run

# An entry in one of these is still somebody's concern.
_ALIVE = ("draft", "submitted", "supplementing")


@listen(CallAnnounced)
def tell_of_the_call(event: CallAnnounced) -> None:
    """Tell those who follow the program of a new call, and those who enter of a change."""
    call, moment = event.call, event.at.isoformat()
    if event.is_new:
        news = _to_followers(call, Kind.CALL_ANNOUNCED, "", _window(call))
    else:
        news = _to_teams(call, _ALIVE, Kind.CALL_CHANGED, moment, _window(call))
    tell(news, by=event.actor, at=event.at)


@listen(CallClosing)
def remind_of_the_deadline(event: CallClosing) -> None:
    """Remind the teams whose draft is not handed in, and those who follow the program."""
    call, facts = event.call, _window(event.call) | {"days": event.days}
    drafts = _to_teams(call, ("draft",), Kind.CALL_CLOSING, f"{event.days}", facts)
    followers = _to_followers(call, Kind.CALL_CLOSING, f"{event.days}", facts)
    tell([*drafts, *followers], by=acting(), at=event.at)


@listen(CallClosed)
def tell_that_it_closed(event: CallClosed) -> None:
    """Tell the officers that entries wait to be looked at."""
    call, people = event.call, officers_of(event.call.program, lambda one: may_run(one, event.call))
    once = f"call_closed:{call.slug}:{event.at.isoformat()}"
    facts = facts_of_call(call)
    news = News(None, Kind.CALL_CLOSED, once, running_path(call), facts, people=people)
    tell([news], by=event.actor, at=event.at)


@listen(CallCalledOff)
def tell_that_it_is_off(event: CallCalledOff) -> None:
    """Tell those who enter and those who follow that the call will not be held, and why."""
    call, facts = event.call, facts_of_call(event.call) | {"reason": event.reason}
    if call.announced_at is None:
        return
    teams = _to_teams(call, _ALIVE, Kind.CALL_CALLED_OFF, "", facts)
    followers = _to_followers(call, Kind.CALL_CALLED_OFF, "", facts)
    tell([*teams, *followers], by=event.actor, at=event.at)


def _to_teams(
    call: Call, states: tuple[str, ...], kind: Kind, which: str, facts: dict[str, object]
) -> list[News]:
    entries = list(Entry.objects.filter(call=call, state__in=states))
    teams = teams_of(entries)
    return [
        News(one, kind, f"{kind.value}:{entry.code}:{one}:{which}", entry_path(entry), facts)
        for entry in entries
        for one in sorted(teams[entry.pk])
    ]


def _to_followers(call: Call, kind: Kind, which: str, facts: dict[str, object]) -> list[News]:
    following = Following.objects.filter(program=call.program)
    people = frozenset(following.values_list("person", flat=True))
    once = f"{kind.value}:{call.slug}:{which}"
    return [News(None, kind, once, call_path(call), facts, people=people)] if people else []


def _window(call: Call) -> dict[str, object]:
    closes = {"closes_at": when(call.closes_at)} if call.closes_at else {}
    return facts_of_call(call) | closes
