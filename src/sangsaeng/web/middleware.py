"""What every page's answer passes through."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.decorators import sync_only_middleware

from sangsaeng.kernel.refusals import Refusal, SignInNeeded
from sangsaeng.web.errors import refusal_page, sign_in_page

Answer = Callable[[HttpRequest], HttpResponse]


@sync_only_middleware
class PrivatePages:
    """Keeps what a signed-in person saw out of every cache."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer as private unless a view has already said how it may be kept."""
        response = self.answer(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            patch_vary_headers(response, ["Cookie"])
        return response


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
        return None
