"""Honors and their holders, plaques, benefits, ceremonies."""

from sangsaeng.honors.models.benefit import (
    AuthorityKey,
    AuthorityKeyQuerySet,
    Benefit,
    BenefitQuerySet,
    BenefitQuestion,
    BenefitQuestionQuerySet,
    BenefitUse,
)
from sangsaeng.honors.models.ceremony import Ceremony, Guest
from sangsaeng.honors.models.honor import Holder, Honor
from sangsaeng.honors.models.plaque import IssuerKey, Plaque

__all__ = [
    "AuthorityKey",
    "AuthorityKeyQuerySet",
    "Benefit",
    "BenefitQuerySet",
    "BenefitQuestion",
    "BenefitQuestionQuerySet",
    "BenefitUse",
    "Ceremony",
    "Guest",
    "Holder",
    "Honor",
    "IssuerKey",
    "Plaque",
]
