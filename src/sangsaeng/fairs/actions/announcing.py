"""What phones ask for: a number that rises with every change that concerns them."""

from collections.abc import Iterable

from sangsaeng.fairs.models import Fair, Participant


def raise_revision(fair: Fair, participants: Iterable[int]) -> None:
    """Let the phones of these participants, by primary key, know that there is something new.

    The fair is held by whoever calls, so that no two changes share a number.
    """
    fair.revision += 1
    fair.save(update_fields=["revision"])
    Participant.objects.filter(pk__in=sorted(set(participants))).update(revision=fair.revision)
