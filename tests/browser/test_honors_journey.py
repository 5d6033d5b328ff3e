"""From a template to a plaque that anybody can verify: a whole round of Win-Win Honors on screens."""

import io
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from pypdf import PdfReader
from tests.browser.conftest import PHONE
from tests.browser.hands import press, verify
from tests.browser.honors_entering import (
    association_recommends,
    officer_opens_a_round,
    officer_previews_and_announces,
    partner_confirms_and_writes_on_a_phone,
    receipt_is_verified,
    recommended_completes,
    team_begins,
    team_hands_in,
)
from tests.browser.honors_judging import (
    decisions_are_made_in_bulk,
    documents_are_checked,
    entries_are_assigned,
    judge_declares_on_a_phone,
    judge_scores_on_a_phone,
    not_chosen_reads_feedback,
    panel_is_named,
    ranking_is_computed,
    results_are_announced,
    the_cut_is_discussed,
)
from tests.browser.honors_round import (
    DASOM,
    HOST,
    JUDGES,
    LARGE,
    OTHERS,
    PHONE_JUDGE,
    SLUG,
    SMALL,
    TITLES,
    WATER,
    after_the_window,
    answer_by_actions,
    call_of,
    enter_by_actions,
    enter_the_cast,
    score_by_actions,
)

from sangsaeng.kernel.house import keep_house
from sangsaeng.programs.actions import calls

pytestmark = pytest.mark.browser

# How `sangsaeng verify` ends.
ENDS = {"valid": 0, "altered": 1, "revoked": 3}


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path, monkeypatch):  # noqa: ARG001 - the database of the server
    """A foundation, four teams, an association and six judges."""
    settings.BASE_URL = live_server.url
    # What chance draws is the same every time: how sure a rank is.
    monkeypatch.setattr(calls, "SEEDS", 1)
    return live_server.url, tmp_path, enter_the_cast()


def test_a_round_of_honors_from_the_template_to_the_plaque(visit, site, tmp_path):
    officer, water, dasom = visit(), visit(), visit(PHONE)
    there = site[2].organizations
    officer_opens_a_round(officer)
    officer_previews_and_announces(officer)
    entry = team_begins(water)
    partner_confirms_and_writes_on_a_phone(dasom, entry)
    team_hands_in(water, entry, tmp_path)
    receipt_is_verified(water, entry, tmp_path)
    association_recommends(visit())
    recommended_completes(visit(), visit())
    for large, small in OTHERS:
        enter_by_actions(call_of(SLUG), there, large, small)
    keep_house(at=after_the_window(call_of(SLUG)))
    documents_are_checked(officer)
    panel_is_named(officer)
    judge = visit(PHONE)
    judge_declares_on_a_phone(judge)
    answer_by_actions(call_of(SLUG), [one[1] for one in JUDGES if one is not PHONE_JUDGE])
    entries_are_assigned(officer)
    judge_scores_on_a_phone(judge)
    score_by_actions(call_of(SLUG))
    ranking_is_computed(officer)
    the_cut_is_discussed(officer)
    decisions_are_made_in_bulk(officer)
    results_are_announced(officer, visit())
    not_chosen_reads_feedback(visit(PHONE))
    honors_are_given(officer)
    codes, guest = plaques_are_printed(officer), visit(PHONE)
    plaque_is_verified(guest, codes, tmp_path)
    honor_is_revoked(officer, guest, codes, tmp_path)


def honors_are_given(officer):
    officer.go(f"/calls/{SLUG}/honors/")
    officer.keep("honors-40-about-to-give")
    press(officer, "모두 수여")
    officer.look()
    officer.keep("honors-41-given")


def plaques_are_printed(officer):
    """One page a holder, in Korean that can be read out; returns each holder's number to check."""
    links = officer.page.locator("#given a[href^='/verify/']").all()
    codes = {link.inner_text(): link.get_attribute("href").rpartition("/")[2] for link in links}
    assert set(codes) == {WATER, DASOM, LARGE, SMALL}
    printed = officer.page.request.get(f"{officer.address}/calls/{SLUG}/honors/plaques.pdf")
    pages = PdfReader(io.BytesIO(printed.body())).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert len(texts) == len(codes)
    for holder, code in codes.items():
        page = next(text for text in texts if code in text)
        assert holder in page
        assert HOST in page
        assert "윈윈아너스" in page
    return codes


def plaque_is_verified(guest, codes, folder):
    """On a phone by the address in the QR, and off-line by the credential; an altered one shows."""
    guest.go(f"/verify/{codes[DASOM]}")
    said = guest.page.inner_text("main")
    assert "유효한 기념패입니다" in said
    assert DASOM in said
    guest.keep("honors-42-valid-on-a-phone")
    credential = save(guest, f"/verify/{codes[DASOM]}.jwt", folder / "plaque.jwt")
    assert standing(guest, codes[DASOM], folder) == "valid"
    head, body, signature = credential.read_text().split(".")
    text = urlsafe_b64decode(body + "==").decode().replace(DASOM, "남의정밀").encode()
    altered = folder / "altered.jwt"
    altered.write_text(".".join((head, urlsafe_b64encode(text).decode().rstrip("="), signature)))
    assert altered.read_text() != credential.read_text()
    assert verify(altered, "--keys", folder / "did.json").returncode == ENDS["altered"]


def standing(guest, code, folder):
    """What the command line says of a plaque from files alone."""
    credential = save(guest, f"/verify/{code}.jwt", folder / "plaque.jwt")
    keys = save(guest, "/.well-known/did.json", folder / "did.json")
    guest.page.goto(f"{guest.address}/verify/{code}")
    where = guest.page.get_attribute("main a[href^='/honors/status/']", "href")
    revoked = save(guest, where, folder / "list.jwt")
    ended = verify(credential, "--keys", keys, "--status", revoked)
    return next(name for name, code in ENDS.items() if code == ended.returncode)


def save(guest, path, file):
    """Keep what the address gives."""
    given = guest.page.request.get(guest.address + path)
    assert given.status == 200, path
    file.write_bytes(given.body())
    return file


def honor_is_revoked(officer, guest, codes, folder):
    officer.go(f"/calls/{SLUG}/honors/")
    row = officer.page.locator("#given tr", has_text=TITLES[LARGE])
    with officer.page.expect_navigation():
        row.locator("a", has_text="포상 취소").click()
    officer.page.fill("[name=reason]", "제출한 성적서가 다른 설비의 것이었습니다.")
    officer.keep("honors-43-about-to-revoke")
    press(officer, "포상 취소")
    officer.look()
    officer.keep("honors-44-revoked")
    guest.go(f"/verify/{codes[SMALL]}")
    assert "취소된 기념패입니다" in guest.page.inner_text("main")
    guest.keep("honors-45-revoked-on-a-phone")
    assert standing(guest, codes[SMALL], folder) == "revoked"
    assert standing(guest, codes[DASOM], folder) == "valid"
