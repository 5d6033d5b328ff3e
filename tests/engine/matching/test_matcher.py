"""Needs find offers by their texts: ranked, explained, filtered, changed and saved."""

import json
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.engine.matching import (
    Asking,
    Bigrams,
    Entry,
    Matcher,
    OutOfBounds,
    Settings,
    Taste,
    UnknownEntry,
    UnreadableIndex,
    Where,
    best_analyzer,
)
from sangsaeng.engine.matching.matcher import Match
from sangsaeng.engine.matching.wording.texts import pairs_of

pytestmark = pytest.mark.engine

SEOUL = {"region": "서울", "readiness": 7.0}
OFFERS = (
    Entry("O1", "반도체 세정 공정의 불량률을 낮추는 검사 장비", SEOUL),
    Entry("O2", "세정공정 자동화 로봇과 불량 검사", {"region": "경기", "readiness": 3.0}),
    Entry("O3", "폐배터리 재활용 공정 기술", {"region": "서울", "hidden_from": ["한빛전자"]}),
    Entry("O4", "이차전지 소재 물류 서비스", {"region": ["부산", "서울"]}),
    Entry("O5", "도색 로봇", {"region": "대구"}),
)
NEED = "세정공정 불량률을 개선할 검사 장비를 찾습니다"
WORDS = ("세정", "공정", "불량률", "검사", "장비", "로봇", "배터리", "AI", "세정공정", "의")
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def matcher():
    """Five offers, read with the best analyzer."""
    return Matcher.build(OFFERS)


def lit(text, spans):
    """The words that spans of a text point at."""
    return [text[first:last] for first, last in spans]


def plainly(matcher, need):
    """The whole ranking, reckoned from scratch in plain Python."""
    settings, analyzer = matcher.settings, matcher.analyzer
    offers = {entry.id: entry for entry in OFFERS}
    terms = {id_: analyzer.terms(entry.text) for id_, entry in offers.items()}
    pairs = {id_: pairs_of(entry.text) for id_, entry in offers.items()}

    def share(asked, held, k1, b):
        lengths = {id_: sum(counts.values()) for id_, counts in held.items()}
        mean = sum(lengths.values()) / len(lengths)
        scores, ideal = dict.fromkeys(held, 0.0), 0.0
        for one, times in asked.items():
            within = sum(one in counts for counts in held.values())
            rarity = math.log1p((len(held) - within + 0.5) / (within + 0.5))
            worth = times * rarity ** (1 + settings.rarity)
            ideal += worth
            for id_, counts in held.items():
                drag = k1 * (1 - b + b * lengths[id_] / mean)
                scores[id_] += worth * counts.get(one, 0) * (k1 + 1) / (counts.get(one, 0) + drag)
        return scores, ideal

    def counted(some):
        return {one: some.count(one) for one in some}

    said = {id_: counted(some) for id_, some in terms.items()}
    by_terms, ideal_terms = share(counted(analyzer.terms(need)), said, 1.2, 0.75)
    by_pairs, ideal_pairs = share(pairs_of(need), pairs, 0.4, 0.75)
    ideal = ideal_terms + settings.pairs * ideal_pairs
    found = {
        id_: 1 - math.exp(-(by_terms[id_] + settings.pairs * by_pairs[id_]) / ideal)
        for id_ in offers
        if by_terms[id_] > 0
    }
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("need", [NEED, "공정", "로봇 로봇", "AI 세정", "물류"])
def test_the_ranking_is_that_of_the_formula(matcher, need):
    [found] = matcher.rank_many([need])
    expected = plainly(matcher, need)

    assert [id_ for id_, _score in found] == [id_ for id_, _score in expected]
    assert [score for _id, score in found] == pytest.approx([score for _id, score in expected])


def test_scores_lie_between_nought_and_one_and_fall(matcher):
    scores = [one.score for one in matcher.match(NEED)]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


def test_reasons_are_words_of_the_offer_the_greatest_share_first(matcher):
    best = matcher.match(NEED)[0]

    assert best.id == "O1"
    assert {"불량률", "검사 장비"} <= set(best.reasons)
    assert len(best.reasons) <= 5
    assert all(reason in OFFERS[0].text for reason in best.reasons)


def test_a_need_that_says_nothing_finds_nothing(matcher):
    assert matcher.match("") == matcher.match("?!") == matcher.match("을 를 에서") == []


def test_many_are_answered_like_one(matcher):
    needs = [NEED, "", "로봇", "배터리 재활용"]

    assert matcher.match_many(needs) == [matcher.match(need) for need in needs]
    assert matcher.match_many(needs, Asking(k=1, threads=1)) == [
        matcher.match(need, k=1) for need in needs
    ]


