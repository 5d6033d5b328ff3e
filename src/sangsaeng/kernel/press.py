"""The press: contexts ask for papers here; the door that owns the type does the setting."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

Press = Callable[[str, Mapping[str, Any], datetime], bytes]

_presses: list[Press] = []


def install(press: Press) -> None:
    """Let this press set every paper from now on."""
    _presses[:] = [press]


def typeset(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """Return the PDF of a template filled with data."""
    return _presses[0](template, data, at)
