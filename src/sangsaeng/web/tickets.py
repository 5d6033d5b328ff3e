"""The square code that a participant shows at the door."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno
from django.conf import settings
from django.urls import reverse

from sangsaeng.fairs.models import Participant

# Trying all eight masks takes five times as long, and every reader reads every mask.
_MASK = 3
_MARGIN = 4


@dataclass(frozen=True)
class Ticket:
    """A square code as one drawn path, in modules."""

    address: str
    size: int
    path: str

    @property
    def svg(self) -> str:
        """The code as a picture of its own, for paper."""
        box = f"0 0 {self.size} {self.size}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{self.path}"/></svg>'
        )


def ticket_of(participant: Participant) -> Ticket:
    """Return the code that leads the desk to this participant's arrival."""
    return ticket_to(arrival_address(participant.fair.slug, participant.code))


def arrival_address(slug: str, code: str) -> str:
    """Return where the desk marks that a participant has come."""
    return settings.BASE_URL + reverse("desk_arrive", args=[slug, code])


@lru_cache(maxsize=4096)
def ticket_to(address: str) -> Ticket:
    """Draw the code of an address."""
    code = segno.make(address, micro=False, error="m", mask=_MASK, boost_error=False)
    size = len(code.matrix) + 2 * _MARGIN
    return Ticket(address, size, "".join(_runs(code.matrix)))


def _runs(matrix: tuple[bytearray, ...]) -> list[str]:
    """Draw each run of dark modules in a row as one bar."""
    drawn = []
    for y, row in enumerate(matrix, start=_MARGIN):
        x = _MARGIN
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                drawn.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return drawn