def test_filters_work_inside_the_search(matcher):
    where = Where(any_of={"region": frozenset({"서울"})}, none_of={"hidden_from": {"한빛전자"}})

    assert [one.id for one in matcher.match("공정 로봇 소재", where=where)] == ["O4", "O1"]
    assert matcher.counts("공정", where, "region") == {"경기": 1, "서울": 1}


def test_why_lights_the_words_in_both_texts(matcher):
    why = matcher.why(NEED, "O1", {"region": ["서울", "부산"], "readiness": 3.0, "sector": "IT"})

    assert why.score == matcher.match(NEED)[0].score
    assert why.agreed == ("region",)
    assert math.isclose(sum(tie.share for tie in why.ties), 1, abs_tol=0.06)
    spans = {
        tie.words: (lit(NEED, tie.in_need), lit(OFFERS[0].text, tie.in_offer)) for tie in why.ties
    }
    assert spans["불량률"] == (["불량률"], ["불량률"])
    assert spans["세정 공정"] == (["세정공정"], ["세정", "공정"])


def test_what_is_lit_holds_the_same_terms_on_both_sides(matcher):
    for need in (NEED, "세정 공정과 세정 로봇", "AI 검사·검사 장비"):
        for found in matcher.match(need):
            offer = matcher.texts.text(found.id)
            for tie in matcher.why(need, found.id).ties:
                for text, spans in ((need, tie.in_need), (offer, tie.in_offer)):
                    said = set(matcher.analyzer.terms(" ".join(lit(text, spans))))
                    assert said & set(tie.terms), (text, tie)


def test_why_not_names_the_filter_the_rank_or_the_lack_of_words(matcher):
    selective = Where(any_of={"region": frozenset({"서울"})}, at_least={"readiness": 5})

    assert matcher.why_not(NEED, "O2", selective)[:2] == ("filtered", ("region", "readiness"))
    assert matcher.why_not(NEED, "O5").reason == "no_common_word"
    assert matcher.why_not(NEED, "O2") == ("ranked", (), 2)


def test_who_stands_behind_the_depth_is_told_so():
    entries = [Entry(f"O{i:03}", "세정 공정 장비") for i in range(50)]
    many = Matcher.build(
        [*entries, Entry("Z", "세정 " + "도색 로봇 " * 20)], settings=Settings(depth=50)
    )

    assert many.why_not("세정 공정", "Z") == ("behind", (), 50)


def test_the_hidden_is_as_unknown_as_the_absent(matcher):
    hidden = Where(none_of={"hidden_from": frozenset({"한빛전자"})})

    for id_ in ("O3", "O99"):
        with pytest.raises(UnknownEntry):
            matcher.why_not("공정", id_, hidden)
    with pytest.raises(UnknownEntry):
        matcher.why("공정", "O99")


def test_who_is_not_counted_is_found_but_not_felt():
    rest = [*OFFERS[1:]]
    quiet = Matcher.build([OFFERS[0]._replace(counted=False), *rest])
    absent = Matcher.build(rest)

    with_it = {one.id: one.score for one in quiet.match(NEED)}
    without = {one.id: one.score for one in absent.match(NEED)}
    assert with_it.pop("O1") > 0
    assert with_it == without
    for slip in ("장미", "세종", "로붓"):
        assert quiet.expander.near(slip) == absent.expander.near(slip)


@given(st.dictionaries(st.sampled_from("ABCDEF"), texts, min_size=1), texts)
def test_other_ids_and_another_order_give_the_same(offers, need):
    renamed = {id_: f"x{9 - place}" for place, id_ in enumerate(sorted(offers))}
    one = Matcher.build([Entry(id_, text) for id_, text in offers.items()])
    other = Matcher.build([Entry(renamed[id_], text) for id_, text in reversed([*offers.items()])])

    found = {renamed[match.id]: match for match in one.match(need)}
    again = {match.id: match for match in other.match(need)}
    assert {id_: match[1:] for id_, match in found.items()} == {
        id_: match[1:] for id_, match in again.items()
    }


changes = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("ABCDEF"), texts), st.sets(st.sampled_from("ABCDEF"))
    ),
    max_size=4,
)


@given(st.dictionaries(st.sampled_from("ABCDEF"), texts), changes, texts, st.booleans())
def test_a_changed_matcher_answers_like_one_built_anew(offers, steps, need, compact):
    changed = Matcher.build([_entry(*pair) for pair in offers.items()], Bigrams())
    current = dict(offers)
    for added, removed in steps:
        changed = changed.changed([_entry(*pair) for pair in added.items()], removed - added.keys())
        current = {id_: text for id_, text in current.items() if id_ not in removed} | added
    fresh = Matcher.build([_entry(*pair) for pair in current.items()], Bigrams())
    changed = changed.compacted() if compact else changed

    assert changed.match(need) == fresh.match(need)
    assert changed.find(need) == fresh.find(need)
    assert changed.texts.tally.pairs == fresh.texts.tally.pairs
    assert changed.texts.tally.documents == fresh.texts.tally.documents
    assert changed.texts.tally.codes.tolist() == fresh.texts.tally.codes.tolist()
    assert changed.texts.tally.frequencies.tolist() == fresh.texts.tally.frequencies.tolist()


