"""For whom a person looks and acts on a fair's pages: one of the participants it speaks for."""

from typing import Any

from django.http import HttpRequest

from sangsaeng.fairs.models import Fair, Participant
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.web.views.asking import signed_in


def parties_of(request: HttpRequest, fair: Fair) -> list[Participant]:
    """Return the participants the viewer speaks for, or refuse."""
    own = own_participants(signed_in(request), fair)
    if not own:
        raise NotAllowed
    for one in own:
        one.fair = fair
    return own


def party_of(request: HttpRequest, fair: Fair) -> Participant:
    """Return the participant for whom the viewer looks; ``for`` in the address tells which."""
    own = parties_of(request, fair)
    wanted = request.GET.get("for", "")
    return next((one for one in own if one.code == wanted), own[0])


def party_frame(request: HttpRequest, party: Participant) -> dict[str, Any]:
    """Return for whom the page is, and the others for whom it could be."""
    return {"party": party, "parties": parties_of(request, party.fair)}
