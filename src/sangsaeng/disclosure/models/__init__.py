"""Rows of disclosure: material, demands, agreements with their holders, and the papers of each."""

from sangsaeng.disclosure.models.agreement import (
    AUTHORIZED,
    Agreement,
    AgreementText,
    Certificate,
    Holder,
    HolderChange,
    Signature,
)
from sangsaeng.disclosure.models.demand import AskedTitle, Demand, Granted, SecrecyQuestion
from sangsaeng.disclosure.models.document import Document, Hold
from sangsaeng.disclosure.models.material import ListedTitle, Material, MaterialVersion

__all__ = [
    "AUTHORIZED",
    "Agreement",
    "AgreementText",
    "AskedTitle",
    "Certificate",
    "Demand",
    "Document",
    "Granted",
    "Hold",
    "Holder",
    "HolderChange",
    "ListedTitle",
    "Material",
    "MaterialVersion",
    "SecrecyQuestion",
    "Signature",
]
