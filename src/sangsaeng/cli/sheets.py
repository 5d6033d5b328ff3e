"""`sangsaeng import` and `sangsaeng export`: the site's spreadsheets from the shell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sangsaeng.cli.listings_sheets import import_listings, listing_records_of, owner_of
from sangsaeng.cli.reporting import read_bytes, refuse, write_whole
from sangsaeng.cli.running import set_up
from sangsaeng.cli.sheet_reading import parsed_sheet

KINDS = ("organizations", "participants", "requests", "needs", "offers")
FAIRS = ("participants", "requests")
BOTH = ("ko", "en")
FAIR = click.option("--fair", "slug", help="상담회 주소(participants, requests)")
OWNER = click.option("--organization", help="기업·기관의 이름이나 코드(needs, offers)")
PERSON = click.option("--as", "email", required=True, help="이 일을 하는 사람의 이메일")


@click.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@FAIR
@OWNER
@PERSON
@click.option("--preview", is_flag=True, help="넣지 않고 무엇이 달라지는지만 봅니다")
def import_(
    kind: str,
    source: Path,
    slug: str | None,
    organization: str | None,
    email: str,
    *,
    preview: bool,
) -> None:
    """Enter a spreadsheet, all of it or nothing, with every fault by row and column."""
    content = read_bytes(source)
    set_up()
    into = slug if kind in FAIRS else organization
    _refusing(source, lambda: _import(kind, source, content, into, email, preview=preview))


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "-o",
    "out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="쓸 파일(.xlsx 또는 .csv)",
)
@FAIR
@OWNER
@PERSON
def export(kind: str, out: Path, slug: str | None, organization: str | None, email: str) -> None:
    """Write what the person may see as a spreadsheet that can be edited and entered again."""
    set_up()
    of = slug if kind in FAIRS else organization
    _refusing(out, lambda: _export(kind, out, of, email))


def _import(
    kind: str, source: Path, content: bytes, into: str | None, email: str, *, preview: bool
) -> None:
    from sangsaeng.kernel import clock

    actor, at = _person(email), clock.now()
    if kind == "organizations":
        _import_organizations(source, content, actor, at, preview=preview)
    elif kind in FAIRS:
        _import_into_fair(kind, source, content, _fair(actor, into), actor, at, preview=preview)
    else:
        import_listings(kind, source, content, owner_of(actor, into), actor, at, preview=preview)


def _import_organizations(
    source: Path, content: bytes, actor: Any, at: Any, *, preview: bool
) -> None:
    from sangsaeng.kernel.permissions import require
    from sangsaeng.organizations.actions import import_organizations
    from sangsaeng.organizations.importing import plan_organizations
    from sangsaeng.organizations.rules import may_import
    from sangsaeng.organizations.sheets import ORGANIZATIONS

    require(may_import(actor), actor)
    mapping, parsed = parsed_sheet(source, content, ORGANIZATIONS)
    plan = plan_organizations(parsed, frozenset(one.column.key for one in mapping.matches))
    faulty = [row.fault for row in plan.rows if row.verdict == "fault"]
    if faulty:
        refuse(f"{source}: {fault}" for fault in faulty)
    click.echo(
        f"새로 {plan.count('add')} · 바뀜 {plan.count('change')} · 그대로 {plan.count('same')}"
    )
    if not preview:
        import_organizations(plan, actor=actor, at=at)


def _import_into_fair(  # noqa: PLR0913 - what an import is made of
    kind: str, source: Path, content: bytes, fair: Any, actor: Any, at: Any, *, preview: bool
) -> None:
    from sangsaeng.fairs.actions.importing import import_participants, import_requests
    from sangsaeng.fairs.queries.incoming import Incoming
    from sangsaeng.fairs.queries.incoming_participants import foresee_participants
    from sangsaeng.fairs.queries.incoming_requests import foresee_requests
    from sangsaeng.fairs.rules import may_run
    from sangsaeng.fairs.sheets import PARTICIPANTS, REQUESTS
    from sangsaeng.kernel.permissions import require

    require(may_run(actor, fair), actor)
    is_requests = kind == "requests"
    mapping, parsed = parsed_sheet(source, content, REQUESTS if is_requests else PARTICIPANTS)
    incoming = Incoming(mapping, parsed)
    foresee = foresee_requests if is_requests else foresee_participants
    foreseen = foresee(fair, incoming).foreseen
    if foreseen.faults:
        refuse(_line(source, fault) for fault in foreseen.faults)
    counts = [foreseen.count("new"), foreseen.count("changed"), foreseen.count("unchanged")]
    click.echo("새로 {} · 바뀜 {} · 그대로 {}".format(*counts))
    if not preview:
        enter = import_requests if is_requests else import_participants
        enter(fair, incoming, actor=actor, at=at)


def _export(kind: str, out: Path, of: str | None, email: str) -> None:
    from sangsaeng.kernel.sheets.tables import table_of
    from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx

    sheet, records = _records(kind, of, _person(email))
    table = table_of(sheet, records)
    write_whole(out, write_csv(table) if out.suffix.lower() == ".csv" else write_xlsx([table]))
    click.echo(f"{len(records)}")


def _records(kind: str, of: str | None, viewer: Any) -> tuple[Any, list[dict[str, Any]]]:
    from sangsaeng.fairs.queries.participants import participant_records, participants_for
    from sangsaeng.fairs.queries.requests import request_records, requests_for
    from sangsaeng.fairs.sheets import PARTICIPANTS, REQUESTS
    from sangsaeng.organizations import queries
    from sangsaeng.organizations.sheets import ORGANIZATIONS, organization_records

    if kind == "organizations":
        found = queries.visible_to(viewer)
        return ORGANIZATIONS, organization_records(found)
    if kind not in FAIRS:
        return listing_records_of(kind, owner_of(viewer, of), viewer)
    fair = _fair(viewer, of)
    if kind == "participants":
        return PARTICIPANTS, list(participant_records(viewer, fair, participants_for(viewer, fair)))
    return REQUESTS, request_records(viewer, fair, requests_for(viewer, fair))


def _person(email: str) -> Any:
    from sangsaeng.kernel.models import Person

    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        refuse([f"{email}: 이 이메일을 쓰는 사람이 없습니다 / nobody has this address"])
    return person


def _fair(viewer: Any, slug: str | None) -> Any:
    from sangsaeng.fairs.queries.access import get_fair_for

    if not slug:
        refuse(["--fair: 어느 상담회인지 적어 주십시오 / say which fair"])
    return get_fair_for(viewer, slug)


def _line(source: Path, said: Any) -> str:
    return f"{source}: " + " / ".join(said.text(language) for language in BOTH)


def _refusing(path: Path, deed: Callable[[], None]) -> None:
    """Do it; a refusal ends the command with its sentence in both languages."""
    from django.utils.translation import override

    from sangsaeng.kernel.refusals import Refusal
    from sangsaeng.kernel.sheets.refused import SheetRefused

    try:
        with override("ko"):
            deed()
    except SheetRefused as refused:
        refuse([_line(path, refused)])
    except Refusal as refusal:
        sentences = []
        for language in BOTH:
            with override(language):
                sentences.append(refusal.sentence)
        refuse([f"{path}: " + " / ".join(sentences)])
