"""Work on a stranger's file in a process that can be lost without harm.

The process is small, limited in time and memory, without files and further processes, and thrown
away afterwards. It knows neither the site's settings nor its database.
"""

import importlib.util
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import sangsaeng

_CHILD: Final = (
    "import sys, json, importlib; sys.path[:0] = json.loads(sys.argv.pop()); "
    "importlib.import_module(sys.argv.pop()).main()"
)
_OUT_OF_TIME: Final = (-signal.SIGXCPU, -signal.SIGKILL)
_OUT_OF_MEMORY: Final = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS)
# One thread and one arena: what is reserved counts as memory, whether it is used or not.
_SMALL: Final = {"MALLOC_ARENA_MAX": "1", "RAYON_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Bounds:
    """What a process may use."""

    cpu_seconds: int
    wall_seconds: int
    memory_bytes: int


class Lost(Exception):
    """The process did not come back; ``reason`` is ``time``, ``memory`` or ``crash``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run_confined(
    module: str,
    request: Mapping[str, Any],
    data: bytes,
    *,
    bounds: Bounds,
    packages: Sequence[str],
) -> bytes:
    """Let the module's ``main()`` work on data, and return what it wrote to standard output.

    Its first argument is the request as JSON. It may import the packages, and calls
    :func:`confine` before it reads the first byte.
    """
    given = json.dumps({**request, "bounds": asdict(bounds)})
    roots = json.dumps(_import_roots(packages))
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and code; the file is only data
            [sys.executable, "-I", "-S", "-c", _CHILD, given, module, roots],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=bounds.wall_seconds,
            check=False,
            env=_SMALL,
        )
    except subprocess.TimeoutExpired as fault:
        raise Lost("time") from fault
    if ended.returncode:
        raise Lost(_reason_of_death(ended.returncode))
    return ended.stdout


def confine(bounds: Mapping[str, int], *, threads: bool = False, file_bytes: int = 0) -> None:
    """Give up time, memory, files and, unless threads are needed, further processes."""
    cpu, memory = bounds["cpu_seconds"], bounds["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _reason_of_death(code: int) -> str:
    if code in _OUT_OF_TIME:
        return "time"
    return "memory" if code in _OUT_OF_MEMORY else "crash"


def _import_roots(packages: Sequence[str]) -> list[str]:
    """Return the folders the child imports from; it skips the start-up of site-packages."""
    roots = [str(Path(sangsaeng.__file__).resolve().parent.parent)]
    for name in packages:
        package = importlib.util.find_spec(name)
        if package is None or package.origin is None:  # pragma: no cover - a declared dependency
            raise ModuleNotFoundError(name)
        roots.append(str(Path(package.origin).parent.parent))
    return roots
