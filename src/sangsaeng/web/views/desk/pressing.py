"""A press at the desk: what was done is said on the next page, and so is what was declined."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from sangsaeng.kernel.refusals import Refusal
from sangsaeng.web.views.asking import SHOWN_IN_FORM


def pressed(request: HttpRequest, deed: Callable[[], object], said: str) -> bool:
    """Do the deed and say so, or say why not; tell which."""
    try:
        deed()
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
        return False
    messages.success(request, said)
    return True
