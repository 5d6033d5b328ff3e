"""The owner's own material: kept sealed, told to nobody unless the owner tells a title."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sangsaeng.disclosure.actions.materials import (
    Upload,
    describe_material,
    enter_material,
    list_title,
    seal_version,
    stop_listing,
    take_original,
)
from sangsaeng.disclosure.actions.viewing import sealed_content
from sangsaeng.disclosure.kinds import MATERIALS
from sangsaeng.disclosure.models import Material
from sangsaeng.disclosure.queries.access import (
    get_listed_title_for,
    get_material_for,
    get_version_for,
)
from sangsaeng.disclosure.queries.lists import materials_of
from sangsaeng.disclosure.rules import may_list_title
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import kind_of
from sangsaeng.kernel.models import Person
from sangsaeng.organizations.queries import own_organizations
from sangsaeng.web.documents.watermark import Stamp, watermarked
from sangsaeng.web.forms_disclosure import MaterialForm, NewMaterialForm, TitleForm, VersionForm
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.disclosure.frame import home
from sangsaeng.web.views.exporting import attachment, export_table


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List the material of the viewer's organizations."""
    viewer = signed_in(request)
    context = {
        "title": _("우리 기술자료"),
        "lead": _("우리 기업의 구성원만 봅니다. 밖에서는 자료가 있다는 것도 알 수 없습니다."),
        "breadcrumbs": [*home(), {"label": _("우리 기술자료"), "url": ""}],
        "materials": materials_of(viewer),
        "has_place": own_organizations(viewer).exists(),
    }
    return render(request, "web/disclosure/materials.html", context)


@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the owner's own list as a file."""
    headings = [
        ("title", _("자료 이름")),
        ("owner", _("자료의 주인")),
        ("kind", _("종류")),
        ("classification", _("비밀 등급")),
        ("version", _("버전")),
        ("sealed_on", _("봉인한 날")),
        ("sha256", "SHA-256"),
    ]
    records = [
        {
            "title": one.material.title,
            "owner": one.material.owner.name,
            "kind": one.material.get_kind_display(),
            "classification": one.material.get_classification_display(),
            "version": one.newest.label,
            "sealed_on": one.newest.added_at.astimezone(clock.SEOUL).date(),
            "sha256": one.newest.sha256,
        }
        for one in materials_of(signed_in(request))
    ]
    return export_table(headings, records, form, "materials")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a material with its first version."""
    viewer = signed_in(request)
    owners = own_organizations(viewer)
    form = NewMaterialForm(
        request.POST or None,
        owners=owners,
        files=request.FILES or None,
        initial={"listing": request.GET.get("listing")},
    )
    entered: list[Material] = []

    def deed() -> None:
        owner, upload, at = form.cleaned_data["owner"], form.upload, clock.now()
        require_showable(upload, viewer, at)
        entered.append(enter_material(owner, form.facts, upload, actor=viewer, at=at))

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("자료를 봉인했습니다."))
        return redirect("material", entered[0].code)
    context: dict[str, object] = {
        "title": _("기술자료 넣기"),
        "lead": _("올린 파일은 그대로 봉인됩니다. 고친 자료는 새 버전으로 넣습니다."),
        "breadcrumbs": _way(_("기술자료 넣기")),
        "submit": _("봉인하여 넣기"),
    }
    return form_page(request, "web/disclosure/form.html", form, context)


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one's own material: its versions, who knows its title, and where it was granted."""
    viewer = signed_in(request)
    return _page(request, viewer, get_material_for(viewer, code))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said about a material."""
    viewer = signed_in(request)
    material = get_material_for(viewer, code)
    said = {name: getattr(material, name) for name in MaterialForm.base_fields}
    form = MaterialForm(request.POST or None, owner=material.owner, initial=said)

    def deed() -> None:
        describe_material(material, form.facts, actor=viewer, at=clock.now())

    if request.method == "POST" and succeeds(form, deed):
        messages.success(request, _("저장했습니다."))
        return redirect("material", material.code)
    context = {
        "title": material.title,
        "breadcrumbs": _way(_("고치기"), material),
        "submit": _("저장"),
        "sample_data": material.is_sample,
    }
    return form_page(request, "web/disclosure/form.html", form, context)


@require_POST
def add_version(request: HttpRequest, code: str) -> HttpResponse:
    """Seal a new version."""
    viewer = signed_in(request)
    material = get_material_for(viewer, code)
    form = VersionForm(request.POST, request.FILES)

    def deed() -> None:
        upload, at = form.upload, clock.now()
        require_showable(upload, viewer, at)
        seal_version(material, upload, actor=viewer, at=at)

    if succeeds(form, deed):
        messages.success(request, _("새 버전을 봉인했습니다."))
        return redirect("material", material.code)
    return _page(request, viewer, material, version_form=form)


@require_GET
def original(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give the owner's people the sealed original, unchanged."""
    viewer = signed_in(request)
    version = get_version_for(viewer, code, number)
    take_original(version, actor=viewer, at=clock.now())
    return attachment(sealed_content(version), "application/octet-stream", version.file.name)


@require_POST
def tell_title(request: HttpRequest, code: str) -> HttpResponse:
    """Tell one counterpart the title."""
    viewer = signed_in(request)
    material = get_material_for(viewer, code)
    form = TitleForm(request.POST)

    def deed() -> None:
        counterpart = form.cleaned_data["organization"]
        list_title(material, counterpart, actor=viewer, at=clock.now())

    if succeeds(form, deed):
        messages.success(request, _("상대가 이제 자료의 이름을 보고 요구할 수 있습니다."))
        return redirect("material", material.code)
    return _page(request, viewer, material, title_form=form)


@require_POST
def end_title(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """No longer tell a counterpart the title."""
    viewer = signed_in(request)
    listed = get_listed_title_for(viewer, code, key)
    stop_listing(listed, actor=viewer, at=clock.now())
    messages.success(request, _("이름을 더는 알려 주지 않습니다."))
    return redirect("material", code)


def require_showable(upload: Upload, viewer: Person, at: datetime) -> None:
    """Refuse a file whose pages could not be shown later, while its owner can still mend it."""
    kind = kind_of(upload.content)
    if kind in MATERIALS.kinds:
        watermarked(upload.content, kind or "", Stamp(viewer.name, "", at, upload.label, ""))


def _page(
    request: HttpRequest,
    viewer: Person,
    material: Material,
    *,
    version_form: VersionForm | None = None,
    title_form: TitleForm | None = None,
) -> HttpResponse:
    listed = material.listed.filter(ended_at__isnull=True).select_related("organization")
    versions = material.versions.select_related("file", "added_by").prefetch_related(
        "granted__demand__receiver"
    )
    context = {
        "title": material.title,
        "material": material,
        "breadcrumbs": _way(material.title),
        "sample_data": material.is_sample,
        "versions": versions,
        "listed": listed,
        "may_list": may_list_title(viewer, material),
        "version_form": version_form or VersionForm(auto_id="version_%s"),
        "title_form": title_form or TitleForm(auto_id="title_%s"),
    }
    faulty = version_form or title_form
    return form_page(request, "web/disclosure/material.html", faulty or VersionForm(), context)


def _way(here: str, material: Material | None = None) -> list[dict[str, str]]:
    way = [*home(), {"label": _("우리 기술자료"), "url": reverse("materials")}]
    if material is not None:
        way.append({"label": material.title, "url": reverse("material", args=[material.code])})
    return [*way, {"label": here, "url": ""}]
