"""Ending sessions that stand open, when something went wrong."""

from collections.abc import Collection

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

AT_ONCE = 500


def end_sessions_of(people: Collection[int], keep: str = "") -> int:
    """End every open session of these people but the one to keep; return how many ended.

    Whose a session is stands sealed inside it, so each has to be opened: slow where many are open,
    and needed in an incident only.
    """
    wanted = {str(one) for one in people}
    theirs = [
        session.session_key
        for session in Session.objects.iterator(AT_ONCE)
        if session.session_key != keep and session.get_decoded().get(SESSION_KEY) in wanted
    ]
    for start in range(0, len(theirs), AT_ONCE):
        Session.objects.filter(session_key__in=theirs[start : start + AT_ONCE]).delete()
    return len(theirs)
