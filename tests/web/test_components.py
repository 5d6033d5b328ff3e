"""Components refuse what they do not declare, and style lives in tokens alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.base import VariableNode
from django.template.loader import get_template, render_to_string
from django_cotton.compiler_regex import CottonCompiler
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._slot import CottonSlotNode
from django_cotton.templatetags._vars import CottonVarsNode

import sangsaeng.web

WEB = Path(sangsaeng.web.__file__).parent
TEMPLATES = WEB / "templates"
STYLES = WEB / "static" / "web" / "css"
PASSED_ON = ("hx-", "data-", "aria-")

ALL_TEMPLATES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
ALL_COMPONENTS = [name for name in ALL_TEMPLATES if name.startswith("cotton/")]


def compiled(source: str) -> Template:
    """Compile a piece of a page."""
    return Template(CottonCompiler().process(source))


def component(name: str) -> Template:
    return get_template(f"cotton/{name.replace('-', '_')}.html").template


def declared(template: Template) -> set[str]:
    """Name the attributes and slots of a component."""
    names: set[str] = set()
    for node in template.nodelist.get_nodes_by_type(CottonVarsNode):
        names.update(var.exclude_key for var in node._prepared_vars)  # noqa: SLF001 - cotton offers no other way to read them
        names.update(node.empty_vars)
    return names | {name.replace("_", "-") for name in names}


def passes_on(template: Template) -> bool:
    """Tell whether a component hands further attributes to its element."""
    nodes = template.nodelist.get_nodes_by_type(VariableNode)
    return any(node.filter_expression.token == "attrs" for node in nodes)


def faults(template: Template) -> Iterator[str]:
    """Name every attribute and slot that a template gives and the component does not know."""
    for use in template.nodelist.get_nodes_by_type(CottonComponentNode):
        known = component(use.component_name)
        names = declared(known)
        for given, value in use.attrs.items():
            name = given.lstrip(":")
            if name in names:
                continue
            if not (passes_on(known) and name.startswith(PASSED_ON)):
                yield f"<c-{use.component_name}> does not know {name!r}"
            elif given.startswith(":") or not str(value).startswith(('"', "'")):
                yield f"<c-{use.component_name}> would pass {name!r} on without escaping"
        for slot in use.nodelist.get_nodes_by_type(CottonSlotNode):
            if slot.slot_name not in names and not _belongs_deeper(slot, use):
                yield f"<c-{use.component_name}> has no slot {slot.slot_name!r}"


def _belongs_deeper(slot: CottonSlotNode, use: CottonComponentNode) -> bool:
    inner = use.nodelist.get_nodes_by_type(CottonComponentNode)
    return any(slot in deeper.nodelist.get_nodes_by_type(CottonSlotNode) for deeper in inner)


def inline(source: str) -> list[str]:
    """Name inline style and script, which the content security policy blocks."""
    return re.findall(
        r"\sstyle\s*=|<style|\son[a-z]+\s*=|<script(?![^>]*\ssrc=)(?![^>]*application/)", source
    )


@pytest.mark.parametrize("name", ALL_TEMPLATES)
def test_template_gives_components_only_what_they_declare(name):
    assert list(faults(get_template(name).template)) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<c-badge tome="info">x</c-badge>', "<c-badge> does not know 'tome'"),
        ('<c-badge data-x="1">x</c-badge>', "<c-badge> does not know 'data-x'"),
        ('<c-button onclick="x()">x</c-button>', "<c-button> does not know 'onclick'"),
        (
            '<c-button :hx-vals="typed">x</c-button>',
            "<c-button> would pass 'hx-vals' on without escaping",
        ),
        (
            "<c-button data-x=typed >x</c-button>",
            "<c-button> would pass 'data-x' on without escaping",
        ),
        (
            '<c-card><c-slot name="fott">x</c-slot></c-card>',
            "<c-card> has no slot 'fott'",
        ),
        (
            '<c-card><c-notice><c-slot name="foot">x</c-slot></c-notice></c-card>',
            "<c-notice> has no slot 'foot'",
        ),
    ],
)
def test_component_refuses_what_it_does_not_declare(source, fault):
    assert list(faults(compiled(source))) == [fault]


def test_component_passes_on_what_it_says_it_passes_on():
    source = '<c-button hx-post="{{ url }}" tone="danger">x</c-button>'

    assert list(faults(compiled(source))) == []


@pytest.mark.parametrize("name", ALL_COMPONENTS)
def test_component_gives_each_attribute_a_default(name):
    """Without one, a value of the page around it would leak in."""
    template = get_template(name).template

    nodes = template.nodelist.get_nodes_by_type(CottonVarsNode)

    assert [node.empty_vars for node in nodes] == [[]]


@pytest.mark.parametrize("name", ALL_TEMPLATES)
def test_template_has_no_inline_style_or_script(name):
    assert inline((TEMPLATES / name).read_text()) == []


@pytest.mark.parametrize(
    "source",
    ['<p style="color:red">', "<style>", '<a onclick="x()">', "<script>", '<script type="module">'],
)
def test_inline_style_and_script_are_found(source):
    assert len(inline(source)) == 1


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_colors_are_named_in_tokens_alone(path):
    colors = re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|oklch\(", path.read_text())

    assert bool(colors) == (path.name == "tokens.css")


def test_every_used_token_exists():
    defined = set()
    for sheet in [*STYLES.glob("*.css"), WEB / "static/vendor/krds/tokens.css"]:
        defined |= set(
            re.findall(r"^\s*(--[\w-]+):|[{;]\s*(--[\w-]+):", sheet.read_text(), re.MULTILINE)
        )
    names = {name for pair in defined for name in pair if name}

    used = {
        name
        for sheet in STYLES.glob("*.css")
        for name in re.findall(r"var\((--[\w-]+)", sheet.read_text())
    }

    assert used - names == set()


def test_every_used_icon_exists():
    sprite = (WEB / "static/web/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    sources = [(TEMPLATES / name).read_text() for name in ALL_TEMPLATES]

    used = {
        name
        for source in sources
        for name in re.findall(r'(?:<c-icon name|\sicon)="([\w-]+)"', source)
    }

    assert used - drawn == set()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500])
def test_refusal_page_stands_without_request_or_database(status):
    page = render_to_string(f"web/errors/{status}.html")

    assert page.count("<h1>") == 1
    assert 'href="/"' in page


def test_attribute_text_is_escaped():
    page = compiled('<c-card title="{{ typed }}" /><c-badge>{{ typed }}</c-badge>')

    shown = page.render(Context({"typed": '"><script>'}))

    assert "<script>" not in shown


def test_field_is_tied_to_its_hint_and_errors():
    class Wanted(forms.Form):
        name = forms.CharField(label="이름", help_text="적어 주십시오.")

    shown = str(Wanted({"name": ""}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert '<a href="#id_name">' in shown
