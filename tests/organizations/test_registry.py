"""The tax office is asked only when an operator configured it, and its silence is said."""

import json

import pytest

from sangsaeng.organizations.registry import (
    NoLookup,
    RegistryUnreachable,
    TaxOfficeLookup,
    registry,
)


def answering(statuses):
    """A service that knows these numbers; it keeps what it was asked."""
    asked = []

    def send(address, body):
        numbers = json.loads(body)["b_no"]
        asked.append((address, numbers))
        known = [{"b_no": each, "b_stt_cd": statuses.get(each, "")} for each in numbers]
        return json.dumps({"data": known}).encode()

    return send, asked


def test_nobody_is_asked_by_default():
    assert isinstance(registry(), NoLookup)
    assert registry().statuses(["1248100998"]) == {"1248100998": "unknown"}


def test_key_turns_the_look_up_on(settings):
    settings.REGISTRY_KEY = "secret"

    assert registry() == TaxOfficeLookup("secret")


def test_statuses_are_told_in_our_words():
    send, asked = answering({"1": "01", "2": "02", "3": "03"})

    found = TaxOfficeLookup("a/b", send).statuses(["1", "2", "3", "4"])

    assert found == {"1": "active", "2": "suspended", "3": "closed", "4": "unregistered"}
    assert asked[0][0].startswith("https://")
    assert asked[0][0].endswith("serviceKey=a%2Fb")


def test_a_hundred_numbers_are_asked_at_once():
    send, asked = answering({})

    TaxOfficeLookup("key", send).statuses([str(number) for number in range(250)])

    assert [len(numbers) for _address, numbers in asked] == [100, 100, 50]


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"data": [{}]}', OSError("down")])
def test_service_that_does_not_answer_is_a_refusal(answer):
    def send(address, body):  # noqa: ARG001 - the service's form
        if isinstance(answer, OSError):
            raise answer
        return answer

    with pytest.raises(RegistryUnreachable):
        TaxOfficeLookup("key", send).statuses(["1"])
