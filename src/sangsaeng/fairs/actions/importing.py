"""Importing: a sheet is entered whole or not at all, with one record of what it did."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Max
from django.utils.translation import get_language

from sangsaeng.fairs.actions.fitting import ask_for_fits
from sangsaeng.fairs.models import (
    Fair,
    Hall,
    Participant,
    Pin,
    Request,
    Side,
    Table,
    Unavailability,
)
from sangsaeng.fairs.queries.incoming import Foreseen, Incoming, Party
from sangsaeng.fairs.queries.incoming_participants import WantedPlace, foresee_participants
from sangsaeng.fairs.queries.incoming_requests import Wanted, foresee_requests
from sangsaeng.fairs.refusals.setting_up import ImportFaulty
from sangsaeng.fairs.rules import may_run
from sangsaeng.kernel.actions import action, record
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import require
from sangsaeng.organizations.models import Kind, Organization, OrganizationName
from sangsaeng.organizations.names import name_key

SAID = ("buyer_wish", "supplier_wish", "purpose", "topic")
KEPT = (*SAID, "state")


@dataclass(frozen=True)
class Report:
    """What entering a sheet did."""

    added: int
    changed: int
    same: int
    newcomers: int
    organizations: int

    @property
    def as_dict(self) -> dict[str, Any]:
        """The counts as they are kept with the import."""
        return dict(vars(self))


@action
def import_requests(
    fair: Fair,
    incoming: Incoming,
    *,
    actor: Person,
    at: datetime,
) -> Report:
    """Enter a sheet of requests: new ones made, known ones changed, nothing with a fault."""
    require(may_run(actor, fair), actor)
    fair = Fair.objects.select_for_update().get(pk=fair.pk)
    understood = foresee_requests(fair, incoming)
    _refuse_faults(understood.foreseen)
    joined, founded = _join(fair, understood.newcomers, at)
    _enter_requests(fair, understood.wanted, joined, at)
    report = _report(understood.foreseen, founded)
    digests = [_digest(one.row, one.pair, one.said, one.slot) for one in understood.wanted]
    _finish(fair, report, digests)
    ask_for_fits(fair, at=at)
    return report


@action
def import_participants(
    fair: Fair,
    incoming: Incoming,
    *,
    actor: Person,
    at: datetime,
) -> Report:
    """Enter a sheet of participants with their tables, limits and absences, or nothing of it."""
    require(may_run(actor, fair), actor)
    fair = Fair.objects.select_for_update().get(pk=fair.pk)
    understood = foresee_participants(fair, incoming)
    _refuse_faults(understood.foreseen)
    wanted = understood.wanted
    joined, founded = _join(
        fair, [one.party for one in wanted if one.party.participant is None], at, wanted
    )
    _set_places(fair, wanted, joined)
    report = _report(understood.foreseen, founded)
    _finish(fair, report, [_digest(*vars(one).values()) for one in wanted])
    return report


def _refuse_faults(foreseen: Foreseen) -> None:
    if foreseen.faults:
        language = get_language() or "ko"
        raise ImportFaulty(count=len(foreseen.faults), first=foreseen.faults[0].text(language))


def _report(foreseen: Foreseen, founded: int) -> Report:
    return Report(
        added=foreseen.count("new"),
        changed=foreseen.count("changed"),
        same=foreseen.count("unchanged"),
        newcomers=len(foreseen.newcomers),
        organizations=founded,
    )


def _finish(fair: Fair, report: Report, digests: Sequence[str]) -> None:
    """Leave one record: the counts, and a digest of every row as it was entered."""
    record(fair, rows=list(digests), **report.as_dict)


def _digest(*parts: Any) -> str:
    text = json.dumps([str(part) for part in parts], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:12]


def _join(
    fair: Fair, newcomers: Sequence[Party], at: datetime, places: Iterable[WantedPlace] = ()
) -> tuple[dict[tuple[str, str], Participant], int]:
    """Take newcomers into the fair, new organizations entered first; a new buyer gets a table."""
    known = {place.party.key: place for place in places}
    founding = [party for party in newcomers if party.organization is None]
    organizations = _found(fair, founding, known, at)
    participants = Participant.objects.bulk_create(
        Participant(
            fair=fair,
            organization=party.organization or organizations[party.key],
            side=party.side,
            is_sample=fair.is_sample,
        )
        for party in newcomers
    )
    joined = {party.key: one for party, one in zip(newcomers, participants, strict=True)}
    if not known:
        _lay_first_tables(fair, [one for one in participants if one.side == Side.BUYER])
    return joined, len(founding)


def _found(
    fair: Fair,
    parties: Sequence[Party],
    places: dict[tuple[str, str], WantedPlace],
    at: datetime,
) -> dict[tuple[str, str], Organization]:
    """Enter the organizations nobody knows yet, each with its official name."""
    rows = Organization.objects.bulk_create(
        Organization(
            name=" ".join(party.name.split()),
            kind=Kind.COMPANY,
            size_class=places[party.key].size_class if party.key in places else "",
            business_number=places[party.key].business_number if party.key in places else None,
            source=fair.name,
            is_sample=fair.is_sample,
            entered_at=at,
        )
        for party in parties
    )
    OrganizationName.objects.bulk_create(
        OrganizationName(
            organization=row,
            name=row.name,
            key=name_key(row.name),
            use=OrganizationName.Use.OFFICIAL,
        )
        for row in rows
    )
    return {party.key: row for party, row in zip(parties, rows, strict=True)}


def _enter_requests(
    fair: Fair,
    wanted: Sequence[Wanted],
    joined: dict[tuple[str, str], Participant],
    at: datetime,
) -> None:
    new = [one for one in wanted if one.standing is None]
    entered = [
        Request(
            fair=fair,
            buyer=one.buyer.participant or joined[one.buyer.key],
            supplier=one.supplier.participant or joined[one.supplier.key],
            entered_at=at,
            is_sample=fair.is_sample,
            **one.said,
        )
        for one in new
    ]
    for request in entered:
        request.settle()
    made = Request.objects.bulk_create(entered)
    changed = []
    for one in wanted:
        if one.standing and any(getattr(one.standing, key) != one.said[key] for key in SAID):
            for key in SAID:
                setattr(one.standing, key, one.said[key])
            one.standing.settle()
            changed.append(one.standing)
    Request.objects.bulk_update(changed, KEPT, batch_size=200)
    rows = dict(zip((one.pair for one in new), made, strict=True))
    _set_pins(wanted, rows)


def _set_pins(wanted: Sequence[Wanted], made: dict[Any, Request]) -> None:
    """Let the sheet's fixed times stand in place of the earlier ones of the same requests."""
    standing = [one.standing.pk for one in wanted if one.standing]
    for some in _portions(standing):
        Pin.objects.filter(request__in=some).delete()
    Pin.objects.bulk_create(
        Pin(request=one.standing or made[one.pair], slot=one.slot) for one in wanted if one.slot
    )


