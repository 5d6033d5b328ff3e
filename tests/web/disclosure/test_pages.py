"""The pages of technical material: the way through them, and what they never show."""

import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from tests.disclosure.factories import (
    ASKED,
    FIRST_DAY,
    LAST_DAY,
    PDF,
    WITHIN,
    agreed,
    day_after,
    drafted,
    granted,
    known_by_name,
    make_material,
    make_world,
    sent,
    seoul,
    signed,
    written,
)
from tests.exchange.factories import make_interest, make_offer
from tests.factories import MOMENT, make_person
from tests.web.matrix_disclosure import ROUTES, arguments
from time_machine import travel

from sangsaeng.cli.main import main
from sangsaeng.disclosure.actions.materials import list_title
from sangsaeng.disclosure.actions.naming import Named, propose_holder
from sangsaeng.disclosure.actions.running import end_early
from sangsaeng.disclosure.models import Agreement, Demand, Material
from sangsaeng.ledger.models import LedgerEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture(autouse=True)
def _within():
    with travel(WITHIN, tick=False):
        yield


def pages_of(answer):
    """The text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def press(client, demand, verb, **more):
    return client.post(reverse("disclosure_press", args=[demand.code, verb]), more)


def demand_by_title(client, world):
    """The buyer writes and sends a demand, by the title it was told."""
    client.force_login(world.buyer)
    new = f"{reverse('disclosure_new')}?owner={world.owner.code}"
    assert "모델 X 회로도" in client.get(new).content.decode()
    body = {key: value for key, value in vars(ASKED).items() if key != "titles"}
    body |= {"owner": "한빛정밀", "receiver": world.receiver.pk, "titles": [world.material.pk]}
    assert client.post(new, body).status_code == 302
    world.demand = Demand.objects.get()
    assert world.demand.asked_titles.get().material == world.material
    assert press(client, world.demand, "send").status_code == 302


def grant(client, world):
    """The supplier chooses the version."""
    client.force_login(world.supplier)
    url = reverse("disclosure_answer", args=[world.demand.code])
    assert "모델 X 회로도" in client.get(url).content.decode()
    version = world.material.versions.get()
    assert client.post(url, {"versions": [version.pk]}).status_code == 302


def agree(client, world):
    """The buyer names the holders, and the supplier agrees after reading what changed."""
    code = world.demand.code
    client.force_login(world.buyer)
    body = {
        **Agreement.objects.get().texts.get().terms,
        "period_from": str(FIRST_DAY),
        "holders": f"김설계, {world.holder.email}, 책임",
        "seen": 1,
    }
    assert client.post(reverse("disclosure_text", args=[code]), body).status_code == 302
    client.force_login(world.supplier)
    page = client.get(reverse("disclosure_text", args=[code])).content.decode()
    assert world.holder.email in page
    assert "<ins>" in page
    agreed = client.post(reverse("disclosure_agree", args=[code]), {"seen": "2"})
    assert agreed.status_code == 302


def read_and_sign(client, world):
    """Both read the paper first and then sign it."""
    code = world.demand.code
    for person in (world.supplier, world.buyer):
        client.force_login(person)
        document = Agreement.objects.get().document
        paper = client.get(reverse("disclosure_document", args=[code, document.number]))
        assert "모델 X 회로도" in pages_of(paper)
        assert "비밀유지계약서" in pages_of(paper)
        body = {"has_read": "on", "name": person.name, "title": "대표", "sha256": document.sha256}
        assert client.post(reverse("disclosure_sign", args=[code]), body).status_code == 302


def test_whole_way_through_the_pages(client, world):
    known_by_name(world.owner)
    list_title(world.material, world.receiver, actor=world.supplier, at=MOMENT)
    demand_by_title(client, world)
    grant(client, world)
    agree(client, world)
    read_and_sign(client, world)

    code = world.demand.code
    client.force_login(world.holder)
    page = client.get(reverse("disclosure", args=[code])).content.decode()
    assert reverse("disclosure_view", args=[code, 1]) in page
    shown = pages_of(client.get(reverse("disclosure_view", args=[code, 1])))
    assert "김설계" in shown
    assert "Circuit of model X" in shown
    for person in (world.supplier, world.holder):
        client.force_login(person)
        receipt = client.get(reverse("disclosure_receipt", args=[code]))
        kinds = [one["kind"] for one in json.loads(receipt.content)["events"]]
        assert kinds[0] == "disclosure.demand_sent"
        assert kinds[-1] == "disclosure.viewed"


def test_receipt_is_checked_on_the_command_line_and_a_forged_one_is_not(client, world, tmp_path):
    signed(world)
    client.force_login(world.holder)
    client.get(reverse("disclosure_view", args=[world.demand.code, 1]))
    path = tmp_path / "receipt.json"
    path.write_bytes(client.get(reverse("disclosure_receipt", args=[world.demand.code])).content)
    assert CliRunner().invoke(main, ["verify", str(path)]).exit_code == 0

    forged = path.read_text().replace("김설계", "홍길동")
    assert forged != path.read_text()
    path.write_text(forged)
    assert CliRunner().invoke(main, ["verify", str(path)]).exit_code != 0


def test_view_cannot_be_kept_framed_or_run(client, world):
    signed(world)
    client.force_login(world.holder)
    for route, form in (
        ("disclosure_view", "inline"),
        ("disclosure_print", "inline"),
        ("disclosure_download", "attachment"),
    ):
        answer = client.get(reverse(route, args=[world.demand.code, 1]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["Content-Disposition"].startswith(form)
        assert "CANARY" not in str(answer.headers)
        # What a reader gets was made anew: nothing that was appended to the original is left.
        assert b"CANARYCONTENT" not in answer.content
    assert world.kinds()[-3:] == ["viewed", "printed", "downloaded"]


def test_address_and_device_are_on_the_ledger_as_digests_only(client, world):
    signed(world)
    client.force_login(world.holder)
    client.get(
        reverse("disclosure_view", args=[world.demand.code, 1]),
        REMOTE_ADDR="203.0.113.77",
        HTTP_USER_AGENT="Secret Browser 7",
    )
    event = LedgerEvent.objects.of(f"disclosure:{world.demand.code}").last()
    assert "203.0.113.77" not in event.body
    assert "Secret Browser" not in event.body
    assert len(event.facts["address_digest"]) == len(event.facts["device_digest"]) == 64


def test_package_is_the_owners_and_holds_the_sealed_original(client, world):
    signed(world)
    client.force_login(world.supplier)
    answer = client.get(reverse("disclosure_package", args=[world.demand.code]))
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        names = archive.namelist()
        original = next(name for name in names if name.startswith("originals/"))
        assert archive.read(original) == PDF
        sums = archive.read("SHA256SUMS.txt").decode()
        assert sums == f"{world.material.versions.get().sha256}  {original}\n"
        assert json.loads(archive.read("receipt.json"))["events"]
        assert {"papers/1-demand.pdf", "papers/2-agreement.pdf"} <= set(names)
        assert "원본증명" in archive.read("README.txt").decode("utf-8-sig")


# What is never shown


STAGES = (drafted, sent, granted, written, agreed)
LEAKS = ("CANARYSECRET", "CANARYFILE", "CANARYCONTENT")


def crawl(client, world, persons):
    """Every address of this area as each of the persons, with what it answers."""
    listed = world.material.listed.first() or list_title(
        world.material, world.receiver, actor=world.supplier, at=MOMENT
    )
    given = {"code": world.demand.code}
    for person in persons:
        client.force_login(person)
        for route in ROUTES:
            try:
                arguments_of = arguments(world, listed, listed)[route]
            except (Agreement.DoesNotExist, AttributeError):
                arguments_of = _of_a_demand(route, given)
            answer = client.get(reverse(route, kwargs=arguments_of))
            content = answer.content
            if answer.headers.get("Content-Type") == "application/pdf":
                content += pages_of(answer).encode()
            yield person, route, answer, content + str(answer.headers).encode()


def _of_a_demand(route, given):
    more = {
        "disclosures": {},
        "disclosures_export": {"side": "got", "form": "json"},
        "disclosure_new": {},
        "materials": {},
        "materials_export": {"form": "json"},
        "material_new": {},
        "material_original": given | {"number": 1},
        "material_title_end": given | {"key": 1},
        "disclosure_press": given | {"verb": "send"},
        "disclosure_holder_remove": given | {"key": 1},
        "disclosure_change": given | {"key": 1, "verb": "consent"},
        "disclosure_document": given | {"number": 1},
        "disclosure_view": given | {"number": 1},
        "disclosure_download": given | {"number": 1},
        "disclosure_print": given | {"number": 1},
    }
    return more.get(route, given)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_nothing_of_the_material_is_anywhere_before_the_agreement(client, world, stage):
    stage(world)
    persons = (world.buyer, world.holder, world.outsider, make_person(is_operator=True))
    for person, route, _answer, content in crawl(client, world, persons):
        found = [leak for leak in (*LEAKS, "Circuit of model X") if leak.encode() in content]
        assert not found, (person.name, route)


def test_nothing_of_the_material_is_anywhere_after_the_end(client, world):
    signed(world)
    end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)
    persons = (world.buyer, world.holder, world.colleague, world.outsider)
    for person, route, _answer, content in crawl(client, world, persons):
        found = [leak for leak in (*LEAKS, "Circuit of model X") if leak.encode() in content]
        assert not found, (person.name, route)


def test_canary_is_found_where_it_may_be(client, world):
    """The twin of the crawl: the owner's own page holds the words it looks for."""
    granted(world)
    client.force_login(world.supplier)
    page = client.get(reverse("material", args=[world.material.code])).content.decode()
    assert "CANARYSECRET" in page
    assert "CANARYFILE" in page


