"""What a judge is shown of an entry: named piece by piece, and nothing by way of the original."""

import pytest
from tests.factories import MOMENT, make_member, make_operator
from tests.judging.factories import hand_in_again, make_judge, make_review
from tests.programs.factories import call_world

from sangsaeng.judging.models import JudgeCopy
from sangsaeng.judging.queries.blind import (
    entry_label,
    heads_of,
    masked_in,
    shown_for,
    shown_open,
)
from sangsaeng.kernel.models import StoredFile
from sangsaeng.organizations.models import CorporateGroup, OrganizationName
from sangsaeng.organizations.names import name_key
from sangsaeng.programs.models import EntryFile, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = call_world("judging")
    world.stage = world.call.stages.get()
    world.judge = make_judge(world.call, world.stage)
    world.review = make_review(world.judge, world.entry, world.stage)
    return world


def say(world, title=None, **answers):
    hand_in_again(world.entry, title, **answers)


def told(shown):
    """Everything that is shown, as one text."""
    return repr(shown)


def test_partners_go_by_the_part_they_play(world):
    shown = shown_for(world.review)

    assert [(one.part, one.name) for one in shown.partners] == [("수요기업", ""), ("협력기업", "")]


def test_several_in_one_seat_are_numbered(world):
    world.entry.partners.create(
        organization=world.other_small,
        seat=world.call.seats.get(key="supply"),
        state="joined",
        asked_at=MOMENT,
    )

    parts = [one.part for one in shown_for(world.review).partners]
    assert parts == ["수요기업", "협력기업 1", "협력기업 2"]


def test_only_answers_for_judges_and_the_public_are_shown(world):
    assert [one.question for one in shown_for(world.review).answers] == ["해결한 문제", "이행 노력"]


def test_an_answer_that_identifies_is_left_out_of_a_blind_call_alone(world):
    Question.objects.filter(call=world.call, key="problem").update(identifies=True)
    assert [one.question for one in shown_for(world.review).answers] == ["이행 노력"]
    type(world.call).objects.update(is_blind=False)
    world.review.stage.call.refresh_from_db()
    assert len(shown_for(world.review).answers) == 2


def test_names_of_firms_groups_and_people_are_masked_everywhere(world):
    world.large.group = CorporateGroup.objects.create(name="한빛그룹")
    world.large.name_en = "Hanbit Electronics"
    world.large.save()
    OrganizationName.objects.create(
        organization=world.small, name="DSM", key=name_key("DSM"), use="alias"
    )
    say(
        world,
        title="한빛전자와 다솜세정의 공정",
        problem="한빛그룹의 Hanbit Electronics(DSM 포함)에서 한빛대표가 시작",
        effort="한빛직원: staff@hanbit.co.kr, 02-123-4567",
    )
    shown = shown_for(world.review)

    assert shown.head.title == "«수요기업»와 «협력기업»의 공정"
    for name in ("한빛", "다솜", "Hanbit", "DSM", "대표가", "hanbit", "123"):
        assert name not in told(shown).replace("수요기업의 사람»가", "")


def test_an_answer_that_is_only_a_name_never_falls_back_to_the_original(world):
    say(world, title="한빛전자", problem="다솜세정", effort="")
    shown = shown_for(world.review)

    assert shown.head.title == "«수요기업»"
    assert [one.text for one in shown.answers] == ["«협력기업»", ""]


def test_what_is_emptied_stays_empty(world):
    say(world, title="", problem="", effort="")
    shown = shown_for(world.review)

    assert shown.head.title == ""
    assert [one.text for one in shown.answers] == ["", ""]


def test_judges_read_what_was_handed_in_and_not_what_is_being_typed(world):
    world.entry.answers.filter(question__key="problem").update(value="고쳐 쓰는 중")
    type(world.entry).objects.filter(pk=world.entry.pk).update(title="고쳐 쓰는 제목")
    world.review.entry.refresh_from_db()

    shown = shown_for(world.review)
    assert shown.answers[0].text == "해결한 문제에 대한 답"
    assert shown.head.title == "불량률을 함께 낮춘 세정 공정"


