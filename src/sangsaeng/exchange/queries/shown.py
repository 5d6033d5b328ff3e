"""What of a need or an offer a viewer is shown: an allow-list, the same for every page and file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sangsaeng.exchange.kinds import TELLING, Particular, particulars_of
from sangsaeng.exchange.models import Admission, Attachment, Listing
from sangsaeng.exchange.rules import may_check
from sangsaeng.kernel.clock import SEOUL, day_of
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations.models import Membership, Organization
from sangsaeng.organizations.sectors import sector_group, sector_label


@dataclass(frozen=True)
class Shown:
    """A need or an offer as one viewer may read it; what is not here is not shown anywhere."""

    code: str
    side: str
    side_label: str
    kind: str
    kind_label: str
    state: str
    title: str
    abstract: str
    keywords: str
    readiness: int | None
    region: str
    region_label: str
    sector: str
    certificates: tuple[str, ...]
    particulars: tuple[tuple[Particular, Any], ...]
    wanted_by: date | None
    published_at: datetime | None
    expires_on: date | None
    is_sample: bool
    # None where the owner is not named to this viewer
    owner: Organization | None
    # None where the detail is closed to this viewer
    detail: str | None
    contact: str | None
    attachments: tuple[Attachment, ...]
    is_own: bool

    @property
    def sector_label(self) -> str:
        """The sector in words; empty where none is said."""
        return sector_label(sector_group(self.sector)) if self.sector else ""


def shown_to(viewer: Viewer, listings: Iterable[Listing]) -> list[Shown]:
    """Show the needs and offers, which the viewer may see, as far as the viewer may read them.

    Three statements, however many there are.
    """
    rows = list(listings)
    mine, let_in = _places_of(viewer), _admissions_of(viewer, rows)
    files: dict[int, list[Attachment]] = {}
    attached = Attachment.objects.filter(listing__in=[row.pk for row in rows])
    for one in attached.select_related("file").order_by("pk"):
        files.setdefault(one.listing_id, []).append(one)
    shown = []
    for row in rows:
        reads = row.owner_id in mine or row.pk in let_in or _checks(viewer, row)
        shown.append(_shown(row, files.get(row.pk, []), reads=reads, is_own=row.owner_id in mine))
    return shown


def _checks(viewer: Viewer, row: Listing) -> bool:
    return row.state in {"submitted", "checked"} and may_check(viewer, row)


def _places_of(viewer: Viewer) -> frozenset[int]:
    if not isinstance(viewer, Person):
        return frozenset()
    return frozenset(Membership.objects.organizations_of(viewer))


def _admissions_of(viewer: Viewer, rows: list[Listing]) -> frozenset[int]:
    if not isinstance(viewer, Person):
        return frozenset()
    running = Admission.objects.filter(
        listing__in=[row.pk for row in rows],
        organization__in=Membership.objects.organizations_of(viewer),
        ended_at__isnull=True,
    )
    return frozenset(running.values_list("listing", flat=True))


def _midnight_before(at: datetime | None) -> datetime | None:
    """Return the day alone: what one press put out together would share the very moment."""
    return at and datetime.combine(day_of(at), time.min, SEOUL)


def _shown(row: Listing, files: list[Attachment], *, reads: bool, is_own: bool) -> Shown:
    named = reads or not row.is_anonymous
    asked = [
        (one, row.particulars[one.key])
        for one in particulars_of(row.kind)
        if row.particulars.get(one.key) not in (None, "") and (named or one.key not in TELLING)
    ]
    return Shown(
        code=row.code,
        side=row.side,
        side_label=row.get_side_display(),
        kind=row.kind,
        kind_label=row.get_kind_display(),
        state=row.state,
        title=row.title,
        abstract=row.abstract,
        keywords=row.keywords,
        readiness=row.readiness,
        region=row.region,
        region_label=row.get_region_display(),
        sector=row.sector,
        certificates=tuple(row.certificates),
        particulars=tuple(asked),
        wanted_by=row.wanted_by,
        published_at=row.published_at if named else _midnight_before(row.published_at),
        expires_on=row.expires_on,
        is_sample=row.is_sample,
        owner=row.owner if named else None,
        detail=row.detail if reads else None,
        contact=row.contact if reads else None,
        # The name of a file may name its owner.
        attachments=tuple(one for one in files if reads or (named and not one.is_detail)),
        is_own=is_own,
    )