@pytest.mark.parametrize("stage", [sent, granted, signed], ids=lambda stage: stage.__name__)
def test_other_material_of_the_owner_changes_no_byte_for_anybody_else(client, stage):
    """Two worlds that differ only in what the owner keeps to itself answer alike."""
    answers = []
    for hidden in (False, True):
        world = make_world()
        stage(world)
        if hidden:
            make_material(world.owner, world.supplier, title="숨은 자료")
        made = {}
        for person in (world.buyer, world.outsider, make_person(is_operator=True)):
            client.force_login(person)
            for route in ("materials", "disclosures", "disclosure_new", "disclosure"):
                args = [world.demand.code] if route == "disclosure" else []
                page = client.get(reverse(route, args=args)).content.decode()
                made[person.name[:2], route] = _plain(page, world)
        answers.append(made)
    first, second = answers
    assert len(first) == len(second)
    for one, other in zip(first.values(), second.values(), strict=True):
        assert one == other


def _plain(page, world):
    """A page without what differs from one making of the world to the next."""
    page = page.replace(world.demand.code, "CODE").replace(world.receiver.code, "RECEIVER")
    page = page.replace(world.owner.code, "OWNER")
    page = re.sub(r"person\d+@example.org|[0-9a-f]{64}|사람\d+", "X", page)
    page = re.sub(r'value="[^"]*"|<td class="number">\d+</td>|#\d+', "", page)
    return re.sub(r"holders/\d+/|versions/\d+|csrf[^>]*", "", page)


