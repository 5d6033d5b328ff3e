"""The press: a template and its data become a PDF that people and screen readers can read."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, cast

import typst

from sangsaeng.web.documents.signs import settable

HERE: Final = Path(__file__).resolve().parent
TEMPLATES: Final = HERE / "typst"
FONTS: Final = HERE.parent / "fonts"
STANDARD: Final = "ua-1"

_one_at_a_time = Lock()


def typeset(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """Return the PDF of a template filled with data; the same data give the same bytes.

    Data reach the template as values, never as markup, so that no name can become an instruction.
    The press is one, kept warm, and takes one document at a time: however many people ask, setting
    type never takes more than one core.
    """
    inputs = {"data": json.dumps(settable(data), ensure_ascii=False, separators=(",", ":"))}
    with _one_at_a_time:
        pdf = _press(template).compile(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARD,
            timestamp=round(at.timestamp()),
        )
    return cast("bytes", pdf)


@cache
def _press(template: str) -> typst.Compiler:
    """Return the press of a template, fonts loaded; only ours are used, on every machine."""
    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
