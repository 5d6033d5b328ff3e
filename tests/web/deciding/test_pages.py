"""The officer's way from the scores to the announced result, by pages."""

import html
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories import MOMENT, make_organization
from tests.judging.deciding_world import discussed, judging_world, make_ranking, wishes
from tests.judging.factories import make_judge, make_review
from tests.programs.factories import make_entry
from time_machine import travel

from sangsaeng.judging.actions.announcing import announce_results
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.ranking import keep_ranking
from sangsaeng.judging.models import (
    Announcement,
    Decision,
    Look,
    Minutes,
    Objection,
    Ranking,
    Review,
)
from sangsaeng.judging.queries.stages import newest_ranking
from sangsaeng.judging.refusals import NothingToRank, ReviewsMissing, RulesDiffer
from sangsaeng.organizations.models import SizeClass
from sangsaeng.programs.models import Criterion, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = judging_world()
    with travel(MOMENT, tick=False):
        yield world


@pytest.fixture
def officer(client, world):
    client.force_login(world.officer)
    return client


def stage(route, world, **more):
    return reverse(route, kwargs={"slug": world.call.slug, "position": 1, **more})


def body(response):
    return html.unescape(response.content.decode())


def hidden(response, name):
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1])


# Ranking


def test_ranking_is_computed_from_the_page_and_tells_how_firm_it_is(officer, world):
    officer.post(stage("ranking_compute", world), {"despite": ""})
    page = body(officer.get(stage("ranking", world)))
    ranking = newest_ranking(world.stage)

    assert ranking.rows[0]["code"] == world.entry.code
    assert (ranking.method["kind"], ranking.despite) == ("plain_mean", "")
    assert "산술평균으로 계산했습니다" in page
    assert world.entry.title in page
    assert "<svg" in page
    assert "가중치를 20% 바꾸면" in page
    assert ranking.rules_sha256 in page
    assert ranking.scores_sha256 in page


def test_ranking_with_missing_reviews_needs_a_reason_which_stays_beside_it(officer, world):
    make_review(make_judge(world.call, world.stage), world.third, world.stage, "begun")
    refused = officer.post(stage("ranking_compute", world), {"despite": ""})

    assert refused.status_code == 422
    assert "1건" in body(refused)
    assert world.third.title in body(refused)
    assert not Ranking.objects.exists()
    officer.post(stage("ranking_compute", world), {"despite": "한 위원이 사임함"})
    assert "한 위원이 사임함" in body(officer.get(stage("ranking", world)))


def test_ranking_is_refused_without_reviews_and_under_other_rules(world):
    Review.objects.update(state="assigned", submitted_at=None)
    with pytest.raises(ReviewsMissing):
        keep_ranking(world.stage, actor=world.officer, at=MOMENT)
    with pytest.raises(NothingToRank):
        keep_ranking(world.stage, "까닭", actor=world.officer, at=MOMENT)

    Criterion.objects.filter(stage=world.stage, key="effort").update(weight=59)
    with pytest.raises(RulesDiffer):
        keep_ranking(world.stage, "까닭", actor=world.officer, at=MOMENT)


def test_who_looked_at_the_ranking_is_written_down(officer, world):
    make_ranking(world.stage, world)
    officer.get(stage("ranking", world))
    officer.get(stage("ranking_export", world, form="csv"))

    looks = Look.objects.filter(person=world.officer).order_by("pk")
    assert list(looks.values_list("what", flat=True)) == ["ranking", "export"]


def test_page_says_when_scores_changed_after_the_ranking(officer, world):
    make_ranking(world.stage, world)
    assert "다시 계산해야" not in body(officer.get(stage("ranking", world)))
    Review.objects.filter(pk=Review.objects.first().pk).update(state="excluded")

    assert "다시 계산해야" in body(officer.get(stage("ranking", world)))


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_ranking_is_given_as_a_file(officer, world, form):
    keep_ranking(world.stage, actor=world.officer, at=MOMENT)
    response = officer.get(stage("ranking_export", world, form=form))

    assert response.status_code == 200
    if form == "json":
        rows = response.json()[f"ranking-{world.call.slug}-1"]
        assert [row["rank"] for row in rows] == [1, 2, 3]


def grown(world, count):
    """More entries, each with a review of the first three judges."""
    for number in range(count):
        lead = make_organization(size_class=SizeClass.LARGE)
        small = make_organization()
        entry = make_entry(world.call, lead, small, title=f"사례 {number}")
        for judge in world.judges:
            make_review(judge, entry, world.stage, "submitted", points=(5, number % 9))


@pytest.mark.parametrize("route", ["ranking", "decision_stage", "decision_overview"])
def test_pages_ask_the_same_of_the_database_however_many_entries(officer, world, route):
    where = (
        stage(route, world)
        if route != "decision_overview"
        else reverse(route, args=[world.call.slug])
    )
    keep_ranking(world.stage, actor=world.officer, at=MOMENT)
    officer.get(where)
    few = queries_of(officer, where)
    grown(world, 9)
    keep_ranking(world.stage, actor=world.officer, at=MOMENT)

    assert queries_of(officer, where) == few


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


