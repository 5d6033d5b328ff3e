"""A part of a page that another room draws: a need's page, a call's, an entry's."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Panel:
    """The template that draws it and what it needs."""

    template: str
    context: Mapping[str, Any]


def drawn(
    shows: Iterable[Callable[[HttpRequest, Subject], Panel | None]],
    request: HttpRequest,
    subject: Subject,
) -> list[SafeString]:
    """Draw the panels that have something to show, each with its own context and no other's."""
    panels = [panel for show in shows if (panel := show(request, subject)) is not None]
    return [render_to_string(one.template, dict(one.context), request) for one in panels]
