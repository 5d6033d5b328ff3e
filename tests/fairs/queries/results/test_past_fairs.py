"""Figures of the past are what was published, each with its source, and gaps stay gaps."""

from django.utils import translation

from sangsaeng.fairs.queries.results import announced_results, past_fairs


def fair(held_on):
    """The fair of the past that was held then."""
    return next(one for one in past_fairs() if one.held_on == held_on)


def test_the_fair_of_2023_is_counted_by_its_own_list():
    one = fair("2023-11-21")

    assert (one.buyers, one.suppliers, one.requests, one.meetings) == (39, 147, 924, 219)
    assert "40" in one.note
    assert round(one.matched_share, 3) == 0.237
    assert round(one.requests_per_supplier, 1) == 6.3
    assert round(one.meetings_per_buyer, 1) == 5.6


def test_what_nobody_published_is_none():
    one = fair("2018-04")

    assert (one.requests, one.meetings) == (None, None)
    assert (one.matched_share, one.meetings_per_buyer) == (None, None)


def test_every_figure_has_a_source():
    told = [*past_fairs(), *announced_results()]

    assert all(one.source for one in told)
    assert all(one.address.startswith("http") for one in told if one.address)
    assert [one.held_on for one in past_fairs() if not one.address] == ["2023-11-21"]


def test_they_are_told_in_the_readers_language():
    with translation.override("en"):
        assert fair("2018-07-10").place == "Cheongju"
        assert announced_results()[1].meaning == "Contracts concluded"
    assert fair("2018-07-10").place == "청주"
