"""A name that is not ours is refused, not broken."""

import pytest


@pytest.mark.django_db
def test_request_for_another_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
