"""`sangsaeng match` spread over workers writes what one process writes, or says what to do."""

import json
import sys

import pytest
from click.testing import CliRunner

from sangsaeng.cli.main import main

OFFERS = ("반도체 세정 공정 개선", "도색 로봇 도입", "폐수 처리 설비", "정밀 도금")


@pytest.fixture
def files(tmp_path):
    """A file of needs and one of offers."""
    for name, texts in (("needs", OFFERS[:2]), ("offers", OFFERS)):
        lines = [json.dumps({"id": f"{name}-{n}", "text": text}) for n, text in enumerate(texts)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return [str(tmp_path / "needs.jsonl"), str(tmp_path / "offers.jsonl")]


def test_workers_write_what_one_process_writes(files):
    alone = CliRunner().invoke(main, ["match", *files])
    spread = CliRunner().invoke(main, ["match", *files, "--workers", "1"])

    assert alone.exit_code == spread.exit_code == 0, spread.output
    assert spread.stdout == alone.stdout
    assert [json.loads(line)["need"] for line in spread.stdout.splitlines()] == [
        "needs-0",
        "needs-1",
    ]


def test_shards_write_what_one_matcher_writes(files):
    whole = CliRunner().invoke(main, ["match", *files])
    cut = CliRunner().invoke(main, ["match", *files, "--shard", "3"])

    assert whole.exit_code == cut.exit_code == 0, cut.output
    assert cut.stdout == whole.stdout
    assert "제안 4 " in cut.stderr


def test_scheduler_that_is_not_there_is_named(files):
    done = CliRunner().invoke(main, ["match", *files, "--scheduler", "elsewhere://10.0.0.1"])

    assert done.exit_code == 2
    assert "elsewhere://10.0.0.1: 스케줄러에 닿지 않습니다" in done.stderr
    assert not done.stdout


def test_without_dask_it_is_said_what_to_install(files, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    done = CliRunner().invoke(main, ["match", *files, "--workers", "2"])

    assert done.exit_code == 2
    assert "sangsaeng[cluster]" in done.stderr
