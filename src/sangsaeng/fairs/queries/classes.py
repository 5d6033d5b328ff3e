"""To which class an organization belongs where fairs tell classes apart."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sangsaeng.fairs.models import CompanyClass
from sangsaeng.organizations.models import Kind, Organization, SizeClass

_BY_SIZE: Final[Mapping[str, CompanyClass]] = MappingProxyType(
    {SizeClass.LARGE: CompanyClass.LARGE, SizeClass.MIDSIZE: CompanyClass.MIDSIZE}
)
_BY_KIND: Final[Mapping[str, CompanyClass]] = MappingProxyType(
    {
        Kind.PUBLIC_INSTITUTION: CompanyClass.PUBLIC,
        Kind.LOCAL_GOVERNMENT: CompanyClass.PUBLIC,
    }
)


def class_of(organization: Organization) -> CompanyClass:
    """Return the class of an organization; a company whose size nobody entered counts as small."""
    if organization.kind == Kind.COMPANY:
        return _BY_SIZE.get(organization.size_class, CompanyClass.SMALL)
    return _BY_KIND.get(organization.kind, CompanyClass.OTHER)
