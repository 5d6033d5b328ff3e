"""Whom a participant finds on the other side: who they are, what they seek, and whether it may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from sangsaeng.fairs.models import CompanyClass, Participant, ParticipantQuerySet, Request
from sangsaeng.fairs.profiles import terms_of
from sangsaeng.fairs.queries.asking import asker
from sangsaeng.fairs.queries.participants import named, others_of
from sangsaeng.fairs.queries.requests import SealedRequest, sealed_for
from sangsaeng.organizations.models import Organization

MOST_TERMS = 80


@dataclass(frozen=True)
class DirectoryFilters:
    """How the directory is narrowed; an empty field narrows nothing."""

    text: str = ""
    company_class: str = ""
    term: str = ""


@dataclass(frozen=True)
class Listed:
    """One of the other side, the request with it if there is one, and why it may not be asked."""

    participant: Participant
    request: SealedRequest | None
    why_not: str

    @property
    def class_label(self) -> str:
        """Its class in words."""
        return str(CompanyClass.of(self.participant.organization).label)


def directory_of(
    participant: Participant, filters: DirectoryFilters | None = None
) -> ParticipantQuerySet:
    """Return the other side, narrowed."""
    filters = filters or DirectoryFilters()
    found = others_of(participant)
    if filters.company_class:
        picked = CompanyClass(filters.company_class).organizations
        found = found.filter(organization__in=Organization.objects.filter(picked))
    if filters.term:
        found = found.filter(interests__icontains=filters.term)
    if filters.text.strip():
        found = found.filter(named(filters.text) | Q(headline__icontains=filters.text.strip()))
    return found.order_by("organization__name", "pk")


def terms_offered(participant: Participant) -> list[str]:
    """Return the interests that the other side lists, for a choice."""
    texts = others_of(participant).exclude(interests="").values_list("interests", flat=True)
    return sorted({term for text in texts for term in terms_of(text)})[:MOST_TERMS]


def listed(participant: Participant, found: Iterable[Participant], *, at: datetime) -> list[Listed]:
    """Return each with the request that stands between the two and what the rules say of asking."""
    rules = asker(participant, at=at)
    between = requests_between(participant)
    rows = []
    for other in found:
        request = between.get(other.pk)
        refusal = None if request else rules.refusal_of(other)
        rows.append(Listed(other, request, refusal.sentence if refusal else ""))
    return rows


def requests_between(participant: Participant) -> dict[int, SealedRequest]:
    """Return the participant's requests by the other party; the newest of a pair counts."""
    requests = (
        Request.objects.kept()
        .filter(Q(buyer=participant) | Q(supplier=participant))
        .select_related("buyer__organization", "supplier__organization")
        .order_by("pk")
    )
    found = [sealed_for(participant, request) for request in requests]
    return {one.other.pk: one for one in found}


def directory_records(rows: Iterable[Listed]) -> list[dict[str, Any]]:
    """Return the directory as rows of a file."""
    return [
        {
            "code": one.participant.code,
            "name": one.participant.organization.name,
            "class": one.class_label,
            "headline": one.participant.headline,
            "interests": one.participant.interests,
            "strengths": one.participant.strengths,
            "about": one.participant.about,
            "request": one.request.state_label if one.request else "",
            "why_not": one.why_not,
        }
        for one in rows
    ]
