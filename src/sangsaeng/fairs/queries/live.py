"""What a phone asks every few seconds: whether anything changed for it."""

from sangsaeng.fairs.models import Participant


def revision_of(live_code: str) -> int | None:
    """Return the number that rises with every change for one participant, in one indexed query.

    The fair's own number is not told: it would let every phone see when something changed for
    others, and would send all of them for a page that is the same.
    """
    found = Participant.objects.filter(live_code=live_code).order_by()
    return found.values_list("revision", flat=True).first()
