"""The process that opens a stranger's file: small, limited, and thrown away afterwards.

It reads the file from standard input and answers with the copy on standard output, or with the
reason for which there is none.
"""

import json
import logging
import sys
from typing import Final
from zipfile import BadZipFile

from pypdf.errors import PyPdfError

from sangsaeng.judging.copies.office import NoCopy, bare_document
from sangsaeng.judging.copies.pages import NoPages, bare_pdf
from sangsaeng.judging.copies.pixels import NoPicture, bare
from sangsaeng.kernel.confined import confine

DONE: Final = b"copy\n"
_STUMBLES: Final = (
    *(ArithmeticError, AssertionError, AttributeError, BadZipFile, LookupError, NoPicture),
    *(
        NotImplementedError,
        OSError,
        PyPdfError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
    ),
)


def main() -> None:
    """Read standard input under the limits given as the first argument."""
    request = json.loads(sys.argv[1])
    confine(request["bounds"])
    logging.disable()
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read(), request["kind"]))


def _answer(content: bytes, kind: str) -> bytes:
    try:
        return DONE + _copy(content, kind)
    except (NoPages, NoCopy) as refused:
        return json.dumps(str(refused)).encode()
    except MemoryError:
        return json.dumps("too_heavy").encode()
    except _STUMBLES:
        # A hostile file makes a parser stumble in more ways than it names.
        return json.dumps("broken").encode()


def _copy(content: bytes, kind: str) -> bytes:
    if kind == "pdf":
        return bare_pdf(content)
    return bare(content, kind) if kind in {"png", "jpg"} else bare_document(content)