def test_title_that_was_told_is_the_only_thing_that_is_told(client, world):
    client.force_login(world.buyer)
    assert "모델 X" not in client.get(reverse("disclosures")).content.decode()
    listed = list_title(world.material, world.receiver, actor=world.supplier, at=MOMENT)
    page = client.get(reverse("disclosures")).content.decode()
    assert "모델 X 회로도" in page
    assert "CANARY" not in page
    assert world.material.versions.get().sha256 not in page
    client.force_login(world.outsider)
    assert "모델 X" not in client.get(reverse("disclosures")).content.decode()

    client.force_login(world.supplier)
    client.post(reverse("material_title_end", args=[world.material.code, listed.pk]))
    client.force_login(world.buyer)
    assert "모델 X" not in client.get(reverse("disclosures")).content.decode()


def test_title_told_to_another_is_not_asked_for_by_name(client, world):
    known_by_name(world.owner)
    client.force_login(world.buyer)
    body = {key: value for key, value in vars(ASKED).items() if key != "titles"}
    body |= {"owner": "한빛정밀", "receiver": world.receiver.pk, "titles": [world.material.pk]}
    client.post(reverse("disclosure_new"), body)

    assert not Demand.objects.get().asked_titles.exists()


# Where a demand begins


def test_demand_begins_at_an_accepted_interest(client, world):
    offer = make_offer(world.owner, author=world.supplier)
    interest = make_interest(offer, world.receiver, state="accepted")
    client.force_login(world.buyer)
    new = f"{reverse('disclosure_new')}?interest={interest.code}"
    assert "요구받는 쪽: 한빛정밀" in client.get(new).content.decode()
    body = {key: value for key, value in vars(ASKED).items() if key != "titles"}
    client.post(new, body | {"receiver": world.receiver.pk})
    demand = Demand.objects.get()
    assert (demand.owner, demand.listing, demand.interest) == (world.owner, offer, interest)
    page = client.get(f"/interests/{interest.code}/").content.decode()
    assert new in page
    assert reverse("disclosure", args=[demand.code]) in page
    back = client.get(reverse("disclosure", args=[demand.code])).content.decode()
    assert f"/interests/{interest.code}/" in back
    assert f"/offers/{offer.code}/" in back
    # What is being written is not known to the other side.
    client.force_login(world.supplier)
    page = client.get(f"/interests/{interest.code}/").content.decode()
    assert demand.code not in page

    client.force_login(world.buyer)
    waiting = make_interest(make_offer(world.owner), world.receiver)
    new = f"{reverse('disclosure_new')}?interest={waiting.code}"
    assert client.get(new).status_code == 404


