"""The class of an organization follows from its kind and its size."""

import pytest
from tests.factories import make_organization

from sangsaeng.fairs.models import CompanyClass
from sangsaeng.fairs.queries.classes import class_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "size_class", "company_class"),
    [
        ("company", "large", CompanyClass.LARGE),
        ("company", "midsize", CompanyClass.MIDSIZE),
        ("company", "sme", CompanyClass.SMALL),
        ("company", "startup", CompanyClass.SMALL),
        ("company", "micro", CompanyClass.SMALL),
        ("company", "", CompanyClass.SMALL),
        ("public_institution", "", CompanyClass.PUBLIC),
        ("local_government", "", CompanyClass.PUBLIC),
        ("association", "", CompanyClass.OTHER),
        ("ministry", "", CompanyClass.OTHER),
    ],
)
def test_class_follows_kind_and_size(kind, size_class, company_class):
    assert class_of(make_organization(kind=kind, size_class=size_class)) is company_class