def _set_places(
    fair: Fair, wanted: Sequence[WantedPlace], joined: dict[tuple[str, str], Participant]
) -> None:
    rows = [one.party.participant or joined[one.party.key] for one in wanted]
    for participant, one in zip(rows, wanted, strict=True):
        participant.limit = one.limit
        participant.is_first_timer = one.is_first_timer
        participant.interests = one.interests
    Participant.objects.bulk_update(rows, ["limit", "is_first_timer", "interests"], batch_size=200)
    for some in _portions([row.pk for row in rows]):
        Unavailability.objects.filter(participant__in=some).delete()
    Unavailability.objects.bulk_create(
        Unavailability(participant=participant, slot=slot)
        for participant, one in zip(rows, wanted, strict=True)
        for slot in one.away
    )
    _set_tables(fair, list(zip(rows, wanted, strict=True)))


def _set_tables(fair: Fair, places: Sequence[tuple[Participant, WantedPlace]]) -> None:
    """Bring every buyer's tables to the number and hall that the sheet names."""
    halls = _halls(fair, [one.hall for _row, one in places if one.hall])
    standing: dict[int, list[Table]] = {}
    for table in fair.tables.filter(participant__isnull=False).order_by("position", "pk"):
        standing.setdefault(table.participant_id or 0, []).append(table)
    leaving, moving = [], []
    missing: list[tuple[Participant, Hall | None]] = []
    for participant, one in places:
        if one.tables is None or participant.side != Side.BUYER:
            continue
        own = standing.get(participant.pk, [])
        hall = halls.get(one.hall or "")
        kept = own[: one.tables]
        leaving += [table.pk for table in own[one.tables :]]
        for table in kept:
            if hall is not None and table.hall_id != hall.pk:
                table.hall = hall
                moving.append(table)
        room = hall or (kept[0].hall if kept else None)
        missing += [(participant, room)] * (one.tables - len(kept))
    for some in _portions(leaving):
        Table.objects.filter(pk__in=some).delete()
    Table.objects.bulk_update(moving, ["hall"], batch_size=200)
    _lay(fair, missing)


def _halls(fair: Fair, names: Iterable[str]) -> dict[str, Hall]:
    """Return the fair's halls by name, those it lacks made."""
    halls = {hall.name: hall for hall in fair.halls.all()}
    lacking = [name for name in dict.fromkeys(names) if name not in halls]
    made = Hall.objects.bulk_create(
        Hall(fair=fair, name=name, position=len(halls) + place)
        for place, name in enumerate(lacking)
    )
    return halls | {hall.name: hall for hall in made}


def _lay_first_tables(fair: Fair, buyers: Sequence[Participant]) -> None:
    _lay(fair, [(buyer, None) for buyer in buyers])


def _lay(fair: Fair, missing: Sequence[tuple[Participant, Hall | None]]) -> None:
    """Lay new tables with the next free labels, in the fair's first hall when none is named."""
    if not missing:
        return
    first = fair.halls.first() or Hall.objects.create(fair=fair, name="1")
    taken = set(fair.tables.values_list("label", flat=True))
    position = fair.tables.aggregate(last=Max("position"))["last"] or 0
    tables, number = [], 0
    for participant, hall in missing:
        number += 1
        while f"{number:02d}" in taken:
            number += 1
        position += 1
        tables.append(
            Table(
                fair=fair,
                hall=hall or first,
                label=f"{number:02d}",
                position=position,
                participant=participant,
            )
        )
    Table.objects.bulk_create(tables)


def _portions(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """Split keys so that no statement takes more parameters than a database allows."""
    return (keys[start : start + 500] for start in range(0, len(keys), 500))
