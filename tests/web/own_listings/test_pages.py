"""The pages where needs and offers are written: nothing is lost, nothing leaks, lists stay cheap."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, make_story

from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.sheets import LISTINGS, listing_records
from sangsaeng.kernel.models import Job
from sangsaeng.kernel.sheets.tables import table_of
from sangsaeng.kernel.sheets.writing import write_csv, write_xlsx

pytestmark = pytest.mark.django_db
NEW = "/offers/new/?kind=technology"
CANARIES = (
    "카나리아정밀",
    "Canary Precision",
    "1248100998",
    "124-81-00998",
    "canary-precision",
    "황카나",
    "카나리아 상세",
    "canary@example.org",
)


@pytest.fixture
def story():
    return make_story()


def make_own(story, **fields):
    return make_listing(owner=story.owner, **FACTS.as_fields | {"author": story.staff} | fields)


def typed(**fields):
    return {
        "title": "입력한 제목",
        "abstract": "입력한 요약",
        "problem": "입력한 문제",
        "audience": "public",
    } | fields


def test_a_person_without_an_organization_is_led_to_finding_theirs(client, story):
    client.force_login(story.outsider)

    assert reverse("organizations") in client.get("/needs/new/").content.decode()


def test_what_is_typed_becomes_a_draft_or_is_handed_in(client, story):
    client.force_login(story.staff)
    owner = {"owner": story.owner.code}

    client.post(NEW, typed(**owner))
    client.post(NEW, typed(**owner, title="둘째", budget="3억", submit="1"))

    states = dict(Listing.objects.values_list("title", "state"))
    assert states == {"입력한 제목": "draft", "둘째": "submitted"}
    assert Listing.objects.get(title="둘째").particulars.get("budget") == 300_000_000


def test_nothing_typed_is_lost_when_it_is_declined(client, story):
    client.force_login(story.staff)
    data = typed(owner=story.owner.code, is_anonymous="on", submit="1")

    wrong = client.post(NEW, data | {"sector": "없음"})
    telling = client.post(NEW, data | {"abstract": "가온누설진단의 자랑"})

    for answer in (wrong, telling):
        assert answer.status_code == 422
        assert "입력한 제목" in answer.content.decode()
        assert "입력한 문제" in answer.content.decode()
    assert "가온누설진단의 자랑" in telling.content.decode()
    assert not Listing.objects.exists()


def test_who_was_overtaken_keeps_the_text_and_reads_the_others(client, story):
    listing = make_own(story, state="draft")
    address = reverse("listing_edit", args=[listing.code])
    client.force_login(story.staff)
    client.post(address, typed(title="먼저 저장한 제목", version="1"))

    late = client.post(address, typed(title="늦은 제목", version="1"))
    assert late.status_code == 422
    assert "늦은 제목" in late.content.decode()
    assert "먼저 저장한 제목" in late.content.decode()
    assert 'name="version" value="2"' in late.content.decode()

    client.post(address, typed(title="늦은 제목", version="2"))
    listing.refresh_from_db()
    assert listing.title == "늦은 제목"


def test_help_follows_what_is_typed_and_keeps_nothing(client, story):
    client.force_login(story.staff)
    address = reverse("listing_guide", args=["offer", "technology"])

    empty = client.post(address, {}).content.decode()
    full = client.post(
        address, typed(abstract="숫자 12가 든 글 " * 20, region="busan")
    ).content.decode()

    assert "꼭 필요" in empty
    assert "꼭 필요" not in full
    assert empty.count("<li>") > full.count("<li>")
    assert not Listing.objects.exists()


def test_the_list_exports_what_it_is_narrowed_to_and_nothing_of_others(client, story):
    make_own(story, title="우리 누설 진단")
    make_own(story, title="다른 것", state="draft")
    make_listing(title="남의 누설 진단")
    client.force_login(story.staff)

    told = client.get("/my/listings.json?q=누설&state=published").json()
    sheet = client.get("/my/listings.xlsx?q=누설&state=published").content

    assert [one["title"] for one in told["listings"]] == ["우리 누설 진단"]
    assert load_workbook(BytesIO(sheet)).active.max_row == 2


def pages(listing):
    """What a stranger may try."""
    code = listing.code
    return [
        "/my/listings/",
        "/my/listings.json",
        "/my/listings.csv",
        "/checking/",
        "/my/competitors/",
        "/my/notices/",
        "/my/",
        f"/listings/{code}/",
        f"/listings/{code}/edit/",
        f"/listings/{code}/check/",
        f"/listings/{code}/files/1/",
        "/offers/",
        "/offers.json",
        "/offers.csv",
        "/offers.xlsx",
        f"/offers/{code}/",
        f"/offers/{code}.json",
        f"/offers/{code}.jsonld",
    ]


def test_an_unnamed_owner_is_named_nowhere(client, story):
    owner = story.owner
    owner.name, owner.name_en = "카나리아정밀", "Canary Precision"
    owner.homepage = "https://www.canary-precision.co.kr"
    owner.save()
    story.manager.name = "황카나"
    story.manager.save()
    said = {"is_anonymous": True, "detail": "카나리아 상세", "contact": "canary@example.org"}
    listing = make_own(story, **said)
    waiting = make_own(story, state="submitted", **said)
    shown = 0
    for persona in ("", "outsider", "other", "ex_member", "association_lead"):
        client.logout()
        if persona:
            client.force_login(story.people[persona])
        for path in (*pages(listing), *pages(waiting)):
            answer = client.get(path)
            body = answer.content
            if path.endswith(".xlsx") and answer.status_code == 200:
                rows = load_workbook(BytesIO(body)).active.iter_rows(values_only=True)
                body = str(list(rows)).encode()
            shown += FACTS.title.encode() in body
            assert [one for one in CANARIES if one.encode() in body] == [], (persona, path)
    # The twin: the text itself is there, and with its owner's name to the owner's people.
    assert shown
    client.force_login(story.staff)
    assert "카나리아 상세" in client.get(f"/offers/{listing.code}/").content.decode()


@pytest.mark.parametrize("path", ["/my/listings/", "/my/listings.json", "/checking/"])
def test_three_rows_cost_no_more_statements_than_one(client, story, path):
    client.force_login(story.operator if path == "/checking/" else story.manager)

    def count():
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    make_own(story, state="submitted", is_anonymous=True)
    one = count()
    make_own(story, state="submitted", is_anonymous=True)
    make_own(story, state="submitted", is_anonymous=True)

    assert count() == one


def hand_in(client, story, content, name="offers.csv"):
    """Hand a sheet in and return the address of its preview."""
    start = reverse("listings-import", args=[story.owner.code])
    answer = client.post(start, {"file": SimpleUploadedFile(name, content)})
    return answer.headers["Location"].replace("columns", "preview")


def test_a_sheet_goes_back_and_forth_on_pages(client, story):
    listing = make_own(story, state="draft")
    client.force_login(story.staff)
    records = listing_records([listing])
    records[0]["region"] = "jeju"
    records.append({"title": "새로 더함", "kind": "technology"})

    preview = hand_in(client, story, write_csv(table_of(LISTINGS, records)))
    seen = client.get(preview).content.decode()
    done = client.post(preview, {"enter": "1"})

    assert "지역" in seen
    assert "새로 더함" in seen
    assert done.headers["Location"].endswith("/report/")
    listing.refresh_from_db()
    assert (listing.region, Listing.objects.of(story.owner).count()) == ("jeju", 2)


def test_a_sheet_that_is_handed_in_at_once_is_looked_at_as_typed(client, story):
    client.force_login(story.staff)
    content = write_csv(table_of(LISTINGS, [{"title": "요약 없음", "kind": "technology"}]))
    preview = hand_in(client, story, content)

    declined = client.post(preview, {"enter": "1", "row-submits": "yes"})

    assert declined.status_code == 422
    assert "풀려는 문제" in declined.content.decode()
    assert not Listing.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_large_sheet_is_entered_by_the_worker(client, story):
    client.force_login(story.staff)
    rows = [
        {"title": f"특허 {number}", "kind": "patent_license", "terms": "license"}
        for number in range(1_200)
    ]
    preview = hand_in(client, story, write_xlsx([table_of(LISTINGS, rows)]), "patents.xlsx")

    answer = client.post(preview, {"enter": "1"})
    job = Job.objects.get()

    assert answer.headers["Location"] == reverse("job", args=[job.code])
    assert (job.state, job.message) == ("done", job.message)
    assert Listing.objects.of(story.owner).count() == 1_200
    assert client.get(reverse("job", args=[job.code])).headers["Location"].endswith("/report/")
