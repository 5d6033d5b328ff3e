"""What every page's answer passes through."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_out
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.decorators import sync_only_middleware

from sangsaeng.fairs.models import FairRole
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Refusal, SignInNeeded
from sangsaeng.web.errors import bad_request, refusal_page, sign_in_page
from sangsaeng.web.urls_live import LIVE
from sangsaeng.web.views import live

Answer = Callable[[HttpRequest], HttpResponse]

SIGNED_OUT = "sangsaeng.signed_out"


@sync_only_middleware
class PhonesFirst:
    """Answers the phones that poll before anything asks who they are.

    What follows in the chain reads cookies, sessions and users; for a number that everybody with
    the code may know, that is work without a purpose.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a poll at once and pass everything else on."""
        if request.path_info.startswith(f"/{LIVE}"):
            return live.revision(request, request.path_info.removeprefix(f"/{LIVE}"))
        return self.answer(request)


@sync_only_middleware
class PrivatePages:
    """Keeps what a signed-in person saw out of every cache, and out of the device once signed out."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        user_logged_out.connect(_signed_out, dispatch_uid="private pages")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer as private unless a view has already said how it may be kept."""
        response = self.answer(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            patch_vary_headers(response, ["Cookie"])
        if SIGNED_OUT in request.META:
            response["Clear-Site-Data"] = request.META[SIGNED_OUT]
        return response


def _signed_out(request: HttpRequest | None, user: Person | None, **_of_the_signal: object) -> None:
    """Remember that this very request ended a session, and what the device is to forget.

    A desk's device keeps the marks that it could not send yet; its pages are forgotten all the same.
    """
    if request is not None:
        keeps_marks = (
            isinstance(user, Person) and FairRole.objects.running().filter(person=user).exists()
        )
        request.META[SIGNED_OUT] = '"cache"' if keeps_marks else '"cache", "storage"'


@sync_only_middleware
class RefusalPages:
    """Turns a refusal raised anywhere below into its page."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is a fault and goes on up."""
        if isinstance(exception, SignInNeeded):
            return sign_in_page(request)
        if isinstance(exception, Refusal):
            return refusal_page(request, exception)
        if isinstance(exception, (DataError, ValueError)) and _holds_a_null(request):
            return bad_request(request, exception)
        return None


def _holds_a_null(request: HttpRequest) -> bool:
    """Tell whether the request names something by a sign that some databases refuse to look up."""
    given = [*request.GET.lists(), *request.POST.lists()]
    return "\x00" in request.path_info or any(
        "\x00" in text for _key, texts in given for text in texts
    )
