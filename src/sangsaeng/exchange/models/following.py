"""What a person follows: searches whose new results come by mail, and single needs and offers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsaeng.exchange.kinds import Side
from sangsaeng.exchange.models.listing import Listing
from sangsaeng.kernel.models import Person
from sangsaeng.kernel.permissions import SeenQuerySet
from sangsaeng.kernel.tokens import new_code


class OwnQuerySet(SeenQuerySet):  # type: ignore[type-arg]  # of either kind of row below
    """What a person keeps for themselves."""

    def visible_to(self, viewer: object) -> "OwnQuerySet":
        """Return the viewer's own; not even operators read what others follow."""
        return self.filter(person=viewer) if isinstance(viewer, Person) else self.none()

    def seen_by(self, person: Person) -> Q:
        """Only the person's own."""
        return Q(person=person)


class SavedSearch(models.Model):
    """A search a person keeps; what is new in it is told."""

    class Pace(models.TextChoices):
        """How often news are told."""

        AT_ONCE = "at_once", _("새로 올라오면 바로")
        DAILY = "daily", _("하루 한 번")
        NEVER = "never", _("알리지 않음")

    code = models.CharField(max_length=12, unique=True, default=new_code)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("이름"), max_length=80)
    side = models.CharField(max_length=5, choices=Side.choices)
    # The search as its address carries it: words and filters
    query = models.JSONField(default=dict)
    pace = models.CharField(_("알림"), max_length=8, choices=Pace.choices, default=Pace.DAILY)
    saved_at = models.DateTimeField()
    # What was out before this moment is not news any more.
    told_until = models.DateTimeField()

    objects: ClassVar[OwnQuerySet] = OwnQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_search_named_once"),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="saved_search_side_known"
            ),
        ]
        indexes = [models.Index(fields=["pace", "told_until"])]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    """A need or an offer a person keeps an eye on."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="watches")
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="watches")
    began_at = models.DateTimeField()

    objects: ClassVar[OwnQuerySet] = OwnQuerySet.as_manager()  # type: ignore[assignment]  # manager made of the queryset

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "listing"], name="watch_kept_once"),
        ]
        ordering = ["-began_at", "-pk"]
