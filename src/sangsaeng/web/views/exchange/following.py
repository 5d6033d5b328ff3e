"""What a person follows: the searches they keep and the needs and offers they watch."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sangsaeng.exchange.actions import following
from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models import Listing, SavedSearch, Watch
from sangsaeng.exchange.queries.access import get_listing_for
from sangsaeng.exchange.queries.following import get_search_for, is_watched, searches_of, watches_of
from sangsaeng.exchange.queries.looking import Looking
from sangsaeng.exchange.queries.shown import Shown, shown_to
from sangsaeng.exchange.rules import may_edit
from sangsaeng.kernel import clock
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.refusals import Invalid, NotFound, Refusal
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.asking import SHOWN_IN_FORM, signed_in
from sangsaeng.web.views.exporting import Record, export_table


class PaceForm(forms.Form):
    """How often news of a search are told."""

    pace = forms.ChoiceField(label=gettext_lazy("알림"), choices=SavedSearch.Pace.choices)


@require_GET
def searches(request: HttpRequest) -> HttpResponse:
    """List the searches the viewer keeps."""
    actor = signed_in(request)
    title = _("저장한 검색")
    context = {
        "title": title,
        "lead": _("새 글이 올라오면 알려 드립니다."),
        "breadcrumbs": _breadcrumbs(title),
        "searches": [_described(one) for one in searches_of(actor)],
        "paces": SavedSearch.Pace.choices,
    }
    return render(request, "web/following/searches.html", context)


@require_GET
def searches_export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the searches the viewer keeps as a file."""
    headings = [
        ("name", _("이름")),
        ("side", _("구분")),
        ("words", _("낱말")),
        ("pace", _("알림")),
        ("saved_at", _("저장한 때")),
        ("url", _("주소")),
    ]
    records = [_record(one) for one in searches_of(signed_in(request))]
    return export_table(headings, records, form, "searches")


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search of the list the viewer comes from."""
    actor = signed_in(request)
    side = request.POST.get("side", "")
    if side not in Side.values:
        raise NotFound
    looking = Looking.of(side, request.POST.dict())
    name = request.POST.get("name", "") or looking.words
    pace = request.POST.get("pace", SavedSearch.Pace.DAILY)
    try:
        following.save_search(name, side, looking.query, pace, actor=actor, at=clock.now())
    except Invalid as refused:
        messages.error(request, " ".join(refused.faults.values()))
    except Refusal as refused:
        if refused.status not in SHOWN_IN_FORM:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("검색을 저장했습니다. 새 글이 올라오면 알려 드립니다."))
        return redirect("saved_searches")
    return redirect(_list_of(looking))


@require_GET
def follow_search(request: HttpRequest, code: str) -> HttpResponse:
    """Look at a saved search anew."""
    search = get_search_for(signed_in(request), code)
    return redirect(_list_of(Looking.of(search.side, search.query)))


@require_POST
def set_pace(request: HttpRequest, code: str) -> HttpResponse:
    """Choose how often the news of a search are told."""
    actor = signed_in(request)
    search = get_search_for(actor, code)
    form = PaceForm(request.POST)
    if form.is_valid():
        following.set_pace(search, form.cleaned_data["pace"], actor=actor, at=clock.now())
        messages.success(request, _("알림을 바꾸었습니다."))
    else:
        messages.error(request, _("알림을 고르십시오."))
    return redirect("saved_searches")


@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a search no longer."""
    actor = signed_in(request)
    search = get_search_for(actor, code)
    following.forget_search(search, actor=actor, at=clock.now())
    messages.success(request, _("저장한 검색을 지웠습니다."))
    return redirect("saved_searches")


@require_GET
def watches(request: HttpRequest) -> HttpResponse:
    """List what the viewer watches and may still read."""
    actor = signed_in(request)
    title = _("지켜보는 글")
    context = {
        "title": title,
        "lead": _("글이 바뀌거나 마감되면 알려 드립니다."),
        "breadcrumbs": _breadcrumbs(title),
        "watched": _watched(actor),
    }
    return render(request, "web/following/watches.html", context)


@require_GET
def watches_export(request: HttpRequest, form: str) -> HttpResponse:
    """Give what the viewer watches as a file."""
    headings = [
        ("side", _("구분")),
        ("kind", _("종류")),
        ("title", _("제목")),
        ("owner", _("올린 기업·기관")),
        ("expires_on", _("공개 기한")),
        ("url", _("주소")),
    ]
    records: list[Record] = [
        {
            "side": one.side_label,
            "kind": one.kind_label,
            "title": one.title,
            "owner": one.owner.name if one.owner else "",
            "expires_on": one.expires_on,
            "url": page_of(one),
        }
        for one in _watched(signed_in(request))
    ]
    return export_table(headings, records, form, "watches")


@require_POST
def watch(request: HttpRequest, code: str) -> HttpResponse:
    """Watch a need or an offer, or let it go."""
    actor = signed_in(request)
    if "stop" in request.POST:
        kept = Watch.objects.visible_to(actor).filter(listing__code=code).first()
        if kept is None:
            raise NotFound
        following.unwatch(kept.listing, actor=actor, at=clock.now())
        messages.success(request, _("이제 이 글을 지켜보지 않습니다."))
        return redirect("watches")
    listing = get_listing_for(actor, code)
    following.watch(listing, actor=actor, at=clock.now())
    messages.success(request, _("이 글을 지켜봅니다. 바뀌거나 마감되면 알려 드립니다."))
    return redirect(page_of(listing))


def watch_panel(request: HttpRequest, listing: Listing) -> Panel | None:
    """Offer to keep an eye on what is out."""
    viewer = request.user
    if not isinstance(viewer, Person) or listing.state != "published":
        return None
    if may_edit(viewer, listing):
        # Who may change it need not be told that it changed.
        return None
    context = {"code": listing.code, "is_watched": is_watched(viewer, listing)}
    return Panel("web/following/_watch.html", context)


def page_of(listing: Listing | Shown) -> str:
    """The page of a need or an offer."""
    return reverse("listing_page", args=[listing.side, listing.code])


def _watched(actor: Person) -> list[Shown]:
    return shown_to(actor, [one.listing for one in watches_of(actor)])


def _described(search: SavedSearch) -> dict[str, object]:
    looking = Looking.of(search.side, search.query)
    return {"search": search, "looking": looking, "filters": len(looking.chosen)}


def _record(search: SavedSearch) -> dict[str, object]:
    looking = Looking.of(search.side, search.query)
    return {
        "name": search.name,
        "side": search.get_side_display(),
        "words": looking.words,
        "pace": search.get_pace_display(),
        "saved_at": search.saved_at,
        "url": _list_of(looking),
    }


def _list_of(looking: Looking) -> str:
    query = urlencode(looking.query)
    return reverse("listing_list", args=[looking.side]) + (f"?{query}" if query else "")


def _breadcrumbs(here: str) -> list[dict[str, str]]:
    return [{"label": _("나의 상생"), "url": reverse("my")}, {"label": here, "url": ""}]
