"""Taking a call for the length of an action, so that an incident and a decision never cross."""

from sangsaeng.judging.refusals import StandsStill
from sangsaeng.judging.rules import is_standing_still
from sangsaeng.programs.models import Call


def held(call: Call) -> Call:
    """Return the call as it is now, held until the action ends."""
    calls = Call.objects.select_for_update(of=("self",)).select_related("program")
    return calls.get(pk=call.pk)


def held_going_on(call: Call) -> Call:
    """Return the call held, or refuse while judging stands still."""
    taken = held(call)
    if is_standing_still(taken):
        raise StandsStill
    return taken
