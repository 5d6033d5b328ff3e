"""Whether what judging goes by is still what was announced."""

from sangsaeng.judging.refusals import RulesDiffer
from sangsaeng.programs.models import Call, Edition


def edition_in_force(call: Call) -> Edition:
    """Return the rules as announced, or refuse when anything was changed behind them."""
    edition = call.editions.order_by("-number").first()
    if edition is None:
        raise RulesDiffer
    return edition
