"""`sangsaeng verify`: 0 when everything holds, 1 when something does not, 2 when it is no receipt."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.factories import make_person
from tests.ledger.factories import STREAM, fill
from tests.unguarded import unguarded

from sangsaeng.cli.main import main
from sangsaeng.ledger.actions import anchor
from sangsaeng.ledger.keys import public_keys
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.ledger.notes import to_pem
from sangsaeng.ledger.publishing import list_path, publish_checkpoints
from sangsaeng.ledger.queries import consistency_between, receipt_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.LEDGER_KEY = settings.KEYS_ROOT / "ledger-ed25519.pem"
    settings.TRANSPARENCY_ROOT = tmp_path / "transparency"


@pytest.fixture
def actor():
    return make_person("김하늘")


@pytest.fixture
def receipt(actor, at, tmp_path):
    """A receipt as a file."""
    fill(5, actor=actor)
    return taken(actor, at, tmp_path / "receipt.json")


def taken(actor, at, path, stream=STREAM):
    """A receipt for all of a stream up to now, with the list renewed."""
    anchor(actor=actor, at=at)
    publish_checkpoints()
    form = receipt_of(LedgerEvent.objects.of(stream), "가온정밀", at=at)
    path.write_text(json.dumps(form, ensure_ascii=False))
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


def test_sound_receipt_is_said_to_hold_and_what_that_does_not_mean(receipt):
    answer = run(receipt)

    assert answer.exit_code == 0, answer.output
    assert "✔ 4번 기록 disclosure.viewed" in answer.output
    assert "바꿀 수 없다는 뜻도" in answer.output
    assert "neither impossible" in answer.output


def test_changed_receipt_does_not_hold(receipt):
    receipt.write_text(receipt.read_text().replace('\\"쪽\\":3', '\\"쪽\\":9'))

    answer = run(receipt)

    assert answer.exit_code == 1
    assert "✘ 3번 기록: 내용이 바뀌었거나" in answer.output


@pytest.mark.parametrize(
    "content", ["{}", "[]", "영수증", "", "\udc00", '{"format": "other/1"}', "[" * 100_000]
)
def test_what_is_no_receipt_is_refused_in_one_line(content, tmp_path):
    path = tmp_path / "file.json"
    path.write_text(content, errors="surrogatepass")

    answer = run(path)

    assert answer.exit_code == 2
    assert len(answer.output.splitlines()) == 1
    assert "file.json" in answer.output


def test_file_that_is_not_there_is_refused(tmp_path):
    assert run(tmp_path / "none.json").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [(), ("--site", "a.json"), ("a.json", "--since", "b.json"), ("--site", "--key", "k")],
)
def test_unclear_wishes_are_refused(arguments):
    assert run(*arguments).exit_code == 2


def test_key_decides_whose_signature_counts(receipt, tmp_path):
    (key,) = public_keys().values()
    ours, theirs = tmp_path / "ours.pem", tmp_path / "theirs.pem"
    ours.write_text(to_pem(key))
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    theirs.write_text(to_pem(Ed25519PrivateKey.generate().public_key()))

    assert run(receipt, "--key", ours).exit_code == 0
    assert run(receipt, "--key", theirs).exit_code == 1
    assert run(receipt, "--key", theirs, "--key", ours).exit_code == 0
    assert run(receipt, "--key", receipt).exit_code == 2


def test_public_list_that_went_on_agrees(receipt, actor, at, tmp_path):
    fill(7, actor=actor)
    taken(actor, at + timedelta(hours=1), tmp_path / "later.json")

    answer = run(receipt, "--against", list_path())

    assert answer.exit_code == 0, answer.output
    assert "체크포인트 2개가 모두 서명되었고" in answer.output


def test_public_list_that_is_shorter_or_silent_or_spoilt_does_not_agree(
    receipt, actor, at, tmp_path
):
    fill(7, actor=actor)
    later = taken(actor, at + timedelta(hours=1), tmp_path / "later.json")
    first, second = list_path().read_text().splitlines(keepends=True)
    listed = tmp_path / "list.txt"

    listed.write_text(first)
    assert "원장이 줄었습니다" in run(later, "--against", listed).output
    listed.write_text(second)
    assert "목록에 없습니다" in run(receipt, "--against", listed).output
    listed.write_text(first + second.replace(" 5 ", " 4 "))
    assert run(receipt, "--against", listed).exit_code == 1
    listed.write_text("아무것\n")
    assert run(receipt, "--against", listed).exit_code == 2


def test_two_receipts_agree_while_the_ledger_only_grows(receipt, actor, at, tmp_path):
    fill(7, actor=actor)
    later = taken(actor, at + timedelta(hours=1), tmp_path / "later.json")

    assert run(receipt, "--against", later).exit_code == 0
    assert run(later, "--against", receipt).exit_code == 0


def test_receipts_that_nothing_links_are_linked_by_a_proof(receipt, actor, at, tmp_path):
    fill(7, actor=actor, stream="disclosure:OTHER")
    other = taken(actor, at + timedelta(hours=1), tmp_path / "other.json", "disclosure:OTHER")
    proof = tmp_path / "consistency.json"
    proof.write_text(json.dumps(consistency_between(5, 12)))

    answer = run(receipt, "--against", other)
    assert answer.exit_code == 1
    assert "/ledger/consistency.json?from=5&to=12" in answer.output
    assert run(receipt, "--against", other, "--against", proof).exit_code == 0


def test_ledger_cut_restored_or_forked_after_the_receipt_is_noticed_by_the_next_receipt(
    receipt, actor, at, tmp_path
):
    fill(7, actor=actor)
    later = taken(actor, at + timedelta(hours=1), tmp_path / "later.json")
    with unguarded("ledger_"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerevent WHERE seq >= 3")
        cursor.execute("DELETE FROM ledger_checkpoint")
        cursor.execute("DELETE FROM ledger_subtree")
    list_path().unlink()

    fill(1, actor=actor)
    short = taken(actor, at + timedelta(hours=2), tmp_path / "short.json")
    assert "원장이 줄었습니다" in run(later, "--against", short).output
    fill(1, actor=actor)
    fork = taken(actor, at + timedelta(hours=3), tmp_path / "fork.json")
    assert "서로 다릅니다" in run(receipt, "--against", fork).output
    fill(9, actor=actor)
    longer = taken(actor, at + timedelta(hours=4), tmp_path / "longer.json")
    assert "두 영수증에서 내용이 다른 기록" in run(later, "--against", longer).output


def test_whole_site_is_checked_with_receipts(receipt, actor):
    fill(2, actor=actor)
    assert run("--site").exit_code == 0
    assert run("--site", "--since", receipt).exit_code == 0

    with unguarded("ledger_"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerevent WHERE seq >= 4")
    answer = run("--site", "--since", receipt)
    assert answer.exit_code == 1
    assert "끝이 잘렸거나 옛 백업으로" in answer.output


def test_receipt_is_checked_without_site_database_or_settings(receipt, tmp_path):
    code = (
        "import sys; from sangsaeng.cli.main import main\n"
        f"sys.argv = ['sangsaeng', 'verify', {str(receipt)!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as ended:\n"
        "    raise SystemExit(9 if 'django' in sys.modules else ended.code)"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert {one.name for one in tmp_path.iterdir()} == {"keys", "transparency", "receipt.json"}