def test_the_cells_of_a_table_are_masked_and_only_its_columns_are_shown(world):
    Question.objects.filter(call=world.call, key="problem").update(
        form="rows",
        columns=[
            {"key": "who", "label": "누가", "form": "line"},
            {"key": "gain", "label": "성과", "form": "line"},
        ],
    )
    say(world, problem=[{"who": "다솜세정", "gain": "매출", "hidden": "한빛전자"}])
    table = shown_for(world.review).answers[0]

    assert table.heads == ("누가", "성과")
    assert table.rows == (("«협력기업»", "매출"),)


def test_an_open_call_names_everybody(world):
    type(world.call).objects.update(is_blind=False)
    world.review.stage.call.refresh_from_db()
    say(world, problem="한빛전자가 했다")
    shown = shown_for(world.review)

    assert [one.name for one in shown.partners] == ["한빛전자", "다솜세정"]
    assert shown.answers[0].text == "한빛전자가 했다"
    assert shown_open(world.stage, world.entry).partners == shown.partners


def test_labels_are_drawn_anew_for_every_stage_and_come_from_nothing_that_is_shown(world):
    second = world.call.stages.create(position=2, kind="evaluation", label="2차")
    labels = {entry_label(stage, one) for stage in (world.stage, second) for one in both(world)}

    assert len(labels) == 4
    assert all(world.entry.code not in one and world.rival.code not in one for one in labels)


def both(world):
    return world.entry, world.rival


def test_the_officer_reads_what_was_masked_and_where(world):
    say(world, title="한빛전자의 공정", problem="다솜세정 kim@dasom.kr", contact="다솜대표")
    places = {one.place: one.found for one in masked_in(world.entry)}

    assert places == {"제목": ("한빛전자",), "해결한 문제": ("다솜세정", "kim@dasom.kr")}


def attach(world, name="한빛전자.pdf", key="effort"):
    file = StoredFile.objects.create(
        key=f"key-{name}",
        name=name,
        kind="pdf",
        size=1,
        sha256="0" * 64,
        stored_by=make_operator(),
        stored_at=MOMENT,
    )
    question = world.call.questions.get(key=key)
    given = EntryFile.objects.create(
        entry=world.entry, question=question, file=file, added_at=MOMENT
    )
    hand_in_again(world.entry)
    return given


def test_a_file_is_its_clean_copy_under_a_number_or_the_reason_why_there_is_none(world):
    attach(world)
    unready = shown_for(world.review).files[0]
    assert (unready.copy, unready.fault) == (None, "심사용 사본을 만들고 있습니다.")

    given = attach(world, "다솜세정.docx")
    JudgeCopy.objects.create(original=given, file=None, fault="locked", made_at=MOMENT)
    files = shown_for(world.review).files
    assert [one.name for one in files] == ["첨부 1", "첨부 2"]
    assert files[1].fault == "암호가 걸린 파일이라 사본을 만들 수 없습니다."
    assert "한빛" not in told(files)
    assert "다솜" not in told(files)


def test_files_of_questions_that_judges_do_not_read_are_not_there(world):
    attach(world, key="contact")

    assert shown_for(world.review).files == ()


def test_a_list_of_many_takes_as_many_queries_as_one_of_one(world, django_assert_num_queries):
    second = make_review(world.judge, world.rival, world.stage)
    one = list_of(world, [world.review])
    both_rows = list_of(world, [world.review, second])
    with django_assert_num_queries(4):
        heads_of(one)
    with django_assert_num_queries(4):
        heads_of(both_rows)


def list_of(world, reviews):
    keys = [one.pk for one in reviews]
    rows = type(world.review).objects.filter(pk__in=keys).select_related("stage__call", "entry")
    return list(rows)


def test_people_who_left_a_team_are_masked_too(world):
    left = make_member(world.large, name="옛사람")
    left.memberships.update(ended_at=MOMENT)
    say(world, problem="옛사람이 시작한 일")

    assert shown_for(world.review).answers[0].text == "«수요기업의 사람»이 시작한 일"
