"""Pages for what did not work: each says why and what to do next."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sangsaeng.kernel.refusals import NotAllowed, NotFound, Refusal

PAGES = {400, 403, 404, 409, 429, 500}


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show a refusal with its sentence."""
    template = refusal.status if refusal.status in PAGES else 409
    return render(
        request,
        f"web/errors/{template}.html",
        {"sentence": refusal.sentence, "status": refusal.status, "back": _way_back(request)},
        status=refusal.status,
    )


def _way_back(request: HttpRequest) -> str:
    """Return where the visitor pressed; nothing when they came from elsewhere or by address."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return ""
    back = urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()
    # The page that was just refused would be refused again.
    is_itself = request.method == "GET" and back == request.get_full_path()
    # A path of two slashes would be read as another host.
    is_path = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_path and not is_itself else ""


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Send a stranger to sign in, and back here afterward."""
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Show that the request could not be read."""
    sentence = _("요청을 읽을 수 없습니다. 이전 화면으로 돌아가 다시 시도해 주십시오.")
    return render(request, "web/errors/400.html", {"sentence": sentence}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Show that the viewer may not do this."""
    return refusal_page(request, NotAllowed())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's form
    """Show that there is no such page."""
    return refusal_page(request, NotFound())


def broken(request: HttpRequest) -> HttpResponse:
    """Show that the fault is ours."""
    return render(request, "web/errors/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's form
    """Show that the form is too old or came from elsewhere."""
    sentence = _("화면이 오래되어 보내기를 확인할 수 없습니다. 새로고침한 뒤 다시 시도해 주십시오.")
    return render(request, "web/errors/403.html", {"sentence": sentence}, status=403)
