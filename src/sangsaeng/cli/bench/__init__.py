"""`sangsaeng bench`: what we claim, measured beside our peers in one run."""

import click

from sangsaeng.cli.bench.matching import matching
from sangsaeng.cli.bench.reviewing import reviewing
from sangsaeng.cli.bench.timetable import timetable
from sangsaeng.cli.bench.web import web

__all__ = ["bench"]


@click.group()
def bench() -> None:
    """Measure beside peers, every method in a process of its own."""


bench.add_command(matching)
bench.add_command(reviewing)
bench.add_command(timetable)
bench.add_command(web)
