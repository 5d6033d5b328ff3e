"""Notices for programs: one's own, page by page, and put aside."""

import pytest
from tests.notices.factories import make_notice, make_story

pytestmark = pytest.mark.django_db
URL = "/api/v1/my/notices"


@pytest.fixture
def story():
    return make_story()


def test_program_reads_its_persons_notices_page_by_page(client, story):
    made = [make_notice(story.supplier_person, story.supplier) for _ in range(3)]
    make_notice(story.buyer_person, story.buyer)
    client.force_login(story.supplier_person)

    first = client.get(URL, {"limit": 2}).json()
    second = client.get(URL, {"limit": 2, "after": first["next"]}).json()

    items = first["items"] + second["items"]
    assert [one["code"] for one in items] == [one.code for one in made]
    assert items[0]["title"] == "상담회가 끝났습니다: 기술협력 상담회"
    assert items[0]["fair"] == story.fair.slug
    assert second["next"] is None


def test_program_puts_a_notice_aside(client, story):
    notice = make_notice(story.supplier_person, story.supplier)
    client.force_login(story.supplier_person)

    assert client.post(f"{URL}/{notice.code}/read").json()["read_at"]
    assert client.get(URL, {"unread": True}).json()["items"] == []


def test_anothers_notice_is_missing(client, story):
    notice = make_notice(story.buyer_person, story.buyer)
    client.force_login(story.supplier_person)

    assert client.post(f"{URL}/{notice.code}/read").status_code == 404
