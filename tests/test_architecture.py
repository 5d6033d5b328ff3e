"""What the house promises about its own shape, beyond what the linters see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

import sangsaeng
from sangsaeng.kernel.refusals import Refusal

SOURCE = Path(sangsaeng.__file__).parent
ROOT = SOURCE.parent.parent
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("*.html"))
LAYERS = [
    "kernel",
    "ledger",
    "organizations",
    "exchange",
    "disclosure",
    "fairs",
    "programs",
    "judging",
    "honors",
    "notices",
    "web",
]
LONGEST_FILE, LONGEST_BODY, LONGEST_TEMPLATE = 400, 40, 150
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Only these change rows: actions, the kernel they stand on, and the sample's loader. The engine
# and its benchmark have no rows: what they save are files.
MAY_WRITE = re.compile(
    r"^(kernel|sample|engine|cli/bench/matching)/|/actions(/|\.py$)|/importing\.py$|/merging\.py$"
)
UNWANTED_NAMES = {"utils", "helpers", "common", "manager", "managers", "misc", "lib", "util"}


def named(path):
    """The path as the tests show it."""
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_are_short(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = body[-1].end_lineno - body[0].lineno + 1 if body else 0

            assert length <= LONGEST_BODY, node.name


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_file_is_a_junk_drawer(path):
    assert not UNWANTED_NAMES & {path.stem, *path.relative_to(SOURCE).parts}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_actions_change_rows(path):
    if MAY_WRITE.search(named(path)):
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, owner = node.func.attr, ast.unparse(node.func.value)
            through_manager = ".objects" in owner and called in {*WRITES, "update", "delete"}

            assert not through_manager, f"{owner}.{called}"
            assert called != "save" or "super()" in owner, f"{owner}.{called}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_exception_to_a_rule_says_why(path):
    for line in path.read_text().splitlines():
        for mark in re.findall(r"#\s*(?:noqa|type: ignore|pragma)[^#]*(?:#[^#]*)?", line):
            said = re.sub(r"#\s*(noqa(:\s*[A-Z0-9, ]+)?|type: ignore(\[[a-z-]+\])?)", "", mark)

            assert len(said.strip(" -#")) > 3, line.strip()


def test_foreign_keys_point_down():
    for model in apps.get_models():
        if not model.__module__.startswith("sangsaeng."):
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                target = field.related_model._meta.app_label
                if target in LAYERS:
                    assert LAYERS.index(target) <= LAYERS.index(model._meta.app_label), field


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_is_short_and_holds_no_style_or_script(path):
    text = path.read_text()

    assert len(text.splitlines()) <= LONGEST_TEMPLATE
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"\|\s*safe\b|autoescape off", text)


def subclasses(of):
    """The class and all below it."""
    return {of} | {one for child in of.__subclasses__() for one in subclasses(child)}


def test_every_refusal_has_a_code_of_its_own_and_a_sentence():
    refusals = sorted(subclasses(Refusal), key=lambda refusal: refusal.__name__)
    codes = [refusal.code for refusal in refusals]

    assert len(codes) == len(set(codes)), sorted(codes)
    assert all(str(refusal.text) for refusal in refusals)


def test_every_setting_of_the_environment_is_documented():
    names = set()
    for path in (SOURCE / "site").glob("*.py"):
        names |= set(re.findall(r"(?:text|switch|listed)\(\s*\"([A-Z_]+)\"", path.read_text()))
    documented = (ROOT / "docs" / "operators" / "settings.md").read_text()

    assert {name for name in names if f"SANGSAENG_{name}" not in documented} == set()
