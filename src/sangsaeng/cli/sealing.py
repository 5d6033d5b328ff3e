"""`sangsaeng seal`: in an incident, judging of a call stands still; with --lift it goes on.

Exit 0: done. 2: there is no such call, or it stands still (or goes on) already.
"""

from typing import TYPE_CHECKING

import click

from sangsaeng.cli.reporting import refuse

if TYPE_CHECKING:
    from sangsaeng.judging.models import Seal


@click.command()
@click.argument("call")
@click.option("--reason", required=True, help="멈추는(다시 시작하는) 까닭")
@click.option("--lift", is_flag=True, help="다시 시작")
def seal(call: str, reason: str, lift: bool) -> None:  # noqa: FBT001 - click's form
    """Seal the judging of CALL (its address), or lift the seal."""
    from sangsaeng.cli.running import set_up

    set_up()
    from sangsaeng.judging.actions.sealing import lift_seal, seal_judging
    from sangsaeng.kernel import clock
    from sangsaeng.kernel.house import the_house
    from sangsaeng.kernel.refusals import Refusal
    from sangsaeng.programs.models import Call

    found = Call.objects.filter(slug=call).select_related("program").first()
    if found is None:
        refuse([f"{call}: 그런 회차가 없습니다 / there is no such call"])
    try:
        if lift:
            lift_seal(found, reason, actor=the_house(), at=clock.now())
            click.echo(f"{call}: 심사를 다시 시작했습니다 / judging goes on")
            return
        done = seal_judging(found, reason, actor=the_house(), at=clock.now())
    except Refusal as refused:
        refuse([f"{call}: {refused.sentence}"])
    reviews = len(done.snapshot["reviews"])
    click.echo(f"{call}: 심사를 멈추었습니다 / judging stands still")
    click.echo(f"  평가 {reviews}건 보관 / {reviews} reviews kept, SHA-256 {done.sha256}")
    _tell_unusual(done)


def _tell_unusual(seal: "Seal") -> None:
    """Name the accounts that looked far more than the others."""
    from sangsaeng.judging.queries.incident import looks_before, unusual_in

    looked = looks_before(seal.call, seal.sealed_at)
    click.echo(f"  조회한 계정 {len(looked)}개 / {len(looked)} accounts looked")
    for one in unusual_in(looked):
        click.echo(
            f"  평소와 다름 / unusual: {one.person.email} {one.busiest_on}: {one.busiest}", err=True
        )
