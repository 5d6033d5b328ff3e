"""The ladder of certainty: how sure a result is, from talk to payment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rung(models.TextChoices):
    """How far a result has come; what stands on different rungs is never added up."""

    TALKED = "talked", _("상담함")
    QUOTED = "quoted", _("견적을 냄")
    AGREED = "agreed", _("계약·합의함")
    ORDERED = "ordered", _("발주함")
    DELIVERED = "delivered", _("납품함")
    PAID = "paid", _("대금을 받음")
