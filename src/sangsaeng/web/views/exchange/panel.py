"""A part of the page of a need or an offer that another room draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    """The template that draws it and what it needs."""

    template: str
    context: Mapping[str, Any]
