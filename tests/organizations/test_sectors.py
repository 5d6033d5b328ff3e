"""A classification code belongs to one group, whichever way it is written."""

import pytest

from sangsaeng.organizations.sectors import sector_group, sector_label


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
