"""Checking a plaque: the page behind its QR code, and what programs ask for."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from sangsaeng.honors import proofs
from sangsaeng.honors.models import Plaque
from sangsaeng.honors.papers import fingerprint
from sangsaeng.honors.proving import MEDIA_TYPE, Token
from sangsaeng.honors.queries.plaques import get_plaque, newer_plaque
from sangsaeng.kernel import clock
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.web.forms_honors import LookUpForm

_TONES = {"valid": "success", "revoked": "danger", "altered": "danger", "unknown": "warning"}


@require_GET
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for the number on a plaque."""
    form = LookUpForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect(f"{reverse('plaque_look_up')}{form.cleaned_data['code']}")
    context = {
        "title": _("기념패 확인"),
        "lead": _("기념패가 진짜인지, 취소되지 않았는지 누구나 확인할 수 있습니다."),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/honors/look_up.html", context, status=status)


@require_GET
@vary_on_headers("Accept")
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say how a plaque stands; a program that asks for the credential gets it here."""
    if request.accepts(MEDIA_TYPE) and not request.accepts("text/html"):
        return token(request, code)
    try:
        plaque = get_plaque(code)
    except NotFound:
        context = {
            "title": _("기념패 확인"),
            "told": "unknown",
            "code": code[:20],
            "form": LookUpForm(),
        }
        return render(request, "web/honors/verify.html", context, status=404)
    told = proofs.told_by_the_site(plaque)
    context = {
        "title": _("기념패 확인"),
        "told": told,
        "tone": _TONES[told],
        "plaque": plaque,
        "honor": plaque.holder.honor,
        "holders": plaque.holder.honor.holders.all(),
        "newer": newer_plaque(plaque),
        "fingerprint": fingerprint(plaque),
        "key": plaque.key.kid,
        "issuer": Token.read(plaque.credential).issuer if told != "altered" else "",
        "checked_at": clock.now(),
        "sample_data": plaque.holder.honor.is_sample,
    }
    return render(request, "web/honors/verify.html", context)


@require_GET
def token(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give the signed credential itself."""
    plaque = get_plaque(code)
    response = HttpResponse(plaque.credential, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="{plaque.code}.jwt"'
    return response


@require_GET
def package(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give the credential with the issuer's keys and the present list, to be checked off-line."""
    plaque = _sound(code)
    return JsonResponse(
        proofs.bundle_of(plaque, clock.now()), json_dumps_params={"ensure_ascii": False}
    )


@require_GET
def status(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give the signed list of what was revoked."""
    response = HttpResponse(proofs.status_list(number, clock.now()), content_type=MEDIA_TYPE)
    response["Cache-Control"] = "public, max-age=60"
    return response


@require_GET
def did(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Say which keys sign here (did:web)."""
    return JsonResponse(proofs.issuer_document(), content_type="application/did+json")


@require_GET
def key_set(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Give the same keys as a set (RFC 7517)."""
    return JsonResponse(proofs.issuer_keys(), content_type="application/jwk-set+json")


def _sound(code: str) -> Plaque:
    plaque = get_plaque(code)
    if proofs.told_by_the_site(plaque) == "altered":
        raise NotFound
    return plaque
