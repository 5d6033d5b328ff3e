"""Spreadsheets of needs and offers: back and forth without loss, all or nothing, checked as typed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, make_story
from tests.factories import make_organization

from sangsaeng.exchange.actions.importing import import_listings
from sangsaeng.exchange.facts import ListingFacts
from sangsaeng.exchange.importing import plan_listings
from sangsaeng.exchange.kinds import KINDS_OF, Certificate, Side, particulars_of
from sangsaeng.exchange.models import Listing
from sangsaeng.exchange.refusals.listing import ListingsFaulty
from sangsaeng.exchange.sheets import LISTINGS, listing_records
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, NotAllowed
from sangsaeng.kernel.sheets.mapping import find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import read_sheet
from sangsaeng.kernel.sheets.rows import parse_rows
from sangsaeng.kernel.sheets.tables import table_of
from sangsaeng.kernel.sheets.writing import write_csv
from sangsaeng.notices.models import Notice
from sangsaeng.organizations.models import Region

pytestmark = pytest.mark.django_db
ROW = {
    "title": "배관 누설을 소리로 찾는 진단 기술",
    "side": "offer",
    "kind": "technology",
    "abstract": "초음파로 새는 곳을 찾습니다.",
    "problem": "분당 0.1리터를 찾습니다.",
}


@pytest.fixture
def story():
    return make_story()


def plan(owner, records, *, submits=False, only=None):
    """What the records would do, written to a file and read again."""
    sheet = read_sheet(write_csv(table_of(LISTINGS, records)), "listings.csv")
    sheet = find_header(LISTINGS, sheet)
    mapping = propose_mapping(LISTINGS, sheet.header)
    columns = frozenset(match.column.key for match in mapping.matches) & (
        only or frozenset(column.key for column in LISTINGS.all_columns)
    )
    return plan_listings(parse_rows(mapping, sheet), columns, owner, submits=submits)


def enter(story, planned, at, *, submits=False):
    return import_listings(story.owner, planned, submits=submits, actor=story.staff, at=at)


def words(longest):
    signs = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))
    texts = st.text(signs, max_size=longest).map(lambda text: " ".join(text.split()))
    return texts.filter(lambda text: text[:1] not in {"'", "’"})


@st.composite
def facts(draw):
    """Any need or offer that may be written."""
    side = draw(st.sampled_from(Side.values))
    kind = draw(st.sampled_from(KINDS_OF[side])).value
    forms = {
        "text": words(40),
        "number": st.integers(0, 10**9),
        "won": st.integers(0, 10**12),
        "date": st.dates(date(2000, 1, 1), date(2090, 1, 1)).map(date.isoformat),
    }
    particulars = {
        one.key: draw(
            st.sampled_from([key for key, _label in one.choices])
            if one.choices
            else forms[one.form]
        )
        for one in particulars_of(kind)
        if draw(st.booleans())
    }
    return ListingFacts(
        side=side,
        kind=kind,
        title=draw(words(60).filter(lambda text: any(map(str.isalnum, text[:1])))),
        abstract=draw(words(200)),
        keywords=draw(words(40)),
        audience=draw(st.sampled_from(["public", "members"])),
        is_anonymous=draw(st.booleans()),
        readiness=draw(st.none() | st.integers(1, 9)),
        region=draw(st.sampled_from(["", *Region.values])),
        certificates=tuple(draw(st.lists(st.sampled_from(Certificate.values), unique=True))),
        particulars=particulars,
        wanted_by=draw(st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1))),
    ).checked()


@settings(max_examples=25)
@given(said=st.lists(facts(), min_size=1, max_size=3))
def test_what_is_exported_and_taken_back_says_the_same(said):
    owner = make_organization()
    for one in said:
        make_listing(owner=owner, state="draft", **one.as_fields)

    planned = plan(owner, listing_records(Listing.objects.of(owner)))

    assert [row.fault for row in planned.rows if row.fault] == []
    assert {row.verdict for row in planned.rows} == {"same"}


def test_new_rows_become_drafts_of_the_owner(story, at):
    report = enter(story, plan(story.owner, [ROW, ROW | {"title": "둘째"}]), at)

    assert report == {"added": 2, "changed": 0, "same": 0, "submitted": 0}
    listing = Listing.objects.get(title=ROW["title"])
    assert (listing.owner, listing.author, listing.state) == (story.owner, story.staff, "draft")
    assert listing.particulars == {"problem": ROW["problem"]}
    assert AuditEvent.objects.filter(subject_type="exchange.listing").count() == 2


def test_rows_with_an_identifier_change_the_same_need_or_offer(story, at):
    listing = make_listing(owner=story.owner, state="draft", author=story.staff, **FACTS.as_fields)
    (record,) = listing_records([listing])

    planned = plan(story.owner, [record | {"region": "busan", "readiness": 7}])
    enter(story, planned, at)

    listing.refresh_from_db()
    assert (listing.region, listing.readiness, listing.version) == ("busan", 7, 2)
    assert [title for title, _old, _new in planned.rows[0].differences] == [
        "기술 성숙도(TRL)",
        "지역",
    ]


def test_what_the_file_has_no_column_for_stays(story, at):
    said = replace(FACTS, detail="상세", contact="설비팀").as_fields
    listing = make_listing(owner=story.owner, state="draft", **said)

    planned = plan(
        story.owner,
        [{"identity": listing.code, "title": "새 제목", "kind": "technology"}],
        only=frozenset({"identity", "title", "kind"}),
    )
    enter(story, planned, at)

    listing.refresh_from_db()
    assert (listing.title, listing.detail, listing.contact) == ("새 제목", "상세", "설비팀")
    assert listing.particulars == FACTS.particulars


def test_the_identifier_of_another_owner_is_as_unknown_as_one_that_never_was(story):
    theirs = make_listing()
    faults = [
        plan(story.owner, [ROW | {"identity": code}]).rows[0].fault.replace(code, "")
        for code in (theirs.code, "AAAAAAAA")
    ]

    assert faults[0] == faults[1] != ""


def test_one_fault_keeps_everything_out(story, at):
    planned = plan(story.owner, [ROW, ROW | {"sector": "없음"}, ROW | {"quantity": 3}])

    assert [row.verdict for row in planned.rows] == ["add", "fault", "fault"]
    assert "3행" in planned.rows[1].fault
    assert "수량" in planned.rows[2].fault
    with pytest.raises(ListingsFaulty):
        enter(story, planned, at)
    assert not Listing.objects.exists()


def test_what_is_to_be_checked_at_once_is_looked_at_as_if_it_were_typed(story):
    unready = [
        ROW | {"problem": None},
        ROW | {"is_anonymous": True, "abstract": "가온누설진단의 기술"},
    ]

    noted, stopped = plan(story.owner, unready), plan(story.owner, unready, submits=True)

    assert [row.verdict for row in noted.rows] == ["add", "add"]
    assert [bool(row.note) for row in noted.rows] == [True, True]
    assert [row.verdict for row in stopped.rows] == ["fault", "fault"]
    assert "풀려는 문제" in stopped.rows[0].fault
    assert "가온누설진단" in stopped.rows[1].fault


def test_many_that_are_handed_in_tell_whoever_checks_once(story, at):
    planned = plan(story.owner, [ROW] * 30, submits=True)

    assert enter(story, planned, at, submits=True)["submitted"] == 30
    assert Notice.objects.filter(person=story.operator).count() == 1


def test_another_text_of_what_is_out_goes_back_to_be_checked_and_another_date_does_not(story, at):
    said = FACTS.as_fields | {"author": story.staff}
    text, day = (make_listing(owner=story.owner, **said) for _ in range(2))
    records = {one["identity"]: one for one in listing_records([text, day])}
    records[text.code]["abstract"] = "소리로 새는 곳을 찾습니다."
    records[day.code]["wanted_by"] = date(2027, 1, 1)

    enter(story, plan(story.owner, records.values()), at)

    text.refresh_from_db()
    day.refresh_from_db()
    assert (text.state, day.state) == ("submitted", "published")
    assert Notice.objects.filter(person=story.operator).count() == 1


def test_what_changed_since_the_sheet_was_looked_at_is_not_overwritten(story, at):
    listing = make_listing(owner=story.owner, state="draft", **FACTS.as_fields)
    (record,) = listing_records([listing])
    planned = plan(story.owner, [record | {"region": "busan"}])
    Listing.objects.filter(pk=listing.pk).update(version=2, title="먼저 고침")

    with pytest.raises(ChangedMeanwhile):
        enter(story, planned, at)


def test_nobody_imports_for_another(story, at):
    with pytest.raises(NotAllowed):
        import_listings(
            story.owner, plan(story.owner, [ROW]), submits=False, actor=story.other, at=at
        )


def test_a_thousand_rows_take_hardly_more_statements_than_ten(
    story, at, django_assert_max_num_queries
):
    planned = plan(story.owner, [ROW] * 1_000, submits=True)

    with django_assert_max_num_queries(60):
        enter(story, planned, at, submits=True)