def _entry(id_, text):
    """An entry whose texts of even length alone are counted."""
    return Entry(id_, text, counted=len(text) % 2 == 0)


def test_texts_that_were_analyzed_are_not_analyzed_again(matcher):
    given_terms = [entry._replace(terms=matcher.analyzer.terms(entry.text)) for entry in OFFERS]

    assert Matcher.build(given_terms).match(NEED) == matcher.match(NEED)
    [odd] = Matcher.build([Entry("O1", "세정", terms=["도색"])]).match("도색")
    assert odd == Match("O1", odd.score, ())


def test_letters_that_come_apart_are_put_together(matcher):
    apart = [entry._replace(text=unicodedata.normalize("NFD", entry.text)) for entry in OFFERS]

    assert Matcher.build(apart).match(unicodedata.normalize("NFD", NEED)) == matcher.match(NEED)


def test_a_saved_matcher_answers_the_same(matcher, tmp_path):
    changed = matcher.changed([Entry("O6", "세정 로봇 😀")], ["O1"])
    matcher.save(tmp_path)
    changed.save(tmp_path)

    for mapped in (True, False):
        loaded = Matcher.load(tmp_path, mapped=mapped)
        assert loaded.match(NEED) == changed.match(NEED)
        assert loaded.settings == changed.settings
        assert loaded.changed(removed=["O2"]).match(NEED) == changed.changed(removed=["O2"]).match(
            NEED
        )
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_a_torn_or_foreign_folder_is_refused(matcher, tmp_path):
    with pytest.raises(UnreadableIndex):
        Matcher.load(tmp_path)
    matcher.save(tmp_path)
    contents = tmp_path / "matcher.json"
    whole = contents.read_text()
    contents.write_text(whole.replace('"pairs"', '"pears"'))
    with pytest.raises(UnreadableIndex):
        Matcher.load(tmp_path)
    contents.write_text(whole)
    for path in sorted(tmp_path.rglob("*.npy")):
        kept = path.read_bytes()
        path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        with pytest.raises(UnreadableIndex):
            Matcher.load(tmp_path)
        path.write_bytes(kept)
    assert Matcher.load(tmp_path).match(NEED) == matcher.match(NEED)


def test_a_save_that_is_interrupted_leaves_what_was_there(matcher, tmp_path, monkeypatch):
    matcher.save(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(json, "dumps", lambda *_args, **_kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            matcher.changed(removed=["O1"]).save(tmp_path)

    assert Matcher.load(tmp_path).match(NEED) == matcher.match(NEED)


def test_settings_stay_within_their_bounds():
    for out_of_bounds in ({"pairs": 0.2}, {"pairs": 1.1}, {"rarity": 0.7}, {"depth": 10}):
        with pytest.raises(OutOfBounds):
            Settings(**out_of_bounds)


def test_half_the_weight_of_pairs_changes_scores_but_finds_the_same(matcher):
    quiet = Matcher.build(OFFERS, settings=Settings(pairs=0.25))

    assert {one.id for one in quiet.match(NEED)} == {one.id for one in matcher.match(NEED)}
    assert quiet.match(NEED)[0].score != matcher.match(NEED)[0].score


def test_a_taste_moves_scores_a_little_and_off_is_as_before(matcher):
    taste = Taste.learned(["로봇 자동화"] * 6, ["검사 장비"] * 6, best_analyzer())
    before = {one.id: one.score for one in matcher.match(NEED)}
    after = {one.id: one.score for one in matcher.match(NEED, taste=taste)}

    assert matcher.match(NEED, taste=None) == matcher.match(NEED, taste=Taste({}))
    assert before.keys() == after.keys()
    assert before["O1"] > after["O1"] >= 0.85 * before["O1"]
    assert before["O2"] < after["O2"] <= 1.15 * before["O2"]


def test_a_taste_reaches_what_it_can_bring_among_the_first():
    near = [Entry(f"O{i}", "세정 공정 장비 서울") for i in range(4)]
    liked = Matcher.build([*near, Entry("Z", "세정 공정 장비 서울 로봇")])
    taste = Taste.learned(["로봇"] * 20, ["서울"] * 2, best_analyzer())

    assert [one.id for one in liked.match("세정 공정", k=1)] == ["O0"]
    assert [one.id for one in liked.match("세정 공정", k=1, taste=taste)] == ["Z"]


def test_a_whole_book_can_be_asked(matcher):
    book = " ".join(f"{word}{number}" for number in range(20_000) for word in ("세정", "공정"))

    assert matcher.match(book)[0].score > 0
