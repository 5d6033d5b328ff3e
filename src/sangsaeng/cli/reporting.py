"""How a command speaks: faults on standard error, one line each; files written whole or not."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

BAD_INPUT = 2


def refuse(lines: Iterable[str]) -> NoReturn:
    """Say every fault and end without writing anything."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(BAD_INPUT)


def read_bytes(path: Path) -> bytes:
    """Return a file's content, or refuse with its name."""
    try:
        return path.read_bytes()
    except OSError as fault:
        refuse([f"{path}: 파일을 읽을 수 없습니다 / cannot be read ({fault.strerror})"])


def read_json(path: Path) -> Any:
    """Return a JSON file's value, or refuse with the place where it breaks."""
    try:
        return json.loads(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        refuse([f"{path}: UTF-8 글자가 아닙니다 / is not UTF-8 text"])
    except json.JSONDecodeError as fault:
        place = f"{path}:{fault.lineno}:{fault.colno}"
        refuse([f"{place}: JSON으로 읽을 수 없습니다 / is not JSON ({fault.msg})"])
    except RecursionError:
        refuse([f"{path}: 너무 깊게 중첩된 JSON입니다 / is nested too deeply"])


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; a device or pipe is written into."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as fault:
        refuse([f"{path}: 파일을 쓸 수 없습니다 / cannot be written ({fault.strerror})"])


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file for people and programs."""
    write_whole(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _umask() -> int:
    """Return which rights new files do not get; the system tells it only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
