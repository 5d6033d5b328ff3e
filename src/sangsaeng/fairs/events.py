"""What a fair tells whoever listens."""

from dataclasses import dataclass
from datetime import datetime

from sangsaeng.fairs.models import Timetable
from sangsaeng.kernel.models import Person


@dataclass(frozen=True)
class TimetablePublished:
    """A version is in force."""

    timetable: Timetable
    actor: Person
    at: datetime
