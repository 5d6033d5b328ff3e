"""The ready schemes: each a file of settings beside this one; the code knows none of them by name.

A setting whose source is known names it; one without is the host's own, and pages say so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sangsaeng.kernel.language import for_reader
from sangsaeng.organizations.models import Credential

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True)
class Scheme:
    """A ready scheme: what it is called, what it is for, and the rules a call of it begins with."""

    key: str
    name: str
    name_en: str
    summary: str
    summary_en: str
    about: str
    source: str
    # Under which kind its honors stand among what their holders earned.
    credential: str
    # How long entries are usually taken.
    days: int
    rules: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return for_reader(self.name, self.name_en)

    @property
    def lead(self) -> str:
        """What it is for, in the reader's language."""
        return for_reader(self.summary, self.summary_en)


@cache
def ready_schemes() -> tuple[Scheme, ...]:
    """Return the ready schemes in the order in which their files say they are shown."""
    read = (tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml"))
    return tuple(_scheme(one) for one in sorted(read, key=lambda one: int(one["order"])))


def scheme_of(key: str) -> Scheme | None:
    """Return a ready scheme by its key."""
    return next((one for one in ready_schemes() if one.key == key), None)


def _scheme(read: dict[str, Any]) -> Scheme:
    about = {name: read.pop(name) for name in ("key", "name", "name_en", "summary", "summary_en")}
    read.pop("order")
    return Scheme(
        **about,
        about=read.pop("about").strip(),
        source=read.pop("source"),
        credential=read.pop("credential", Credential.Kind.AWARD),
        days=read.pop("days"),
        rules=read,
    )
