"""`sangsaeng timetable`: plan, repair and check a fair from a file, without a site."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from sangsaeng.cli.reporting import read_json, refuse, write_json, write_whole
from sangsaeng.engine import timetable as engine
from sangsaeng.fairs.faults import korean

Value = TypeVar("Value")
IN = click.argument("source", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
JSON_OUT = click.option(
    "--json", "json_out", type=click.Path(path_type=Path, dir_okay=False), help="결과를 JSON으로"
)


@click.group()
def timetable() -> None:
    """Plan, repair and check timetables of one-to-one meetings."""


@timetable.command()
@IN
@click.option(
    "-o", "xlsx_out", type=click.Path(path_type=Path, dir_okay=False), help="시간표를 엑셀로"
)
@JSON_OUT
@click.option("--slots", type=click.IntRange(1, 500), help="상담 시간 수 (시트에 없을 때, 기본 12)")
@click.option("--tables", type=click.IntRange(1, 50), help="수요기업마다 테이블 수 (기본 1)")
@click.option("--supplier-limit", type=click.IntRange(0), help="공급기업마다 상담 한도")
@click.option("--buyer-limit", type=click.IntRange(0), help="수요기업마다 상담 한도")
@click.option("--hours", help="상담하는 시각, 예: 10:00-12:00,13:00-17:00")
@click.option("--minutes", type=click.IntRange(1, 480), default=30, help="상담 한 건의 길이(분)")
def plan(source: Path, xlsx_out: Path | None, json_out: Path | None, **defaults: Any) -> None:
    """Make the best timetable of the requests in IN (.xlsx, .csv or .json)."""
    if source.suffix.lower() == ".json":
        _plan_json(source, xlsx_out, json_out)
        return
    from sangsaeng.cli.timetable_sheets import Defaults, read_fair
    from sangsaeng.cli.timetable_workbook import workbook

    fair = read_fair(source, Defaults(**defaults))
    answer = _timed(lambda: engine.plan(fair.problem))
    _summarize(answer)
    if xlsx_out:
        write_whole(xlsx_out, workbook(answer.to_json(), fair.slots))
    if json_out:
        write_json(json_out, answer.to_json())


@timetable.command()
@IN
@click.option(
    "--running",
    "running_path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="지금의 시간표, 불참, 현장 신청(JSON)",
)
@JSON_OUT
def repair(source: Path, running_path: Path, json_out: Path | None) -> None:
    """Repair a running timetable with the fewest announced meetings moved."""
    problem = _read(source, engine.problem_from_json)
    now = _unwrapped(read_json(running_path))
    running = _parsed(running_path, now, lambda form: engine.running_from_json(problem, form))
    began = time.perf_counter()
    result = engine.repair(problem, running)
    answer = replace(result.answer, seconds=round(time.perf_counter() - began, 6))
    result = replace(result, answer=answer)
    _summarize(result.answer)
    click.echo(
        f"유지 {len(result.kept)} · 이동 {len(result.moved)} · 취소 {len(result.cancelled)} · "
        f"추가 {len(result.added)}",
        err=True,
    )
    _put_json(json_out, result.to_json())


@timetable.command()
@IN
@click.argument("answer_path", metavar="OUT.json", type=click.Path(path_type=Path, dir_okay=False))
def check(source: Path, answer_path: Path) -> None:
    """Check any timetable independently of how it was made; exit 0 or list the violations."""
    form, stated = read_json(source), read_json(answer_path)
    violations = [
        *(_check_population if _is_population(form) else _check_fair)(
            _Files(source, form, answer_path, stated)
        )
    ]
    if violations:
        for violation in violations:
            click.echo(f"{answer_path}: {violation}", err=True)
        raise SystemExit(1)
    click.echo("맞는 시간표입니다 / the timetable holds")


@dataclass(frozen=True)
class _Files:
    """A problem and an answer as they lie in their files."""

    source: Path
    problem: Any
    answer_path: Path
    answer: Any


def _check_fair(files: _Files) -> Iterable[object]:
    problem = _parsed(files.source, files.problem, engine.problem_from_json)
    answer = _parsed(files.answer_path, files.answer, engine.answer_from_json)
    return engine.check(problem, answer)


def _check_population(files: _Files) -> Iterable[object]:
    from sangsaeng.engine.timetable import population

    problem = _parsed(files.source, files.problem, population.population_from_json)
    answer = _parsed(files.answer_path, files.answer, population.answer_from_json)
    return population.check_population(problem, answer)


def _plan_json(source: Path, xlsx_out: Path | None, json_out: Path | None) -> None:
    form = read_json(source)
    if _is_population(form):
        from sangsaeng.engine.timetable import population

        problem = _parsed(source, form, population.population_from_json)
        answer = _timed(lambda: population.plan_population(problem))
    else:
        two_sided = _parsed(source, form, engine.problem_from_json)
        answer = _timed(lambda: engine.plan(two_sided))
    _summarize(answer)
    if xlsx_out:
        from sangsaeng.cli.timetable_workbook import workbook

        labels = [f"{number}" for number in range(form["slots"])]
        write_whole(xlsx_out, workbook(answer.to_json(), labels))
    if json_out or not xlsx_out:
        _put_json(json_out, answer.to_json())


def _is_population(form: Any) -> bool:
    return isinstance(form, dict) and "participants" in form


def _unwrapped(form: Any) -> Any:
    """Take what is running out of a whole problem that carries it."""
    return form["running"] if isinstance(form, dict) and "running" in form else form


def _read(path: Path, parse: Callable[[Any], Value]) -> Value:
    return _parsed(path, read_json(path), parse)


def _parsed(path: Path, form: Any, parse: Callable[[Any], Value]) -> Value:
    try:
        return parse(form)
    except engine.InvalidProblem as invalid:
        refuse(
            f"{path}: {fault.place}: {korean(fault.code, fault.params)} / {fault.text}"
            for fault in invalid.faults
        )


def _timed(solve: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    answer = solve()
    return replace(answer, seconds=round(time.perf_counter() - began, 6))


def _summarize(answer: Any) -> None:
    """Say on standard error what was reached, beside what could be reached at most."""
    form = answer.to_json()
    for obstacle in form.get("obstacles", ()):
        click.echo(f"모두 넣을 수 없습니다 / not all can be placed: {obstacle['detail']}", err=True)
    reached, bound = form["objective"], form["bound"]
    met = "suppliers_met" if "suppliers_met" in reached else "participants_met"
    proof = "최적임이 증명됨 / proved optimal" if bound.get("exact") else "상한 / bound"
    click.echo(
        f"상담 {reached['meetings']} · 만난 기업 {reached[met]} (상한 {bound[met]}) · "
        f"희망도 {reached['weight']:g} (상한 {bound['weight']:g}) · 빈 시간 {reached['gaps']} · "
        f"미편성 {len(form['unplaced'])} · {form['seconds']:.3f}초 · {proof}",
        err=True,
    )


def _put_json(path: Path | None, value: Any) -> None:
    if path:
        write_json(path, value)
    else:
        import json

        click.echo(json.dumps(value, ensure_ascii=False, indent=1))
