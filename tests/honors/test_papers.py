"""A plaque on paper carries its own proof, and no name on it becomes an instruction to the press."""

import json
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from tests.honors.factories import given_honor

from sangsaeng.cli.main import main
from sangsaeng.honors.models import Holder, Honor, Plaque
from sangsaeng.honors.papers import fingerprint, plaques_paper
from sangsaeng.honors.proofs import issuer_document
from sangsaeng.honors.queries.plaques import get_plaque, plaques_of

pytestmark = pytest.mark.django_db
A4 = (842, 595)
HOSTILE = (
    "#panic()",
    '#read("/etc/passwd")',
    "$x^2$ *굵게* _기울임_ <label> @ref",
    "\\u{1f600} `raw` #let x = 1;",
    '"); #pagebreak() ("',
    "<svg onload=alert(1)>",
    "㈜" * 60,
)


@pytest.fixture
def given(at):
    world, honor = given_honor(at, part="기술협력")
    return world, honor, get_plaque(Plaque.objects.order_by("pk").first().code)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_it_says_what_was_given_to_whom_by_whom_and_when(given, at):
    _world, _honor, plaque = given
    text = text_of(plaques_paper([plaque], at))
    for said in (
        "윈윈 아너스",
        "2026년 1차 · 기술협력",
        "한빛전자 · 다솜세정 공동 수상",
        "2026년 11월 20일",
        "상생협력재단",
        plaque.number,
        fingerprint(plaque),
        f"http://localhost:8000/verify/{plaque.code}",
    ):
        assert said in text, said


def test_the_credential_is_attached_and_the_paper_can_be_checked(given, at, tmp_path):
    _world, _honor, plaque = given
    pdf = plaques_paper([plaque], at)
    assert PdfReader(BytesIO(pdf)).attachments == {
        f"{plaque.number}.jwt": [plaque.credential.encode()]
    }
    paper, keys = tmp_path / "plaque.pdf", tmp_path / "did.json"
    paper.write_bytes(pdf)
    keys.write_text(json.dumps(issuer_document()))
    answer = CliRunner().invoke(main, ["verify", str(paper), "--keys", str(keys)])
    assert answer.exit_code == 5, answer.output
    assert plaque.number in answer.output


def test_one_print_run_holds_every_valid_plaque_of_the_call(given, at):
    world, _honor, _plaque = given
    pages = PdfReader(BytesIO(plaques_paper(plaques_of(world.call), at))).pages
    assert [tuple(round(x) for x in page.mediabox[2:]) for page in pages] == [A4, A4]


def test_with_cut_marks_the_sheet_is_larger_and_the_plaque_is_not(given, at):
    _world, _honor, plaque = given
    (page,) = PdfReader(BytesIO(plaques_paper([plaque], at, with_cut_marks=True))).pages
    assert tuple(round(x) for x in page.mediabox[2:]) == (A4[0] + 74, A4[1] + 74)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_a_name(given, at, name):
    _world, honor, plaque = given
    Holder.objects.filter(pk=plaque.holder.pk).update(name=name)
    Honor.objects.filter(pk=honor.pk).update(title=name, part=name[:60], person_name=name[:60])
    pdf = plaques_paper([get_plaque(plaque.code)], at)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    seen = "".join(text_of(pdf).split())
    assert "".join(name[:20].split()) in seen
    assert "root:" not in seen


def test_the_same_plaque_gives_the_same_bytes(given, at):
    _world, _honor, plaque = given
    assert plaques_paper([plaque], at) == plaques_paper([plaque], at)


def test_a_sample_says_on_paper_that_it_is_one(given, at):
    _world, honor, plaque = given
    assert "예시 자료" not in text_of(plaques_paper([plaque], at))
    Honor.objects.filter(pk=honor.pk).update(is_sample=True)
    assert "예시 자료" in text_of(plaques_paper([get_plaque(plaque.code)], at))
