"""What a notice consists of, and how names, moments and places are written in it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sangsaeng.kernel.language import for_reader
from sangsaeng.notices.facts import Facts


@dataclass(frozen=True)
class Text:
    """A notice in words: what happened, the details one idea a line, and what to do next."""

    title: str
    lines: tuple[str, ...]
    next_step: str


def name(facts: Facts, of: str) -> str:
    """The name of a fair or an organization, for the reader."""
    return for_reader(facts[of]["ko"], facts[of]["en"])


def moment(iso: str) -> str:
    """A day with its hour, as it is read on the clock of the fair."""
    return date_format(datetime.fromisoformat(iso), _("n월 j일(D) H:i"))


def hour(iso: str) -> str:
    """An hour of a day that is known."""
    return date_format(datetime.fromisoformat(iso), "H:i")


def day(iso: str) -> str:
    """A day, without its hour."""
    return date_format(date.fromisoformat(iso), _("n월 j일(D)"))


def span(facts: Facts) -> str:
    """From when until when."""
    return f"{moment(facts['starts_at'])}–{hour(facts['ends_at'])}"


def place(facts: Facts) -> str:
    """Hall and table."""
    return _("%(hall)s %(table)s번 테이블") % {"hall": facts["hall"], "table": facts["table"]}


def meeting(facts: Facts) -> str:
    """A meeting in one line: when, where, with whom."""
    return f"{span(facts)} · {place(facts)} · {name(facts, 'counterpart')}"


def at_fair(facts: Facts) -> str:
    """The line that names the fair."""
    return _("상담회: %(fair)s") % {"fair": name(facts, "fair")}
