"""`sangsaeng seal`: one command when something leaked."""

import pytest
from click.testing import CliRunner
from tests.judging.deciding_world import judging_world

from sangsaeng.cli.main import main
from sangsaeng.judging.models import Seal
from sangsaeng.kernel.house import ADDRESS

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return judging_world()


def run(*words):
    return CliRunner().invoke(main, ["seal", *words])


def test_one_command_seals_and_says_what_was_kept(world):
    done = run(world.call.slug, "--reason", "점수가 새어 나감")
    seal = Seal.objects.get()

    assert done.exit_code == 0, done.output
    assert seal.sha256 in done.output
    assert "9 reviews" in done.output
    assert (seal.sealed_by.email, seal.reason) == (ADDRESS, "점수가 새어 나감")


def test_lift_lets_it_go_on(world):
    run(world.call.slug, "--reason", "사고")
    done = run(world.call.slug, "--reason", "고침", "--lift")

    assert done.exit_code == 0, done.output
    assert Seal.objects.get().lifted_because == "고침"


@pytest.mark.parametrize("words", [("nowhere",), ("honors-2026-1", "--lift")])
@pytest.mark.usefixtures("world")
def test_what_cannot_be_done_is_said_in_one_line(words):
    done = run(*words, "--reason", "사고")

    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not Seal.objects.exists()
