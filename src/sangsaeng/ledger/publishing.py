"""The public list of checkpoints: a file that only grows, beside the database."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from sangsaeng.ledger.models import Checkpoint
from sangsaeng.ledger.notes import Step

_TAIL = 64 * 1024


def list_path() -> Path:
    """Return where the list lies."""
    return Path(settings.TRANSPARENCY_ROOT) / "checkpoints.txt"


def publish_checkpoints() -> None:
    """Append every checkpoint that the list does not have yet."""
    path = list_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        missing = Checkpoint.objects.filter(size__gt=_last_size(out)).order_by("size")
        for checkpoint in missing:
            out.write(f"{checkpoint.step.to_line()}\n".encode())
        out.flush()
        os.fsync(out.fileno())


def published() -> Iterator[Step]:
    """Return what the list says, line by line."""
    if not list_path().exists():
        return
    with list_path().open(encoding="utf-8") as lines:
        for line in lines:
            yield Step.from_line(line)


def _last_size(out: BinaryIO) -> int:
    end = out.seek(0, os.SEEK_END)
    out.seek(max(0, end - _TAIL))
    lines = out.read().splitlines()
    return Step.from_line(lines[-1].decode()).note.size if lines else 0