def test_demand_does_not_name_an_owner_who_is_unnamed(client, world):
    offer = make_offer(world.owner, is_anonymous=True)
    client.force_login(world.buyer)
    new = f"{reverse('disclosure_new')}?listing={offer.code}"
    answer = client.get(new)

    assert answer.status_code == 404
    assert "한빛정밀" not in answer.content.decode()


def test_page_of_an_offer_leads_to_a_demand(client, world):
    offer = make_offer(world.owner)
    url = f"/offers/{offer.code}/"
    client.force_login(world.buyer)
    assert f"{reverse('disclosure_new')}?listing={offer.code}" in client.get(url).content.decode()
    client.force_login(make_person())
    assert "disclosures/new" not in client.get(url).content.decode()


def test_own_page_leads_to_material_and_disclosures(client, world):
    client.force_login(world.holder)
    page = client.get(reverse("my")).content.decode()
    assert reverse("materials") in page
    assert reverse("disclosures") in page
    client.force_login(make_person())
    assert reverse("materials") not in client.get(reverse("my")).content.decode()


def test_own_page_tells_what_is_to_do(client, world):
    demand = sent(world).demand

    def told(person):
        client.force_login(person)
        shown = client.get(reverse("my"))
        return {row["demand"] for row in shown.context["disclosures_waiting"]}

    assert told(world.supplier) == {demand}
    assert told(world.buyer) == set()
    assert told(world.outsider) == set()
    being_written = granted(world).demand
    assert told(world.buyer) == {being_written}
    signed(world)
    assert told(world.buyer) == {being_written}
    assert told(world.supplier) == {demand, being_written}


# Forms that come back


def test_file_that_cannot_be_shown_later_is_refused_while_it_can_be_mended(client, world):
    client.force_login(world.supplier)
    body = {
        "owner": world.owner.pk,
        "title": "깨진 도면",
        "kind": "drawing",
        "classification": "secret",
        "label": "v1",
        "file": SimpleUploadedFile("x.pdf", b"%PDF-1.4 nonsense"),
    }
    answer = client.post(reverse("material_new"), body)

    assert answer.status_code == 422
    assert "손상" in answer.content.decode()
    assert not Material.objects.filter(title="깨진 도면").exists()


def test_text_with_a_holder_that_cannot_be_read_comes_back(client, world):
    granted(world)
    client.force_login(world.buyer)
    body = {**world.agreement.texts.get().terms, "holders": "이름만", "seen": 1}
    answer = client.post(reverse("disclosure_text", args=[world.demand.code]), body)

    assert answer.status_code == 422
    assert "이름만" in answer.content.decode()
    assert world.agreement.texts.count() == 1


def test_text_written_over_one_that_changed_comes_back(client, world):
    written(world)
    client.force_login(world.buyer)
    body = {**world.agreement.texts.get(number=2).terms, "holders": "", "seen": 1}
    answer = client.post(reverse("disclosure_text", args=[world.demand.code]), body)

    assert answer.status_code == 422
    assert world.agreement.texts.count() == 2


# How much it costs


def test_lists_take_as_many_statements_for_three_as_for_one(client, world):
    taken = {}
    for number in (1, 3):
        while Demand.objects.count() < number:
            signed(world)
            make_material(world.owner, world.supplier, title=f"자료 {Demand.objects.count()}")
        for person, route in (
            (world.supplier, "materials"),
            (world.supplier, "disclosures"),
            (world.buyer, "disclosures"),
        ):
            client.force_login(person)
            client.get(reverse(route))
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(route))
            taken.setdefault((person.name, route), []).append(len(caught))

    assert {one == other for one, other in taken.values()} == {True}, taken


def test_page_of_many_looks_takes_as_many_statements_as_that_of_one(client, world):
    signed(world)
    client.force_login(world.buyer)
    url = reverse("disclosure", args=[world.demand.code])
    taken = []
    for _round in range(2):
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        taken.append(len(caught))
        for number in range(3):
            world.look(at=WITHIN + timedelta(minutes=number))
    assert taken[0] == taken[1]


def test_periods_are_read_on_the_page_on_the_calendar_of_seoul(client, world):
    signed(world)
    propose_holder(world.demand, Named("새", "n@example.org"), actor=world.buyer, at=WITHIN)
    url = reverse("disclosure", args=[world.demand.code])
    for moment, is_open in (
        (seoul(LAST_DAY, 23, 59, 59), True),
        (seoul(day_after(LAST_DAY)), False),
    ):
        with travel(moment, tick=False):
            client.force_login(world.holder)
            page = client.get(url).content.decode()
            view = reverse("disclosure_view", args=[world.demand.code, 1])
            assert (view in page) is is_open
            assert client.get(view).status_code == (200 if is_open else 403)
