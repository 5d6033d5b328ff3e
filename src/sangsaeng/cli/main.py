"""The command `sangsaeng`: each subcommand loads only what it needs."""

import importlib
from typing import Any

import click

COMMANDS = {
    "demo": ("sangsaeng.cli.running", "demo", "빈 폴더에서 예시 자료가 담긴 사이트까지"),
    "serve": ("sangsaeng.cli.running", "serve", "사이트 운영"),
    "work": ("sangsaeng.cli.running", "work", "뒤에서 도는 작업과 메일"),
    "operator": ("sangsaeng.cli.running", "operator", "플랫폼 운영자 지정"),
    "prepare": ("sangsaeng.cli.running", "prepare", "설치 마무리(번역, 계산 모듈)"),
    "manage": ("sangsaeng.cli.running", "manage", "Django 관리 명령"),
    "timetable": ("sangsaeng.cli.timetable", "timetable", "상담 시간표: plan, repair, check"),
    "match": ("sangsaeng.cli.matching", "match", "수요마다 맞는 제안: 순위와 이유"),
    "import": ("sangsaeng.cli.sheets", "import_", "스프레드시트 넣기"),
    "export": ("sangsaeng.cli.sheets", "export", "스프레드시트 꺼내기"),
    "verify": ("sangsaeng.cli.verifying", "verify", "영수증, 기념패, 원장 확인"),
    "seal": ("sangsaeng.cli.sealing", "seal", "사고 때 심사 멈추기와 다시 시작하기"),
    "bench": ("sangsaeng.cli.bench", "bench", "성능 비교"),
}


class LazyGroup(click.Group):
    """A group whose subcommands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """Name every subcommand."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's form
        """Import one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: Any) -> None:  # noqa: ARG002 - click's form
        """List subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group(cls=LazyGroup)
@click.version_option(package_name="sangsaeng")
def main() -> None:
    """Sangsaeng (상생): one cooperation, from the first need to the proven gain of both sides."""
