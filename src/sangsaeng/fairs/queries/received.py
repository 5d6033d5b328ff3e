"""What a participant is asked, in the order of its own ranking, and what it asked itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsaeng.fairs.models import Fit, Participant, Request, RequestQuerySet, Wish
from sangsaeng.fairs.profiles import Completeness, completeness
from sangsaeng.fairs.queries.alternatives import Alternative, fitting, with_room
from sangsaeng.fairs.queries.fitting import ENDED, fits_of
from sangsaeng.fairs.queries.met_before import earlier_meetings
from sangsaeng.fairs.queries.requests import (
    SealedRequest,
    placed_requests,
    sealed_for,
    shown_timetable,
)
from sangsaeng.fairs.ranking import Fitting, Met, Rank, rank


@dataclass(frozen=True)
class Received:
    """A request to answer, with where it stands and why."""

    request: SealedRequest
    rank: Rank
    profile: Completeness


@dataclass(frozen=True)
class Sent:
    """A request the participant asked itself, and whom it may turn to when it came to nothing."""

    request: SealedRequest
    alternatives: list[Alternative]


def received_by(participant: Participant, state: str = "") -> list[Received]:
    """Return what the participant is to answer, those without an answer and the best first."""
    requests = _sealed(participant, Request.objects.put_to(participant))
    known = _known_of(participant)
    rows = [_received(one, known) for one in requests if state in {"", one.state}]
    return sorted(rows, key=lambda one: (not one.request.is_open, -one.rank.points))


def received_one(participant: Participant, request: Request) -> Received:
    """Return one request to answer, as it stands in the list."""
    return _received(sealed_for(participant, request), _known_of(participant))


def sent_by(participant: Participant, state: str = "", *, at: datetime) -> list[Sent]:
    """Return what the participant asked itself, the newest first, each end with who else fits."""
    requests = _sealed(participant, Request.objects.asked_by(participant).order_by("-pk"))
    rows = [one for one in requests if state in {"", one.state}]
    has_ended = any(one.state in ENDED for one in rows)
    free = with_room(participant, at=at) if has_ended else []
    fits = fits_of(participant) if has_ended else {}
    return [
        Sent(one, fitting(free, participant, one.topic, fits) if one.state in ENDED else [])
        for one in rows
    ]


def alternatives_to(
    participant: Participant, request: Request, *, at: datetime
) -> list[Alternative]:
    """Return whom else the participant may turn to when its request came to nothing."""
    if request.state not in ENDED:
        return []
    free = with_room(participant, at=at)
    return fitting(free, participant, request.topic, fits_of(participant))


@dataclass(frozen=True)
class _Known:
    """What a participant knows of others beside their requests, by their primary keys."""

    met: dict[int, Met]
    fits: dict[int, Fit]

    def fitting(self, other: Participant) -> Fitting:
        """How well the other fits, as far as it was found."""
        fit = self.fits.get(other.pk)
        return Fitting(fit.score, tuple(fit.reasons)) if fit else Fitting()


def _known_of(participant: Participant) -> _Known:
    return _Known(met_by(participant), fits_of(participant))


def met_by(participant: Participant) -> dict[int, Met]:
    """Return how often the participant's organization met others at earlier fairs, by organization."""
    own = participant.organization_id
    earlier = earlier_meetings(participant.fair, own)
    return {
        other: Met(last.times, last.fair) for (one, other), last in earlier.items() if one == own
    }


def received_records(rows: Iterable[Received]) -> list[dict[str, Any]]:
    """Return what was received as rows of a file."""
    return [
        {
            **_plain(one.request),
            "their_wish": one.request.other_wish_label,
            "rank": one.rank.points,
            "why": " / ".join(part.words for part in one.rank.parts),
            "our_wish": one.request.own_wish_label,
            "note": one.request.reason,
        }
        for one in rows
    ]


def sent_records(rows: Iterable[Sent]) -> list[dict[str, Any]]:
    """Return what was sent as rows of a file."""
    return [
        {
            **_plain(one.request),
            "our_wish": one.request.own_wish_label,
            "reason": one.request.reason,
            "others": ", ".join(each.participant.organization.name for each in one.alternatives),
        }
        for one in rows
    ]


def _plain(one: SealedRequest) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.other.organization.name,
        "purpose": one.purpose_label,
        "topic": one.topic,
        "state": one.state_label,
    }


def _sealed(participant: Participant, requests: RequestQuerySet) -> list[SealedRequest]:
    kept = requests.kept().select_related("buyer__organization", "supplier__organization")
    rows = list(kept)
    timetable = shown_timetable(participant.fair, drafts=False)
    placed = placed_requests(timetable, rows) if timetable else set()
    return [
        sealed_for(participant, row, is_placed=None if timetable is None else row.pk in placed)
        for row in rows
    ]


def _received(request: SealedRequest, known: _Known) -> Received:
    profile = completeness(request.other)
    # What an officer entered was asked by neither, so there is no wish of the other to count.
    wish = request.other_wish or Wish.UNSTATED
    met = known.met.get(request.other.organization_id, Met())
    return Received(request, rank(wish, known.fitting(request.other), met, profile), profile)
