"""Running the site: prepare the installation, serve, work in the background, demonstrate."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import click

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sangsaeng.site.settings")

TICK_EVERY = timedelta(seconds=5)


def set_up() -> None:
    """Load the site's settings and models."""
    import django

    django.setup()


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's management commands."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sangsaeng manage", *arguments])


@click.command()
@click.argument("email")
def operator(email: str) -> None:
    """Make the person with this address an operator of the platform."""
    set_up()
    from sangsaeng.cli.reporting import refuse
    from sangsaeng.kernel import clock
    from sangsaeng.kernel.models import Person
    from sangsaeng.kernel.operators import appoint_operator

    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        refuse([f"{email}: 먼저 사이트에서 가입해 주십시오 / sign up on the site first"])
    appoint_operator(person, actor=person, at=clock.now())
    click.echo(f"{person.email}: 운영자입니다 / is an operator")


@click.command()
def prepare() -> None:
    """Finish an installation: compile translations and the engine's kernels."""
    from sangsaeng.cli.preparing import compile_kernels, compile_messages

    compile_messages()
    compile_kernels()


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--bind", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(port: int, bind: str, workers: int) -> None:
    """Bring the database up to date and serve the site, with its background worker."""
    _bring_up()
    _serve(bind, port, workers)


@click.command()
@click.option("--port", default=8000, show_default=True)
def demo(port: int) -> None:
    """Go from an empty folder to a running site with sample data."""
    os.environ.setdefault("SANGSAENG_BASE_URL", f"http://localhost:{port}")
    _bring_up()
    from sangsaeng.sample.loading import load, sign_ins
    from sangsaeng.site.environment import DATA

    folder = DATA / "sample"
    load(folder, say=click.echo)
    click.echo(f"\n  상생(Sangsaeng) 예시 사이트: http://localhost:{port}/\n")
    for sign_in in sign_ins():
        click.echo(f"  {sign_in}")
    click.echo(f"\n  가져올 신청 스프레드시트: {folder}")
    click.echo("\n  멈추려면 Ctrl+C\n")
    _serve("127.0.0.1", port, workers=2)


@click.command()
def work() -> None:
    """Do background jobs and send mail until stopped."""
    set_up()
    from django.core.management import call_command

    stop = threading.Event()
    threading.Thread(target=_keep_house, args=(stop,), daemon=True).start()
    threading.Thread(target=_limber_up, daemon=True).start()
    try:
        call_command("db_worker", interval=0.3, startup_delay=False, reload=False)
    finally:
        stop.set()


def _limber_up() -> None:
    """Load the engine's kernels before the first plan is asked for."""
    from sangsaeng.engine.timetable.warming import limber

    limber()


def _keep_house(stop: threading.Event) -> None:
    """Do what is due, again and again."""
    from django.db import close_old_connections

    from sangsaeng.kernel import clock
    from sangsaeng.kernel.house import keep_house

    while not stop.wait(TICK_EVERY.total_seconds()):
        close_old_connections()
        keep_house(at=clock.now())


def _bring_up() -> None:
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def server_command(bind: str, port: int, workers: int) -> list[str]:
    """Return the command line of the application server."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "sangsaeng.site.wsgi:application",
        "--bind",
        f"{bind}:{port}",
        "--workers",
        str(workers),
        "--threads",
        "4",
        "--worker-class",
        "gthread",
        "--no-control-socket",
        "--log-level",
        "warning",
    ]


def _serve(bind: str, port: int, workers: int) -> None:
    """Run the server and the worker beside it; when one stops, stop the other."""
    processes = [
        subprocess.Popen(server_command(bind, port, workers)),  # noqa: S603 - our own command line
        subprocess.Popen([sys.executable, "-m", "sangsaeng.cli", "work"]),
    ]

    def stop(*_: object) -> None:
        for process in processes:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    code = processes[0].wait()
    stop()
    processes[1].wait()
    sys.exit(max(code, 0))
