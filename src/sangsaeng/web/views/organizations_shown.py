"""How an organization and what it earned are shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sangsaeng.kernel.permissions import Viewer
from sangsaeng.organizations import rules
from sangsaeng.organizations.business_number import formatted
from sangsaeng.organizations.models import Credential, Organization
from sangsaeng.organizations.queries import GRADES

GRADED = (Credential.Kind.INDEX_GRADE, Credential.Kind.PUBLIC_GRADE)
STEP = 64
ROW = 26
LEFT = 76


@dataclass(frozen=True)
class Link:
    """Where a fact comes from: a page with its address, or a document by name."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Mark:
    """One grade of one year in a chart."""

    x: int
    y: int
    year: int
    grade: str


@dataclass(frozen=True)
class Chart:
    """Grades of one kind by year; years without a published grade stay empty."""

    title: str
    width: int
    height: int
    grades: tuple[tuple[int, str], ...]
    years: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]


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
    way = [{"label": _("기업·기관"), "url": reverse("organizations")}]
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
            "organization-credentials",
            _("이력·인증 기록"),
            rules.may_record_credentials(viewer, organization),
        ),
        ("organization-people", _("구성원"), rules.may_see_people(viewer, organization)),
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
    shown = [grade for grade in GRADES if grade in set(grades.values())]
    years = range(min(grades), max(grades) + 1)
    marks = [
        Mark(_x(years, year), _y(shown, grade), year, grade)
        for year, grade in sorted(grades.items())
    ]
    return Chart(
        title,
        LEFT + STEP * len(years),
        ROW * (len(shown) + 1) + 8,
        tuple((_y(shown, grade), grade) for grade in shown),
        tuple((_x(years, year), year) for year in years),
        tuple(marks),
    )


def _x(years: range, year: int) -> int:
    return LEFT + STEP // 2 + STEP * years.index(year)


def _y(shown: list[str], grade: str) -> int:
    return ROW // 2 + 4 + ROW * shown.index(grade)


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