# Minutes


def test_minutes_are_opened_written_closed_and_printed(officer, world):
    make_ranking(world.stage, world, across=[world.rival])
    assert world.rival.title in body(officer.get(stage("decision_minutes_new", world)))
    facts = {"held_at": "2026-11-02T10:00", "attendees": "셋", "text": "", "place": "회의실"}
    officer.post(stage("decision_minutes_new", world), facts)
    here = {"slug": world.call.slug, "position": 1, "number": 1}
    page = reverse("decision_minutes_page", kwargs=here)
    discussing = {"entry": world.rival.code, "text": "근거를 다시 보았다.", "verdict": "select"}
    officer.post(reverse("decision_minutes_discuss", kwargs=here), discussing)
    officer.post(page, facts | {"text": "모두 살폈다.", "seen": "1"})
    paper = reverse("decision_minutes_pdf", kwargs=here)
    assert officer.get(paper).status_code == 404

    officer.post(reverse("decision_minutes_close", kwargs=here), {"seen": "2"})
    minutes = Minutes.objects.get()
    assert (minutes.state, minutes.closed_by) == ("closed", world.officer)
    assert "근거를 다시 보았다." in body(officer.get(page))
    assert officer.get(paper).content.startswith(b"%PDF")


# Decisions


def test_best_of_the_ranking_are_proposed_looked_at_and_decided(officer, world):
    keep_ranking(world.stage, actor=world.officer, at=MOMENT)
    across = [row["code"] for row in newest_ranking(world.stage).rows if row["straddles"]]
    discussed(world, world.stage, *Entry.objects.filter(code__in=across))
    asked = {"most": "2", "yes": "점수가 높음", "no": "자리가 없음"}
    seen = officer.post(stage("decision_propose", world), asked)
    assert not Decision.objects.exists()
    made = officer.post(
        stage("decision_confirm", world),
        {"wishes": hidden(seen, "wishes"), "seen": hidden(seen, "seen")},
    )

    assert made.status_code == 302
    verdicts = dict(Decision.objects.values_list("entry__code", "verdict"))
    assert verdicts == {
        world.entry.code: "select",
        world.rival.code: "select",
        world.third.code: "pass_over",
    }


def test_dry_run_that_was_changed_on_the_way_is_not_done(officer, world):
    make_ranking(world.stage, world)
    asked = {"codes": [world.entry.code], "verdict": "select", "reason": "까닭"}
    seen = officer.post(stage("decision_by_hand", world), asked)
    changed = hidden(seen, "wishes").replace("까닭", "다른 까닭")
    answer = officer.post(
        stage("decision_confirm", world), {"wishes": changed, "seen": hidden(seen, "seen")}
    )

    assert answer.status_code == 409
    for broken in ("", "[]", "{", '{"a": 1}'):
        answer = officer.post(
            stage("decision_confirm", world), {"wishes": broken, "seen": hidden(seen, "seen")}
        )
        assert answer.status_code == 409, broken
    assert not Decision.objects.exists()


def test_what_stands_in_the_way_is_said_on_the_page(officer, world):
    make_ranking(world.stage, world, across=[world.rival])

    page = body(officer.get(stage("decision_stage", world)))
    assert "심의록에 없습니다" in page
    assert "disabled" in page


def test_sheet_goes_out_and_comes_back_with_decisions(officer, world):
    make_ranking(world.stage, world)
    sheet = officer.get(stage("decision_export", world, form="xlsx")).content
    book = load_workbook(BytesIO(sheet))
    rows = book.active
    heads = [cell.value for cell in rows[1]]
    verdict, reason = heads.index("결정") + 1, heads.index("까닭") + 1
    for place, said in ((2, "선정"), (3, "선정하지 않음")):
        rows.cell(place, verdict).value, rows.cell(place, reason).value = said, "엑셀에 적은 까닭"
    handed = BytesIO()
    book.save(handed)
    preview = upload(officer, world, handed.getvalue())

    assert "엑셀에 적은 까닭" in body(officer.get(preview))
    assert not Decision.objects.exists()
    officer.post(preview, {"enter": "1"})
    # The third row was left empty: nobody decided it.
    assert sorted(Decision.objects.values_list("verdict", flat=True)) == ["pass_over", "select"]


def test_faulty_row_of_a_sheet_is_named_and_nothing_is_entered(officer, world):
    make_ranking(world.stage, world)
    text = f"신청 번호,결정,까닭\n{world.entry.code},선정,좋음\n{world.rival.code},통과,좋음\n"
    preview = upload(officer, world, text.encode("utf-8-sig"), "decisions.csv")

    assert "가운데 하나로 결정합니다" in body(officer.get(preview))
    assert officer.post(preview, {"enter": "1"}).status_code == 422
    assert not Decision.objects.exists()


