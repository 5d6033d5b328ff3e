"""How an organization and what it earned are shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sangsaeng.fairs.rules import may_read_absences
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations import rules
from sangsaeng.organizations.business_number import formatted
from sangsaeng.organizations.models import Credential, Organization
from sangsaeng.organizations.queries import GRADES

GRADED = (Credential.Kind.INDEX_GRADE, Credential.Kind.PUBLIC_GRADE)


@dataclass(frozen=True)
class Link:
    """Where a fact comes from: a page with its address, or a document by name."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class GradeRow:
    """One grade, and in which of the years it was given."""

    grade: str
    marks: tuple[bool, ...]


@dataclass(frozen=True)
class Chart:
    """Grades of one kind by year, newest first; a year without a published grade stays empty."""

    title: str
    years: tuple[int, ...]
    rows: tuple[GradeRow, ...]


def links_of(source: str) -> list[Link]:
    """Return a source as links, by the name of each site; a document stays text."""
    parts = source.split()
    if not parts or not all(part.startswith(("http://", "https://")) for part in parts):
        return [Link(source)] if source else []
    return [Link(urlsplit(part).hostname or part, part) for part in parts]


def listed(organization: Organization) -> dict[str, Any]:
    """Return a row of the list; credentials are expected prefetched."""
    graded = [each for each in organization.credentials.all() if each.kind in GRADED]
    newest = max(graded, key=lambda each: each.year, default=None)
    return {
        "organization": organization,
        "number": formatted(organization.business_number),
        "grade": f"{newest.value} ({newest.year})" if newest else "",
    }


def breadcrumbs(here: str, organization: Organization | None = None) -> list[dict[str, str]]:
    """Return the way to a page about organizations."""
    way = [{"label": pgettext("several", "기업·기관"), "url": reverse("organizations")}]
    if organization:
        url = reverse("organization", args=[organization.code])
        way.append({"label": organization.name, "url": url})
    return [*way, {"label": here, "url": ""}]


def tabs(viewer: Viewer, organization: Organization, current: str) -> list[dict[str, object]]:
    """Return the pages about an organization that the viewer may open."""
    may_edit = rules.may_edit(viewer, organization)
    pages = [
        ("organization", _("소개"), True),
        ("organization-edit", _("정보 고치기"), may_edit),
        ("organization-names", _("이름"), may_edit),
        (
            "organization-group",
            _("기업집단"),
            rules.may_edit_identity(viewer, organization),
        ),
        (
            "organization-credentials",
            _("이력·인증 기록"),
            rules.may_record_credentials(viewer, organization),
        ),
        ("organization-people", _("구성원"), rules.may_see_people(viewer, organization)),
        ("organization-no-shows", _("불참 기록"), may_read_absences(viewer, organization)),
    ]
    shown = [
        {
            "label": label,
            "url": reverse(name, args=[organization.code]),
            "current": name == current,
            "count": "",
        }
        for name, label, is_open in pages
        if is_open
    ]
    return shown if len(shown) > 1 else []


def grade_charts(credentials: Iterable[Credential]) -> list[Chart]:
    """Return a chart for each kind of grade with more than one year."""
    by_kind: dict[str, dict[int, str]] = defaultdict(dict)
    for each in credentials:
        if each.kind in GRADED and each.value in GRADES:
            by_kind[each.kind][each.year] = each.value
    return [
        _chart(str(Credential.Kind(kind).label), grades)
        for kind, grades in by_kind.items()
        if len(grades) > 1
    ]


def _chart(title: str, grades: dict[int, str]) -> Chart:
    years = tuple(range(max(grades), min(grades) - 1, -1))
    shown = [grade for grade in GRADES if grade in set(grades.values())]
    rows = (GradeRow(each, tuple(grades.get(year) == each for year in years)) for each in shown)
    return Chart(title, years, tuple(rows))


def described(
    organization: Organization, credentials: Iterable[Credential], address: str
) -> HttpResponse:
    """Answer with an organization as linked data (schema.org)."""
    others = [name.name for name in organization.names.all() if name.name != organization.name]
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": address,
        "identifier": organization.code,
        "name": organization.name,
        "alternateName": sorted(others),
        "url": organization.homepage,
        "description": organization.profile,
        "taxID": formatted(organization.business_number),
        "addressRegion": organization.get_region_display(),
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": each.get_kind_display(),
                "name": each.value,
                "validFrom": str(each.awarded_on or each.year),
                "isBasedOn": each.source,
            }
            for each in credentials
        ],
    }
    known = {key: value for key, value in about.items() if value}
    return JsonResponse(
        known,
        json_dumps_params={"ensure_ascii": False},
        content_type="application/ld+json; charset=utf-8",
    )
