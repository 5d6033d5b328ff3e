"""The judge's desk and a review, as a judge uses them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_person
from tests.judging.factories import hand_in_again, make_judge, make_review, make_seal
from tests.programs.factories import make_entry
from tests.web.judging.worlds import judging_world, rubric, signed_in_as

from sangsaeng.judging.models import Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return judging_world()


@pytest.fixture
def browser(world):
    return signed_in_as(world.people["judge"])


def text_of(answer):
    return answer.content.decode()


def test_the_desk_lists_what_is_to_be_judged_by_label_and_masked_title(world, browser):
    hand_in_again(world.entry, "한빛전자의 세정")
    page = text_of(browser.get(reverse("review_home")))

    assert "«수요기업»의 세정" in page
    assert "한빛전자" not in page
    assert world.entry.code not in page
    assert "0/2" in page


def test_the_desk_of_somebody_who_judges_nothing_says_what_comes_next():
    page = text_of(signed_in_as(make_person()).get(reverse("review_home")))

    assert "맡은 심사가 없습니다" in page


def test_a_judge_who_has_not_declared_is_told_how_many_wait_and_nothing_of_them(world):
    page = text_of(signed_in_as(world.people["undeclared_judge"]).get(reverse("review_home")))

    assert "평가 1건이 닫혀 있습니다" in page
    assert "신청 내용" not in page
    assert "세정 공정" not in page
    assert f"/judging/{world.closed.judge.code}/" in page


def test_the_desk_takes_as_many_queries_for_three_as_for_one(world, browser):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(reverse("review_home"))
        return len(asked)

    count()
    alone = count()
    for number in range(2):
        entry = make_entry(world.call, world.other, world.other_small, title=f"또 {number}")
        make_review(world.judge, entry, world.stage)

    assert count() == alone


def test_a_review_without_script_is_saved_and_handed_in(world, browser):
    code = world.review.code
    saved = browser.post(reverse("review_save", args=[code]), rubric(world.review), follow=True)
    assert "저장했습니다" in text_of(saved)
    world.review.refresh_from_db()
    browser.post(reverse("review_submit", args=[code]), rubric(world.review))
    world.review.refresh_from_db()

    assert world.review.state == "submitted"
    assert sorted(world.review.scores.values_list("points", flat=True)) == [7, 8]


def test_saving_in_passing_tells_how_far_it_is(world, browser):
    url = reverse("review_save", args=[world.review.code])
    answer = browser.post(
        url,
        rubric(world.review, **{"points-result": ""}),
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    assert "48.0점" in text_of(answer)
    assert "점수 없는 항목 1개" in text_of(answer)
    assert "<html" not in text_of(answer)


def test_a_save_from_an_old_page_is_refused_in_words(world, browser):
    url = reverse("review_save", args=[world.review.code])
    browser.post(url, rubric(world.review, page="ONE"))
    answer = browser.post(url, rubric(world.review, page="TWO"), headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert "다른 창에서" in text_of(answer)


def test_handing_in_with_an_open_criterion_keeps_what_was_written_on_the_page(world, browser):
    url = reverse("review_submit", args=[world.review.code])
    answer = browser.post(url, rubric(world.review, **{"points-result": ""}))

    assert answer.status_code == 422
    assert "모든 항목에 점수가" in text_of(answer)
    assert "위원회에" in text_of(answer)


def test_a_save_overtaken_by_its_own_handing_in_is_no_fault(world, browser):
    code = world.review.code
    browser.post(reverse("review_submit", args=[code]), rubric(world.review, page="ONE"))
    url, passing = reverse("review_save", args=[code]), {"HX-Request": "true"}
    own = browser.post(url, rubric(world.review, page="ONE"), headers=passing)
    other = browser.post(url, rubric(world.review, page="TWO"), headers=passing)

    assert own.status_code == 200
    assert "76.0점" in text_of(own)
    assert other.status_code == 422


@pytest.mark.parametrize("word", ["심사하나", "하나대학교"])
def test_a_judge_who_signs_a_comment_is_warned(world, browser, word):
    url = reverse("review_save", args=[world.review.code])
    said = rubric(world.review, shared_comment=f"좋습니다. {word} 드림")
    answer = browser.post(url, said, headers={"HX-Request": "true"})

    assert "누가 썼는지 드러나는 말이 있습니다" in text_of(answer)


def test_a_judge_cannot_ask_the_warning_who_else_judges(world, browser):
    url = reverse("review_save", args=[world.review.code])
    said = rubric(world.review, shared_comment="심사둘 위원의 말대로")
    answer = browser.post(url, said, headers={"HX-Request": "true"})

    assert "드러나는 말" not in text_of(answer)


def hand_in(person, review):
    signed_in_as(person).post(reverse("review_submit", args=[review.code]), rubric(review))
    review.refresh_from_db()
    assert review.state == "submitted"


def second_judge(world):
    judge = make_judge(world.call, world.stage, make_person("심사다섯"))
    return judge, make_review(judge, world.entry, world.stage)


def test_others_are_read_after_ones_own_is_in_and_without_names(world, browser):
    judge, other = second_judge(world)
    said = rubric(other, comment="남의 의견")
    signed_in_as(judge.person).post(reverse("review_submit", args=[other.code]), said)
    url = reverse("review", args=[world.review.code])
    before = text_of(browser.get(url))
    hand_in(world.judge.person, world.review)
    after = text_of(browser.get(url))

    assert "남의 의견" not in before
    assert other.label not in before
    assert "남의 의견" in after
    assert other.label in after
    assert "심사다섯" not in after
    assert other.code not in after
    assert str(other.submitted_at) not in after


def test_a_review_sent_back_hides_the_others_again(world, browser):
    judge, other = second_judge(world)
    hand_in(judge.person, other)
    hand_in(world.judge.person, world.review)
    officer = signed_in_as(world.officer)
    officer.post(reverse("review_send_back", args=[world.review.code]), {"reason": "다시 보기"})
    page = text_of(browser.get(reverse("review", args=[world.review.code])))

    assert "다른 심사위원의 평가" not in page
    assert "다시 보기" in page
    assert "points-effort" in page


def test_a_review_that_was_sent_in_is_read_and_not_written(world, browser):
    hand_in(world.judge.person, world.review)
    page = text_of(browser.get(reverse("review", args=[world.review.code])))
    refused = browser.post(reverse("review_save", args=[world.review.code]), rubric(world.review))

    assert "합계 76.0점" in page
    assert "review_save" not in page
    assert refused.status_code == 422


def test_files_come_under_neutral_names_and_may_do_nothing(world, browser):
    answer = browser.get(reverse("review_file", args=[world.review.code, 1]))

    assert answer["Content-Disposition"] == f'inline; filename="{world.review.code}-1.pdf"'
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_list_as_a_file_shows_what_the_page_shows(browser):
    listed = browser.get(reverse("review_export", args=["json"])).json()

    assert listed["count"] == 1
    assert set(listed["reviews"][0]) == {
        *("call", "stage", "label", "title", "state", "scored", "asked", "due_on")
    }


def test_a_day_that_passed_is_marked(world, browser):
    type(world.stage).objects.filter(pk=world.stage.pk).update(
        ends_on=(MOMENT - timedelta(days=400)).date()
    )

    assert "기한 지남" in text_of(browser.get(reverse("review_home")))


def test_a_call_that_stands_still_says_so(world, browser):
    make_seal(world.call, world.officer)

    assert "심사를 잠시 멈추었습니다" in text_of(browser.get(reverse("review_home")))


def test_the_bulk_check_of_the_desk_agrees_with_the_rule(world):
    from sangsaeng.judging.queries.desk import readable_of
    from sangsaeng.judging.rules import may_read_as_judge

    member = make_judge(world.call, world.stage, make_member(world.small))
    make_review(member, world.entry, world.stage)
    for judge in world.call.judges.all():
        rows = list(
            Review.objects.visible_to(judge.person).select_related("stage__call", "entry", "judge")
        )
        expected = [one for one in rows if may_read_as_judge(judge.person, one)]
        assert readable_of(judge.person, rows) == expected


@pytest.mark.parametrize("name", ["review_home", "review"])
def test_a_page_with_forms_lets_the_browser_name_their_origin(world, browser, name):
    """With "no-referrer" browsers send forms from the origin "null", which are refused as forged."""
    where = [world.review.code] if name == "review" else []
    answer = browser.get(reverse(name, args=where))

    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store, private"
