"""What phones ask for: a number that rises with every change that concerns them."""

from collections.abc import Iterable

from django.db.models import F

from sangsaeng.fairs.models import Fair, Participant


def raise_revision(fair: Fair, participants: Iterable[int]) -> None:
    """Let the phones of these participants, by primary key, know that there is something new.

    The fair is held by whoever calls, so that no two changes share a number.
    """
    # Counted by the database: the row in hand may have been read before another change of today.
    Fair.objects.filter(pk=fair.pk).update(revision=F("revision") + 1)
    fair.refresh_from_db(fields=["revision"])
    Participant.objects.filter(pk__in=sorted(set(participants))).update(revision=fair.revision)
