"""A classification code belongs to one group, whichever way it is written."""

import pytest

from sangsaeng.organizations.sectors import (
    GROUPS,
    codes_begin,
    sector_group,
    sector_groups,
    sector_label,
)


@pytest.mark.parametrize(
    ("code", "group", "label"),
    [
        ("C29", "C29", "기계·장비 제조"),
        ("29111", "C29", "기계·장비 제조"),
        ("C29111"[:5], "C29", "기계·장비 제조"),
        ("C", "C", "제조업"),
        ("58", "J", "정보통신"),
        ("J62", "J", "정보통신"),
        ("01", "A", "농업·임업·어업"),
        ("04", "", ""),
        ("Y", "", ""),
        ("7", "", ""),
        ("", "", ""),
    ],
)
def test_group_of_a_code(code, group, label):
    assert sector_group(code) == group
    assert sector_label(group) == label


@pytest.mark.parametrize(
    ("code", "groups"),
    [("29111", ("C29", "C")), ("J62", ("J",)), ("58", ("J",)), ("C", ("C",)), ("04", ())],
)
def test_a_code_belongs_to_its_division_and_to_its_section(code, groups):
    assert sector_groups(code) == groups


@pytest.mark.parametrize("code", ["C29", "29111", "C", "J62", "58", "01", "A01"])
def test_a_code_begins_as_the_codes_of_its_groups_and_of_no_other(code):
    begun = {group for group in GROUPS if code.startswith(codes_begin(group))}

    assert begun == set(sector_groups(code))
