"""How a form asks a context to act and shows what was declined."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Invalid, Refusal, SignInNeeded

SHOWN_IN_FORM = frozenset({409, 410, 422})
_MOST_DIGITS = 18


def signed_in(request: HttpRequest) -> Person:
    """Return who is looking, or ask them to sign in."""
    if not isinstance(request.user, Person):
        raise SignInNeeded
    return request.user


def number_in(text: str) -> int | None:
    """Return the whole number a form sent along, if it is one; none of ours has so many digits."""
    return int(text[:_MOST_DIGITS]) if text.isdecimal() else None


def succeeds(form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Do the deed when the form is whole; put what is declined beside its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Invalid as refused:
        for field, fault in refused.faults.items():
            form.add_error(field if field in form.fields else None, fault)
        return False
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        form.add_error(None, refused.sentence)
        return False
    return True


def form_page(
    request: HttpRequest, template: str, form: forms.BaseForm, context: dict[str, object]
) -> HttpResponse:
    """Show a page with a form; status 422 when it came back with faults."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
