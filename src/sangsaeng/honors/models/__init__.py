"""Honors and their holders, plaques, benefits, ceremonies."""

from sangsaeng.honors.models.benefit import AuthorityKey, Benefit, BenefitQuestion, BenefitUse
from sangsaeng.honors.models.ceremony import Ceremony, Guest
from sangsaeng.honors.models.honor import Holder, Honor
from sangsaeng.honors.models.plaque import IssuerKey, Plaque

__all__ = [
    "AuthorityKey",
    "Benefit",
    "BenefitQuestion",
    "BenefitUse",
    "Ceremony",
    "Guest",
    "Holder",
    "Honor",
    "IssuerKey",
    "Plaque",
]
