"""Whether what judging goes by is still what was announced."""

from sangsaeng.judging.refusals import RulesDiffer
from sangsaeng.programs.freezing import newest_edition, stands_as_announced
from sangsaeng.programs.models import Call, Edition


def edition_in_force(call: Call) -> Edition:
    """Return the rules as announced last, or refuse when anything was changed behind them."""
    edition = newest_edition(call)
    if edition is None or not stands_as_announced(call):
        raise RulesDiffer
    return edition
