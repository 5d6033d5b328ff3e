"""Titles an owner listed for one counterpart: the only way to learn that material exists."""

from django.db.models import QuerySet

from sangsaeng.disclosure.models import Material
from sangsaeng.organizations.models import Organization


def titles_listed_for(receiver: Organization, owner: Organization) -> QuerySet[Material]:
    """Return the owner's material whose title this counterpart may read, and nothing but it."""
    return Material.objects.filter(
        owner=owner, listed__organization=receiver, listed__ended_at__isnull=True
    ).order_by("title", "pk")
