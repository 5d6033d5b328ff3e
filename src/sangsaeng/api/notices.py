"""A person's notices for programs: read, and put aside."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from sangsaeng.api.paging import Page, Paged, page_of
from sangsaeng.api.problems import refusing, signed_in
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import SignInNeeded
from sangsaeng.notices.actions.reading import mark_read
from sangsaeng.notices.models import Notice
from sangsaeng.notices.queries import get_notice_for, notices_for
from sangsaeng.notices.wording import text_of

router = Router(tags=["notices"], auth=signed_in)

Code = Annotated[str, Path(pattern=r"^[0-9A-Z]{1,12}$")]


class NoticeOut(Schema):
    """A notice, in words of the caller's language."""

    code: str
    kind: str
    title: str
    lines: list[str]
    next_step: str
    organization: str | None
    fair: str | None
    url: str
    made_at: datetime
    read_at: datetime | None


def notice_out(notice: Notice) -> NoticeOut:
    """Return the notice as the interface shows it."""
    text = text_of(notice)
    return NoticeOut(
        code=notice.code,
        kind=notice.kind,
        title=text.title,
        lines=list(text.lines),
        next_step=text.next_step,
        organization=notice.organization.code if notice.organization else None,
        fair=notice.fair.slug if notice.fair else None,
        url=notice.path,
        made_at=notice.made_at,
        read_at=notice.read_at,
    )


@router.get(
    "",
    response={200: Page[NoticeOut], **refusing(401, 404, 422)},
    summary="The caller's notices, in the order in which they were made",
)
def list_notices(
    request: HttpRequest,
    place: Paged,
    unread: Annotated[bool, Query()] = False,  # noqa: FBT002 - a switch of the address
) -> Page[NoticeOut]:
    """List the caller's own notices, or only those not read yet."""
    rows, following = page_of(notices_for(request.user, unread_only=unread), place)
    return Page(items=[notice_out(one) for one in rows], next=following)


@router.post(
    "/{code}/read",
    response={200: NoticeOut, **refusing(401, 404, 422)},
    summary="Put a notice aside",
)
def read_notice(request: HttpRequest, code: Code) -> NoticeOut:
    """Mark one of the caller's own notices as read."""
    if not isinstance(request.user, Person):
        raise SignInNeeded
    notice = get_notice_for(request.user, code)
    mark_read(notice, actor=request.user, at=clock.now())
    return notice_out(get_notice_for(request.user, code))
