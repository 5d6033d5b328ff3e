"""Lists in pages: each names the code after which the next one begins."""

from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Query, Schema
from pydantic import Field

from sangsaeng.kernel.refusals import NotFound

Item = TypeVar("Item")
MOST = 200


class Page(Schema, Generic[Item]):
    """Some of a list; ``next`` is passed as ``after`` to go on, null at the end."""

    items: list[Item]
    next: str | None


class Place(Schema):
    """Where in a list to begin and how much of it to return."""

    after: str | None = Field(None, pattern=r"^[0-9A-Za-z_-]{1,60}$")
    limit: int = Field(100, ge=1, le=MOST)


Paged = Annotated[Place, Query()]


def page_of(rows: QuerySet[Any], place: Place, key: str = "code") -> tuple[list[Any], str | None]:
    """Return a page's rows and the key of its last one if there are more.

    Rows go by the order in which they were entered, so that a row entered meanwhile moves none.
    """
    ordered = rows.order_by("pk")
    if place.after is not None:
        last = rows.filter(**{key: place.after}).values_list("pk", flat=True).first()
        if last is None:
            raise NotFound
        ordered = ordered.filter(pk__gt=last)
    found = list(ordered[: place.limit + 1])
    page = found[: place.limit]
    if len(found) <= place.limit:
        return page, None
    value: Any = page[-1]
    for part in key.split("__"):
        value = getattr(value, part)
    return page, str(value)
