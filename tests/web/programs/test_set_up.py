"""An officer makes an eleventh scheme from the screen: no code, a preview, and then an announcement."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_operator, make_organization
from tests.programs.factories import make_call, make_program, officer_of
from time_machine import travel

from sangsaeng.organizations.models import Kind, Role
from sangsaeng.programs.models import Call, Program
from sangsaeng.programs.schemes import ready_schemes

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def leader():
    host = make_organization("새로운재단", kind=Kind.PUBLIC_INSTITUTION)
    return make_member(host, Role.OWNER)


@pytest.fixture
def client(leader):
    signed_in = Client()
    signed_in.force_login(leader)
    with travel(MOMENT, tick=False):
        yield signed_in


def post(client, address, **data):
    """Post, and expect to be led on."""
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def piece(client, call, name, **data):
    """Add a piece from its screen."""
    return post(client, reverse("call_piece_new", args=[call.slug, name]), **data)


def begun(client, leader):
    """An empty program with an empty call."""
    host = leader.memberships.get().organization
    post(
        client,
        reverse("program_new") + "?scheme=",
        name="탄소 감축 동행",
        slug="carbon",
        host=host.pk,
        summary="함께 줄입니다",
        credential="award",
    )
    post(
        client,
        reverse("call_new", args=["carbon"]),
        title="2026년 탄소 감축 동행",
        slug="carbon-2026",
        opens_at="2026-11-10T09:00",
        closes_at="2026-11-30T18:00",
    )
    return Call.objects.get(slug="carbon-2026")


def test_an_eleventh_scheme_from_nothing_to_its_announcement(client, leader):
    call = begun(client, leader)
    assert Program.objects.get().scheme == ""
    listed = client.get(reverse("call_set_up", args=[call.slug])).content.decode()
    assert "역할을 하나 이상" in listed
    assert "질문을 하나 이상" in listed

    piece(client, call, "seats", label="신청 기업", least=1, most=2, may_lead="on", sizes=["sme"])
    piece(
        client, call, "questions", label="감축한 양", form="number", scope="public", section="성과"
    )
    piece(
        client, call, "questions", label="방법", form="choice", choices="설비\n공정", scope="judges"
    )
    piece(
        client,
        call,
        "questions",
        label="해마다",
        form="rows",
        columns="연도 | 숫자\n줄인 양 | 숫자\n누가 | 함께한 곳",
        scope="judges",
    )
    piece(client, call, "rules", kind="at_most", text="백만 톤까지", question="q1", most=1000000)
    piece(client, call, "stages", kind="evaluation", label="평가", least_judges=3, most_entries=40)
    piece(client, call, "benefits", kind="publicity", label="홍보")
    stage = call.stages.get()
    post(
        client,
        reverse("call_criteria", args=[call.slug, stage.pk]),
        **{
            "criteria-TOTAL_FORMS": 2,
            "criteria-INITIAL_FORMS": 1,
            "criteria-0-pk": stage.criteria.get().pk,
            "criteria-0-label": "감축 효과",
            "criteria-0-weight": 70,
            "criteria-0-most": 10,
            "criteria-0-ORDER": 2,
            "criteria-1-label": "함께한 정도",
            "criteria-1-weight": 30,
            "criteria-1-most": 10,
            "criteria-1-ORDER": 1,
        },
    )
    preview = client.get(reverse("call_preview", args=[call.slug])).content.decode()
    assert "감축한 양" in preview
    assert "공정</option>" in preview
    assert "줄인 양" in preview

    post(client, reverse("call_step", args=[call.slug]), verb="announce")
    call.refresh_from_db()
    page = Client().get(reverse("call", args=[call.slug])).content.decode()

    assert call.state == "announced"
    assert [one.label for one in stage.criteria.all()] == ["함께한 정도", "감축 효과"]
    assert "감축 효과" in page
    assert "운영 기관 설정(설정값)" in page
    assert call.editions.get().sha256 in page


@pytest.mark.parametrize("scheme", ready_schemes(), ids=lambda scheme: scheme.key)
def test_every_ready_scheme_is_set_up_from_the_screen(client, leader, scheme):
    host = leader.memberships.get().organization
    address = reverse("program_new") + f"?scheme={scheme.key}"
    given = {"name": scheme.name, "slug": scheme.key, "host": host.pk}
    post(client, address, **given, credential=scheme.credential)
    post(
        client,
        reverse("call_new", args=[scheme.key]),
        title="1차",
        slug="first",
        opens_at="2026-11-02T09:00",
        closes_at="2026-11-30T18:00",
    )
    post(client, reverse("call_step", args=["first"]), verb="announce")

    assert Call.objects.get().state == "open"
    for route in ("call", "call_preview", "call_set_up", "call_run", "call_settings", "call_frame"):
        assert client.get(reverse(route, args=["first"])).status_code == 200
    for name in ("seats", "rules", "questions", "stages", "benefits"):
        assert client.get(reverse("call_pieces", args=["first", name])).status_code == 200
        for one in getattr(Call.objects.get(), name).all():
            address = reverse("call_piece", args=["first", name, one.pk])
            assert client.get(address).status_code == 200


def test_a_declined_piece_says_what_to_mend(client, leader):
    call = begun(client, leader)
    address = reverse("call_piece_new", args=[call.slug, "questions"])
    answer = client.post(address, {"label": "고르기", "form": "choice", "scope": "judges"})

    assert answer.status_code == 422
    assert "고를 것을 한 줄에 하나씩" in answer.content.decode()


def test_questions_keep_what_no_field_shows(client, leader):
    call = begun(client, leader)
    columns = "전 | 숫자\n후 | 숫자"
    given = {"label": "성과", "form": "rows", "columns": columns, "scope": "public"}
    piece(client, call, "questions", **given)
    one = call.questions.get()
    keys = [column["key"] for column in one.columns]
    post(
        client,
        reverse("call_piece", args=[call.slug, "questions", one.pk]),
        **given | {"columns": "후 | 숫자\n전 | 금액"},
    )
    one.refresh_from_db()

    assert [column["key"] for column in one.columns] == keys[::-1]
    assert one.key == "q1"
    assert one.columns[1]["form"] == "won"


def test_pieces_move_and_go_from_the_list(client, leader):
    call = begun(client, leader)
    for label in ("하나", "둘"):
        piece(client, call, "questions", label=label, form="line", scope="judges")
    second = call.questions.last()
    post(client, reverse("call_piece_move", args=[call.slug, "questions", second.pk]), to="up")
    assert [one.label for one in call.questions.all()] == ["둘", "하나"]
    post(client, reverse("call_piece_remove", args=[call.slug, "questions", second.pk]))
    assert [one.label for one in call.questions.all()] == ["하나"]


def test_who_saw_an_older_version_is_told(client, leader):
    call = begun(client, leader)
    address = reverse("call_piece_new", args=[call.slug, "benefits"])
    stale = {"kind": "award", "label": "표창", "seen": call.version}
    post(client, address, **stale)
    answer = client.post(address, stale)

    assert answer.status_code == 422
    assert "그사이 다른 사람이" in answer.content.decode()


def test_a_change_after_the_announcement_asks_why_and_tells_everybody():
    program = make_program()
    officer = officer_of(program)
    call = make_call(program)
    client = Client()
    client.force_login(officer)
    with travel(MOMENT + DAY, tick=False):
        one = call.questions.get(key="problem")
        address = reverse("call_piece", args=[call.slug, "questions", one.pk])
        given = {"label": "풀어 낸 문제", "form": "text", "scope": "public", "is_required": "on"}
        declined = client.post(address, given)
        post(client, address, **given, reason="뜻을 분명히 함")
        page = Client().get(reverse("call", args=[call.slug])).content.decode()

    assert declined.status_code == 422
    assert "까닭을 적어야" in declined.content.decode()
    assert "제2판" in page
    assert "뜻을 분명히 함" in page
    assert "풀어 낸 문제" in page


def test_settings_and_frame_are_saved_from_the_screen(client, leader):
    call = begun(client, leader)
    post(
        client,
        reverse("call_settings", args=[call.slug]),
        own_entry="on",
        recommenders=["association"],
        supplement_days=3,
        objection_days=4,
        places=5,
        **{"source-places": "https://example.org/notice"},
    )
    post(
        client,
        reverse("call_frame", args=[call.slug]),
        part="window",
        **{"window-opens_at": "2026-11-12T09:00", "window-closes_at": "2026-12-01T18:00"},
    )
    post(
        client,
        reverse("call_frame", args=[call.slug]),
        part="texts",
        **{"texts-title": "새 제목", "texts-about": "안내"},
    )
    call.refresh_from_db()

    assert call.recommenders == ["association"]
    assert call.sources == {"places": "https://example.org/notice"}
    assert call.opens_at.isoformat() == "2026-11-12T00:00:00+00:00"
    assert call.title == "새 제목"


def test_last_years_call_is_copied_from_the_screen(client, leader):
    call = begun(client, leader)
    piece(client, call, "questions", label="하나", form="line", scope="judges")
    given = {"title": "2027년", "slug": "carbon-2027", "opens_at": "2027-11-10T09:00"}
    post(client, reverse("call_copy", args=[call.slug]), **given, closes_at="2027-11-30T18:00")

    assert Call.objects.get(slug="carbon-2027").questions.get().label == "하나"


def test_an_officer_extends_and_calls_off():
    program = make_program()
    call = make_call(program, state="open", places=2)
    officer = officer_of(program)
    client = Client()
    client.force_login(officer)
    with travel(MOMENT + DAY, tick=False):
        address = reverse("call_extend", args=[call.slug])
        assert (
            client.post(address, {"closes_at": "2026-11-01T09:00", "reason": "a"}).status_code
            == 422
        )
        post(client, address, closes_at="2026-12-24T18:00", reason="접속 장애")
        assert client.post(reverse("call_call_off", args=[call.slug]), {}).status_code == 422
        post(client, reverse("call_call_off", args=[call.slug]), reason="예산")
        page = Client().get(reverse("call", args=[call.slug])).content.decode()

    assert "이 공고는 취소되었습니다" in page
    assert "예산" in page


def test_officers_are_named_and_end_from_the_screen(client, leader):
    begun(client, leader)
    other = make_operator()
    address = reverse("program_officers", args=["carbon"])
    assert client.post(address, {"email": "nobody@example.org"}).status_code == 422
    post(client, address, email=other.email)
    office = Program.objects.get().officers.get(person=leader)
    post(client, reverse("program_officer_end", args=["carbon", office.pk]))

    assert client.get(reverse("program_officers", args=["carbon"])).status_code == 404


def test_criteria_that_do_not_add_up_keep_the_page_open_and_a_new_one_comes_last(client, leader):
    program = make_program(host=leader.memberships.get().organization, officer=leader)
    stage = make_call(program, state="draft").stages.get()
    address = reverse("call_criteria", args=[stage.call.slug, stage.pk])
    first, second = stage.criteria.all()
    rows = {
        "criteria-TOTAL_FORMS": 3,
        "criteria-INITIAL_FORMS": 2,
        "criteria-0-pk": first.pk,
        "criteria-0-label": "이행노력",
        "criteria-0-weight": 50,
        "criteria-0-most": 10,
        "criteria-0-ORDER": 1,
        "criteria-1-pk": second.pk,
        "criteria-1-label": "추진성과",
        "criteria-1-weight": 30,
        "criteria-1-most": 10,
        "criteria-1-ORDER": 2,
        "criteria-2-label": "파급효과",
        "criteria-2-weight": 10,
        "criteria-2-most": 10,
    }

    short = post(client, address, **rows)
    told = client.get(address).content.decode()
    rows["criteria-TOTAL_FORMS"] = rows["criteria-INITIAL_FORMS"] = 3
    rows |= {"criteria-2-pk": stage.criteria.last().pk, "criteria-2-weight": 20}
    whole = post(client, address, **rows)

    assert short.url == address
    assert "배점의 합이 90%입니다" in told
    assert whole.url == reverse("call_pieces", args=[stage.call.slug, "stages"])
    assert [one.label for one in stage.criteria.all()] == ["이행노력", "추진성과", "파급효과"]


def test_everybody_reads_what_can_be_chosen_before_entering(leader):
    call = make_call(make_program(host=leader.memberships.get().organization, officer=leader))
    call.questions.filter(key="problem").update(
        form="choice", choices=["특허 1: 세정 장치", {"key": "b", "label": "특허 2: 센서"}]
    )

    page = Client().get(reverse("call", args=[call.slug])).content.decode()

    assert "<li>특허 1: 세정 장치</li>" in page
    assert "<li>특허 2: 센서</li>" in page
