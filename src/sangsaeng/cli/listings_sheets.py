"""Needs and offers of an organization, in and out from the shell."""

from pathlib import Path
from typing import Any

import click

from sangsaeng.cli.reporting import refuse
from sangsaeng.cli.sheet_reading import parsed_sheet


def owner_of(actor: Any, said: str | None) -> Any:
    """Return the organization that is meant, one of the actor's own, by its code or name."""
    from sangsaeng.organizations.names import name_key
    from sangsaeng.organizations.queries import own_organizations

    if not said:
        refuse(["--organization: 어느 기업·기관인지 적어 주십시오 / say which organization"])
    key = name_key(said)
    own = list(own_organizations(actor))
    meant = next((one for one in own if said == one.code or key == name_key(one.name)), None)
    if meant is None:
        refuse(
            [f"{said}: 이 사람이 속한 기업·기관이 아닙니다 / not an organization of this person"]
        )
    return meant


def import_listings(  # noqa: PLR0913 - what an import is made of
    kind: str, source: Path, content: bytes, owner: Any, actor: Any, at: Any, *, preview: bool
) -> None:
    """Enter a sheet as drafts of the owner; rows without a side are of the kind's."""
    from sangsaeng.exchange.actions import importing
    from sangsaeng.exchange.importing import plan_listings
    from sangsaeng.exchange.sheets import LISTINGS

    mapping, parsed = parsed_sheet(source, content, LISTINGS)
    columns = frozenset(one.column.key for one in mapping.matches)
    side = kind.removesuffix("s")
    plan = plan_listings(parsed, columns, owner, submits=False, side=side)
    faulty = [row.fault for row in plan.rows if row.verdict == "fault"]
    if faulty:
        refuse(f"{source}: {fault}" for fault in faulty)
    click.echo(
        f"새로 {plan.count('add')} · 바뀜 {plan.count('change')} · 그대로 {plan.count('same')}"
    )
    if not preview:
        importing.import_listings(owner, plan, submits=False, actor=actor, at=at)


def listing_records_of(kind: str, owner: Any, viewer: Any) -> tuple[Any, list[dict[str, Any]]]:
    """Return the owner's needs or offers as records of their sheet."""
    from sangsaeng.exchange.queries.own import OwnFilters, own_listings
    from sangsaeng.exchange.sheets import LISTINGS, listing_records

    found = own_listings(viewer, OwnFilters(side=kind.removesuffix("s"), owner=owner.code))
    return LISTINGS, listing_records(found)
