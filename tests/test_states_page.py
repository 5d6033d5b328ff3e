"""The page of states is drawn from the tables and shows every one of them."""

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLE = re.compile(r"^\w+(?:: \w+)? = (?:states\.)?StateTable\(", re.MULTILINE)


@pytest.fixture
def drawing():
    """The script that draws the page, as a module."""
    loader = SourceFileLoader("draw_states", str(ROOT / "scripts/draw-states"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def test_committed_page_is_the_one_drawn_from_the_tables(drawing):
    assert drawing.PAGE.read_text() == drawing.page()


def test_page_shows_every_table_of_the_code(drawing):
    written = sum(
        len(TABLE.findall(path.read_text())) for path in (ROOT / "src/sangsaeng").rglob("*.py")
    )

    assert len(drawing.TABLES) == written
