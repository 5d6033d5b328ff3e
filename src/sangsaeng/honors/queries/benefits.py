"""Benefits and questions as those read them whom they concern."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Prefetch, QuerySet

from sangsaeng.honors.models import (
    AuthorityKey,
    AuthorityKeyQuerySet,
    Benefit,
    BenefitQuerySet,
    BenefitQuestion,
    BenefitQuestionQuerySet,
    BenefitUse,
    Honor,
)
from sangsaeng.honors.rules import may_grant_benefits, may_keep_keys
from sangsaeng.honors.terms import REMINDERS
from sangsaeng.kernel.clock import day_of
from sangsaeng.kernel.models import Person, StoredFile
from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.kernel.tokens import digest
from sangsaeng.organizations.business_number import normalized
from sangsaeng.organizations.models import Membership, Organization

MOST_QUESTIONS: Final = 50


def held_by(person: Person) -> BenefitQuerySet:
    """Return the benefits of the person's organizations with their uses, what ends first first."""
    mine = Membership.objects.organizations_of(person)
    uses = Prefetch("uses", BenefitUse.objects.select_related("file"))
    return (
        Benefit.objects.filter(holder__organization__in=mine)
        .select_related("holder__organization", "holder__honor__program")
        .prefetch_related(uses)
    )


def state_on(benefit: Benefit, day: date) -> str:
    """Return how a benefit stands: coming, running, ending, ended, stopped."""
    if benefit.holder.honor.state != "given":
        return "stopped"
    if benefit.stopped_on is not None and benefit.stopped_on <= day:
        return "stopped"
    if benefit.ends_on is not None and benefit.ends_on < day:
        return "ended"
    if benefit.starts_on > day:
        return "coming"
    soon = benefit.ends_on is not None and benefit.ends_on <= day + timedelta(days=REMINDERS[0])
    return "ending" if soon else "running"


def get_benefit_for(viewer: Viewer, code: str) -> Benefit:
    """Return the benefit, if it concerns the viewer."""
    seen = Benefit.objects.visible_to(viewer)
    related = seen.select_related("holder__organization", "holder__honor__program")
    found = related.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def get_evidence_for(viewer: Viewer, number: int) -> StoredFile:
    """Return the file that shows a use, if the benefit concerns the viewer."""
    seen = Benefit.objects.visible_to(viewer)
    found = BenefitUse.objects.select_related("file").filter(pk=number, benefit__in=seen).first()
    if found is None or found.file is None:
        raise NotFound
    return found.file


def get_granted_honor_for(viewer: Viewer, code: str) -> Honor:
    """Return the honor, if the viewer may grant what follows from it."""
    found = Honor.objects.select_related("program", "call").filter(code=code).first()
    if found is None or not may_grant_benefits(viewer, found):
        raise NotFound
    return found


def benefits_of(honor: Honor) -> BenefitQuerySet:
    """Return what followed from an honor, by holder."""
    found = Benefit.objects.filter(holder__honor=honor)
    return found.select_related("holder__organization", "holder__honor").order_by(
        "holder__position", "kind", "pk"
    )


def questions_about(person: Person) -> QuerySet[BenefitQuestion]:
    """Return who asked about the person's organizations, the latest first."""
    mine = Membership.objects.organizations_of(person)
    found: BenefitQuestionQuerySet = BenefitQuestion.objects.visible_to(person)
    related = found.select_related("key__authority", "organization")
    return related.filter(organization__in=mine)[:MOST_QUESTIONS]


def asked_lately(person: Person) -> QuerySet[BenefitQuestion]:
    """Return what the person's authorities asked, the latest first."""
    mine = Membership.objects.organizations_of(person)
    found = BenefitQuestion.objects.visible_to(person).filter(key__authority__in=mine)
    return found.select_related("organization", "asked_by")[:MOST_QUESTIONS]


def open_keys_of(viewer: Viewer, *, at: datetime) -> AuthorityKeyQuerySet:
    """Return the keys with which the viewer may ask in an authority's name."""
    if not isinstance(viewer, Person):
        return AuthorityKey.objects.none()
    mine = Membership.objects.organizations_of(viewer)
    open_now = AuthorityKey.objects.open_on(day_of(at))
    return open_now.filter(authority__in=mine).select_related("authority")


def key_of_token(token: str, *, at: datetime) -> AuthorityKey | None:
    """Return the key a token belongs to, as long as it opens anything."""
    open_now = AuthorityKey.objects.open_on(day_of(at))
    return open_now.select_related("keeper").filter(digest=digest(token)).first()


def all_keys_for(viewer: Viewer) -> AuthorityKeyQuerySet:
    """Return every key, for those who keep them."""
    if not may_keep_keys(viewer):
        raise NotFound
    return AuthorityKey.objects.select_related("authority", "keeper", "given_by")


def get_key_for(viewer: Viewer, code: str) -> AuthorityKey:
    """Return a key, for those who keep them."""
    found = all_keys_for(viewer).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def organization_named(code: str = "", business_number: str = "") -> Organization | None:
    """Return whom a question is about, by its code or its business number; None if nobody."""
    number = normalized(business_number) if business_number else None
    found = Organization.objects.filter(code=code.strip().upper()) if code else None
    if found is None:
        found = Organization.objects.filter(business_number=number or "-")
    one = found.select_related("merged_into").first()
    return one.merged_into or one if one else None
