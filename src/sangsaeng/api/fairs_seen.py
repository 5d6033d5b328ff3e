"""Requests as the caller may read them, and who the caller is."""

from django.http import HttpRequest

from sangsaeng.api.fairs_shapes import RequestOut, request_out
from sangsaeng.fairs.models import Fair, Request
from sangsaeng.fairs.queries.participants import own_participants
from sangsaeng.fairs.queries.requests import sealed_for
from sangsaeng.fairs.rules import may_see_all
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import SignInNeeded


def caller(request: HttpRequest) -> Person:
    """Return who calls, or ask them to sign in."""
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


def as_seen(request: HttpRequest, fair: Fair, rows: list[Request]) -> list[RequestOut]:
    """Return requests whole to the fair's people, sealed to a party."""
    if may_see_all(request.user, fair):
        return [request_out(one, fair, None) for one in rows]
    own = {participant.pk: participant for participant in own_participants(request.user, fair)}
    return [
        request_out(one, fair, sealed_for(own.get(one.buyer_id) or own[one.supplier_id], one))
        for one in rows
    ]
