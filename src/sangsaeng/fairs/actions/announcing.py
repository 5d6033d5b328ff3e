"""What phones ask for: a number that rises with every change that concerns them."""

from collections.abc import Iterable

from django.db.models import F

from sangsaeng.fairs.models import Fair, Participant


def raise_revision(fair: Fair, participants: Iterable[int]) -> None:
    """Let the phones of these participants, by primary key, know that there is something new.

    Each counts its own changes: by the fair's number a phone would tell how much happened to
    others since it last looked. The fair is held by whoever calls.
    """
    # Counted by the database: the row in hand may have been read before another change of today.
    Fair.objects.filter(pk=fair.pk).update(revision=F("revision") + 1)
    fair.refresh_from_db(fields=["revision"])
    concerned = Participant.objects.filter(pk__in=sorted(set(participants)))
    concerned.update(revision=F("revision") + 1)
