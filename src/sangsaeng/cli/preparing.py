"""What an installation needs once: compiled translations and compiled kernels."""

from pathlib import Path

import sangsaeng

LOCALE = Path(sangsaeng.__file__).parent / "web" / "locale"


def compile_messages() -> None:
    """Compile the translations, without the system's gettext tools."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        with source.open("rb") as catalog, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(catalog))


def compile_kernels() -> None:
    """Compile the engine's kernels into their cache, so that the first use is quick."""
    from sangsaeng.engine import matching, timetable
    from sangsaeng.engine.timetable.population.warming import warm_population

    # A kernel is not compiled anew when only one that it calls has changed.
    for compiled in (Path(sangsaeng.__file__).parent / "engine").rglob("*.nb[ic]"):
        compiled.unlink()
    timetable.warm()
    warm_population()
    matching.warm()
