"""`sangsaeng verify` on a plaque: each way it can stand has words and an exit code of its own."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.honors.factories import given_honor
from tests.honors.test_proof import altered, unsigned

from sangsaeng.cli.main import main
from sangsaeng.honors.actions.revoking import revoke_honor
from sangsaeng.honors.models import Plaque
from sangsaeng.honors.proofs import bundle_of, issuer_document, issuer_keys, status_list
from sangsaeng.honors.proving import Token, new_private_key, public_jwk, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.ISSUER_KEYS = tmp_path / "keys"


@pytest.fixture
def files(at, tmp_path):
    """A plaque and what belongs to it, as files."""
    world, honor = given_honor(at)
    plaque = Plaque.objects.order_by("pk").first()
    return Files(tmp_path, world, honor, plaque, at)


class Files:
    """Writes what somebody may have downloaded."""

    def __init__(self, folder, world, honor, plaque, at):
        self.folder, self.world, self.honor, self.plaque = folder, world, honor, plaque
        self.jwt = self.write("plaque.jwt", plaque.credential)
        self.did = self.write("did.json", issuer_document())
        self.jwks = self.write("keys.json", issuer_keys())
        self.list = self.write("list.jwt", status_list(1, at))
        self.bundle = self.write("plaque.json", bundle_of(plaque, at))

    def write(self, name, content):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    def forged(self):
        token = Token.read(self.plaque.credential)
        signature = token.text.rpartition(".")[2]
        way = ("credentialSubject", "identifier", 0, "identityHash")
        return unsigned(token.header, altered(token.payload, way), signature)


def run(*arguments):
    return CliRunner().invoke(main, ["verify", *map(str, arguments)])


@pytest.mark.parametrize("keys", ["did", "jwks"])
def test_a_sound_plaque_is_valid(files, keys):
    answer = run(files.jwt, "--keys", getattr(files, keys), "--status", files.list)
    assert answer.exit_code == 0, answer.output
    assert "유효합니다 / valid" in answer.output
    assert "한빛전자" in answer.output


def test_a_package_brings_its_list_along(files):
    assert run(files.bundle, "--keys", files.did).exit_code == 0


def test_without_a_list_it_says_that_nobody_looked(files):
    answer = run(files.jwt, "--keys", files.did)
    assert (answer.exit_code, "NOT CHECKED FOR REVOCATION" in answer.output) == (5, True)


def test_a_revoked_plaque_says_revoked(files, later):
    revoke_honor(files.honor, "허위 실적", actor=files.world.officer, at=later)
    listed = files.write("later.jwt", status_list(1, later))
    answer = run(files.bundle, "--keys", files.did, "--status", listed)
    assert (answer.exit_code, "REVOKED" in answer.output) == (3, True)


def test_an_altered_plaque_says_altered(files):
    forged = files.write("forged.jwt", files.forged())
    answer = run(forged, "--keys", files.did, "--status", files.list)
    assert (answer.exit_code, "ALTERED" in answer.output) == (1, True)


def test_an_altered_package_says_so_even_by_the_keys_it_carries(files):
    form = json.loads(files.bundle.read_text()) | {"credential": files.forged()}
    assert run(files.write("forged.json", form)).exit_code == 1


def test_keys_that_came_in_the_file_prove_nothing_of_the_issuer(files):
    answer = run(files.bundle)
    assert (answer.exit_code, "UNKNOWN ISSUER" in answer.output) == (4, True)
    assert "did.json" in answer.output


def test_a_whole_package_made_by_a_stranger_is_of_an_unknown_issuer(files):
    private = new_private_key()
    owner = "did:web:localhost%3A8000"
    form = json.loads(files.bundle.read_text())
    token = signed(Token.read(files.plaque.credential).payload, private, owner)
    kid = Token.read(token).key
    form |= {"credential": token, "keys": {"keys": [{**public_jwk(private), "kid": kid}]}}
    form |= {"status_list": signed(Token.read(form["status_list"]).payload, private, owner)}
    forged = files.write("stranger.json", form)
    assert run(forged).exit_code == 4
    assert run(forged, "--keys", files.did).exit_code == 4


def test_without_any_key_the_issuer_is_unknown(files):
    answer = run(files.jwt)
    assert (answer.exit_code, "--keys" in answer.output) == (4, True)


@pytest.mark.parametrize(
    "content", ["", "a.b.c", '{"format": "sangsaeng-plaque-1"}', "%PDF-1.7 nothing", "[" * 9999]
)
def test_what_is_no_plaque_is_refused(files, content):
    assert run(files.write("x", content), "--keys", files.did).exit_code == 2


def test_what_are_no_keys_or_lists_are_refused(files):
    assert run(files.jwt, "--keys", files.write("x.json", {"keys": []})).exit_code == 2
    assert run(files.jwt, "--status", files.write("y", "nothing")).exit_code == 2


def test_signs_that_would_rewrite_the_terminal_are_not_told(files):
    payload = dict(Token.read(files.plaque.credential).payload)
    payload["name"] = payload["id"] = "\x1b[2Jvalid"
    payload["credentialSubject"] = {"licenseNumber": "\x1b[1A✔ 유효합니다"}
    forged = signed(payload, new_private_key(), "did:web:x")
    answer = run(files.write("evil.jwt", forged), "--keys", files.did)
    assert answer.exit_code == 4
    assert "\x1b" not in answer.output


def test_it_works_without_the_site_and_its_database(files):
    command = [sys.executable, "-m", "sangsaeng.cli", "verify", files.jwt, "--keys", files.did]
    done = subprocess.run(  # noqa: S603 - our own program
        [*map(str, command), "--status", str(files.list)],
        env={key: value for key, value in os.environ.items() if "DJANGO" not in key}
        | {"SANGSAENG_DATA": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
