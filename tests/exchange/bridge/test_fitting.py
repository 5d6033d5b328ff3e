"""How well texts of one side fit a text of the other."""

from sangsaeng.exchange.bridge.fitting import fits

NEED = "배터리 셀 외관 불량을 빠르게 찾는 비전 검사 기술"


def test_what_says_the_same_fits_better_than_what_says_something_else():
    found = fits(
        NEED,
        {
            "vision": "머신비전으로 배터리 불량을 검사하는 장비",
            "sales": "백화점 판로를 여는 농산물 가공식품",
            "cleaning": "배터리 셀 세정 장비",
        },
    )

    assert found["vision"].score > found["cleaning"].score > found["sales"].score == 0
    assert {"배터리", "불량을"} <= set(found["vision"].reasons)
    assert found["sales"].reasons == ()


def test_score_stays_between_none_and_all():
    found = fits(NEED, {1: NEED, 2: "", 3: "찾는"})

    assert 1 > found[1].score > found[3].score > 0
    assert found[2] == (0, ())


def test_names_of_candidates_and_their_order_change_nothing():
    texts = {"a": "배터리 검사 장비", "b": "검사 기술 교육"}
    turned = {"y": texts["b"], "x": texts["a"]}

    assert fits(NEED, texts)["a"] == fits(NEED, turned)["x"]


def test_nothing_to_compare_gives_nothing():
    assert fits(NEED, {}) == {}
    assert fits("", {"a": "배터리"})["a"] == (0, ())
