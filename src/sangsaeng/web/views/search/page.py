"""The page of the one search; as a person types, only its results are drawn anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sangsaeng.exchange.queries.looking import LONGEST_WORDS
from sangsaeng.web.views.search.shelves import shelves


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found under the words, of everything the viewer may see."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST_WORDS]
    found = shelves(request.user, words)
    context = {
        "title": _("찾기"),
        "lead": _(
            "수요와 제안, 기업과 기관, 상담회를 한 번에 찾습니다. 띄어쓰기가 달라도 찾습니다."
        ),
        "words": words,
        "shelves": found,
        "number": sum(len(shelf.results) for shelf in found),
    }
    is_fragment = request.headers.get("HX-Target") == "found"
    return render(
        request, "web/search/_found.html" if is_fragment else "web/search/page.html", context
    )
