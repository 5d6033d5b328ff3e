"""Both sides of a fair for programs: whom one may ask, what one is asked, and answering."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from sangsaeng.api.fairs_seen import as_seen, caller
from sangsaeng.api.fairs_shapes import ONE_LINE, ParticipantOut, RequestOut, participant_out
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.fairs.actions.answering import Answer, answer_request
from sangsaeng.fairs.models import CompanyClass, Request
from sangsaeng.fairs.queries.access import get_fair_for, get_participant_for, get_request_for
from sangsaeng.fairs.queries.directory import Listed, listed
from sangsaeng.fairs.queries.participants import counterparts_of
from sangsaeng.fairs.queries.received import received_by
from sangsaeng.fairs.ranking import Rank
from sangsaeng.fairs.rules import may_request, may_speak_for
from sangsaeng.kernel import clock
from sangsaeng.kernel.permissions import require

router = Router(tags=["fairs"])

Slug = Annotated[str, Path(pattern=r"^[-0-9A-Za-z_]{1,60}$")]
Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]


class CounterpartOut(ParticipantOut):
    """One of the other side with its profile, and why it may not be asked first."""

    company_class: str
    headline: str
    about: str
    strengths: str
    may_ask: bool
    why_not: str | None


class PartOut(Schema):
    """One reason for the place of a request: what it gives of what it could, and in words."""

    key: str
    label: str
    points: int
    most: int
    words: str


class ReceivedOut(Schema):
    """A request put to a participant, with its place among the others and why."""

    request: RequestOut
    points: int
    most: int
    parts: list[PartOut]


class AnswerIn(Schema):
    """Accepting with a wish, or declining; the reason goes to the other side only if shared."""

    side: str = Field(pattern="^(buyer|supplier)$")
    wish: str = Field(pattern="^(must|want|possible|no_thanks)$")
    note: str = Field("", max_length=300, pattern=ONE_LINE)
    shares_note: bool = False


@router.get(
    "/{slug}/participants/{code}/counterparts",
    response={200: list[CounterpartOut], **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="The other side, and whom of it a participant may ask for a meeting",
)
def list_counterparts(request: HttpRequest, slug: Slug, code: Code) -> list[CounterpartOut]:
    """List those with whom the participant has no request yet, while requests are taken."""
    participant = get_participant_for(request.user, get_fair_for(request.user, slug), code)
    require(may_request(request.user, participant), request.user)
    rows = listed(participant, counterparts_of(participant), at=clock.now())
    return [_counterpart_out(row) for row in rows]


@router.get(
    "/{slug}/participants/{code}/received",
    response={200: list[ReceivedOut], **refusing(401, 403, 404, 422)},
    auth=signed_in,
    summary="What a participant is asked, in the order of its own ranking",
)
def list_received(request: HttpRequest, slug: Slug, code: Code) -> list[ReceivedOut]:
    """List the requests put to a participant that the caller speaks for, and why in this order."""
    fair = get_fair_for(request.user, slug)
    participant = get_participant_for(request.user, fair, code)
    require(may_speak_for(request.user, participant), request.user)
    ranked = received_by(participant)
    rows = {
        one.code: one
        for one in Request.objects.put_to(participant)
        .kept()
        .select_related("buyer__organization", "supplier__organization")
    }
    whole = as_seen(request, fair, [rows[one.request.code] for one in ranked])
    return [_received_out(said, one.rank) for said, one in zip(whole, ranked, strict=True)]


@router.post(
    "/{slug}/requests/{code}/answer",
    response={200: RequestOut, **refusing(401, 403, 404, 409, 422)},
    auth=signed_in,
    summary="Accept or decline a request",
)
def answer_asking(request: HttpRequest, slug: Slug, code: Code, said: AnswerIn) -> RequestOut:
    """Answer for the side that was asked."""
    fair = get_fair_for(request.user, slug)
    asked = get_request_for(request.user, fair, code)
    given = Answer(said.wish, said.note, said.shares_note)
    answer_request(asked, said.side, given, actor=caller(request), at=clock.now())
    return as_seen(request, fair, [asked])[0]


def _counterpart_out(row: Listed) -> CounterpartOut:
    one = row.participant
    return CounterpartOut(
        **participant_out(one).dict(),
        company_class=CompanyClass.of(one.organization).value,
        headline=one.headline,
        about=one.about,
        strengths=one.strengths,
        may_ask=not row.why_not,
        why_not=row.why_not or None,
    )


def _received_out(request: RequestOut, rank: Rank) -> ReceivedOut:
    return ReceivedOut(
        request=request,
        points=rank.points,
        most=rank.most,
        parts=[PartOut(**vars(part)) for part in rank.parts],
    )