def upload(officer, world, content, name="decisions.xlsx"):
    """Hand the sheet in and return the address of its preview."""
    columns = officer.post(
        stage("decision_import", world), {"file": SimpleUploadedFile(name, content)}
    ).headers["Location"]
    form = officer.get(columns).context["form"]
    chosen = {one.name: one.value() if one.value() is not None else "" for one in form}
    return officer.post(columns, chosen).headers["Location"]


# Results


def announced(world):
    make_ranking(world.stage, world)
    asked = wishes([world.entry, world.rival], [world.third])
    decide(world.stage, asked, actor=world.officer, at=MOMENT)
    announce_results(world.call, actor=world.officer, at=MOMENT)


def test_results_are_announced_from_the_page_and_read_by_everybody(client, officer, world):
    make_ranking(world.stage, world)
    asked = wishes([world.entry, world.rival], [world.third])
    decide(world.stage, asked, actor=world.officer, at=MOMENT)
    officer.post(reverse("decision_announce", args=[world.call.slug]), {"because": ""})
    client.logout()
    page = body(client.get(reverse("result_page", args=[world.call.slug])))
    data = client.get(reverse("result_json", args=[world.call.slug])).json()

    assert world.entry.title in page
    assert world.third.title not in page
    assert data["figures"] == {"entered": 3, "checked": 3, "selected": 2}
    assert data["rules_sha256"] == Ranking.objects.get().rules_sha256
    assert data["rules_sha256"] in page
    assert len(data["selected"]) == 2
    assert set(data["selected"][0]) == {"title", "partners", "answers"}
    # Of the answers only those that were asked for the public.
    assert [one["question"] for one in data["selected"][0]["answers"]] == ["해결한 문제"]


def test_public_result_holds_nothing_of_judging(client, world):
    announced(world)
    page = body(client.get(reverse("result_page", args=[world.call.slug])))
    data = client.get(reverse("result_json", args=[world.call.slug])).content.decode()

    for told in (page, data):
        assert "CANARY" not in told
        assert "점수와 논의에 따라 선정" not in told
        for judge in world.judges:
            assert judge.person.name not in told
            assert judge.code not in told


def test_moment_is_set_from_the_page_in_seouls_time(officer, world):
    make_ranking(world.stage, world)
    asked = wishes([world.entry, world.rival], [world.third])
    decide(world.stage, asked, actor=world.officer, at=MOMENT)
    page = reverse("decision_announce", args=[world.call.slug])
    officer.post(page, {"because": "", "planned_for": "2026-11-03T18:00"})

    assert Announcement.objects.get().planned_for.isoformat() == "2026-11-03T09:00:00+00:00"
    assert "2026-11-03 18:00" in body(officer.get(page))


def test_team_objects_and_the_officer_answers_by_pages(client, world):
    announced(world)
    leader = Entry.objects.get(pk=world.third.pk).lead.memberships.get(role="owner").person
    client.force_login(leader)
    here = reverse("objection_file", args=[world.third.code])
    client.post(here, {"text": "3년 성과를 보지 않음"})
    client.force_login(world.officer)
    assert world.third.title in body(client.get(reverse("objection_list", args=[world.call.slug])))
    client.post(
        reverse("objection_answer", args=[world.call.slug, world.third.code]),
        {"upholds": "no", "answer": "기준대로 심사함"},
    )
    client.force_login(leader)

    assert Objection.objects.get().state == "dismissed"
    assert "기준대로 심사함" in body(client.get(here))


# The incident


def test_seal_page_stops_judging_and_keeps_the_hand_signed_in(officer, world):
    page = reverse("seal_page", args=[world.call.slug])
    officer.post(reverse("seal_on", args=[world.call.slug]), {"reason": "점수가 새어 나감"})
    text = body(officer.get(page))
    seal = world.call.seals.get()

    assert seal.sha256 in text
    assert "모두 보관한 점수와 같습니다" in text
    assert "개인정보보호위원회 신고 초안" in text
    kept = officer.get(reverse("seal_snapshot", args=[world.call.slug, seal.pk])).json()
    assert (kept["sha256"], len(kept["snapshot"]["reviews"])) == (seal.sha256, 9)
    assert officer.post(stage("ranking_compute", world), {"despite": ""}).status_code == 422
    officer.post(reverse("seal_lift", args=[world.call.slug]), {"reason": "고침"})
    assert officer.post(stage("ranking_compute", world), {"despite": ""}).status_code == 302


def test_a_stage_that_waits_for_its_minutes_leads_to_them(world, officer):
    to_minutes = f"{reverse('decision_minutes', args=[world.call.slug])}#stage-1"
    before = body(officer.get(stage("decision_stage", world)))
    make_ranking(world.stage, world, across=[world.rival])
    waiting = body(officer.get(stage("decision_stage", world)))

    assert to_minutes not in before
    assert to_minutes in waiting
    assert to_minutes in body(officer.get(stage("ranking", world)))
