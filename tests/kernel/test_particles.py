"""A particle follows the sound of the word before it."""

import pytest

from sangsaeng.kernel.particles import particle, settled

pytestmark = pytest.mark.engine


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("한국수력원자력", "한국수력원자력이"),
        ("삼성전자", "삼성전자가"),
        ("삼성전자(주)", "삼성전자(주)가"),
        ("㈜한빛", "㈜한빛이"),
        ("‘상담’", "‘상담’이"),
        ("KT", "KT가"),
        ("LS엠트론", "LS엠트론이"),
        ("SEM", "SEM이"),
        ("Naver", "Naver가"),
        ("Apple", "Apple이"),
        ("Hanwha Online", "Hanwha Online이"),
        ("Green Lab", "Green Lab이"),
        ("12", "12가"),
        ("10", "10이"),
        ("", "가"),
    ],
)
def test_subject_particle_follows_the_last_sound(word, spoken):
    assert word + particle(word, "이(가)") == spoken


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("상담장", "상담장으로"),
        ("7", "7로"),
        ("서울", "서울로"),
        ("코엑스", "코엑스로"),
        ("3", "3으로"),
    ],
)
def test_direction_particle_is_short_after_a_vowel_and_after_rieul(word, spoken):
    assert word + particle(word, "(으)로") == spoken


def test_every_open_particle_of_a_sentence_is_settled():
    sentence = (
        "한빛정밀은(는) 삼성전자와(과) 만나고 KT을(를) 찾아 2관(으)로 갑니다. 담당자이(가) 압니다."
    )

    assert (
        settled(sentence)
        == "한빛정밀은 삼성전자와 만나고 KT를 찾아 2관으로 갑니다. 담당자가 압니다."
    )


def test_a_sentence_without_open_particles_stays_as_it_is():
    sentence = "No time was left (see the chart)."

    assert settled(sentence) == sentence
