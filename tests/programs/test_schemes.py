"""A scheme is settings: ten files, read alike, and no code that knows one of them."""

import re
from pathlib import Path

import pytest
from tests.factories import MOMENT
from tests.programs.factories import DAY, make_program, officer_of

import sangsaeng
from sangsaeng.organizations.models import Credential
from sangsaeng.programs.actions.calls import NewCall, copy_call, write_call
from sangsaeng.programs.freezing import rules_of
from sangsaeng.programs.kinds import BenefitKind
from sangsaeng.programs.models import Criterion
from sangsaeng.programs.queries.readiness import missing_from
from sangsaeng.programs.schemes import ready_schemes, scheme_of

SOURCE = Path(sangsaeng.__file__).parent
SCHEMES = ready_schemes()


def sources(told):
    """Every source that a scheme names, wherever it stands."""
    if isinstance(told, dict):
        if "source" in told:
            yield told["source"]
        for name, value in told.items():
            yield from value.values() if name == "sources" else sources(value)
    elif isinstance(told, list):
        for one in told:
            yield from sources(one)


def test_there_are_ten():
    assert len(SCHEMES) == 10
    assert len({scheme.key for scheme in SCHEMES}) == 10
    assert scheme_of("no_such_scheme") is None


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_a_call_of_the_scheme_needs_nothing_but_its_window(scheme):
    program = make_program(scheme.key)
    officer = officer_of(program)
    call = write_call(
        program, NewCall(scheme.key, scheme.name), scheme.rules, actor=officer, at=MOMENT
    )

    assert [one.part for one in missing_from(call, MOMENT)] == ["frame"]


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_what_the_file_says_is_what_the_call_has(scheme):
    program = make_program(scheme.key)
    call = write_call(
        program,
        NewCall(scheme.key, scheme.name),
        scheme.rules,
        actor=officer_of(program),
        at=MOMENT,
    )
    laid_out = rules_of(call)

    for name in ("seats", "rules", "questions", "stages", "benefits"):
        for told, row in zip(scheme.rules.get(name, []), laid_out[name], strict=True):
            for key, value in told.items():
                if key != "criteria":
                    assert row[key] == value
    weights = Criterion.objects.filter(stage__call=call)
    assert weights.count() == sum(len(one.get("criteria", [])) for one in scheme.rules["stages"])


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_part_has_an_english_name(scheme):
    for name in ("seats", "questions", "stages", "benefits"):
        assert all(one["label_en"] for one in scheme.rules.get(name, []))
    assert all(one["text_en"] for one in scheme.rules.get("rules", []))
    assert scheme.name_en
    assert scheme.summary_en


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_a_source_is_an_address_or_nothing(scheme):
    assert all(one == "" or re.match(r"https?://\S+$", one) for one in sources(dict(scheme.rules)))
    assert scheme.source == "" or re.match(r"https?://\S+$", scheme.source)


def test_the_weights_of_the_honors_are_nobody_elses_than_the_hosts():
    scheme = scheme_of("win_win_honors")

    assert "weights" not in scheme.rules["sources"]
    assert [one["kind"] for one in scheme.rules["stages"]] == [
        "documents",
        "field",
        "evaluation",
        "evaluation",
        "deliberation",
    ]


def test_no_code_names_a_scheme():
    # Kinds of benefits and of credentials are words of the field; some schemes are called like them.
    rooms = ("programs", "judging", "honors", "web/views", "api")
    code = [
        path
        for room in rooms
        for path in (SOURCE / room).rglob("*.py")
        if "migrations" not in path.parts and path.name != "kinds.py"
    ]
    keys = (
        {scheme.key for scheme in SCHEMES} - set(BenefitKind.values) - set(Credential.Kind.values)
    )
    named = [
        f"{path}: {key}" for path in code for key in sorted(keys) if f'"{key}"' in path.read_text()
    ]

    assert named == []


@pytest.mark.django_db
def test_the_days_of_stages_move_along_with_a_copy():
    program = make_program()
    officer = officer_of(program)
    first = write_call(
        program,
        NewCall("a", "1차", opens_at=MOMENT, closes_at=MOMENT + 21 * DAY),
        SCHEMES[0].rules,
        actor=officer,
        at=MOMENT,
    )
    stage = first.stages.first()
    stage.starts_on = (MOMENT + 30 * DAY).date()
    stage.save()
    later = MOMENT + 365 * DAY
    copy = copy_call(
        first,
        NewCall("b", "2차", opens_at=later, closes_at=later + 21 * DAY),
        actor=officer,
        at=MOMENT,
    )

    assert copy.stages.first().starts_on == (later + 30 * DAY).date()
    assert copy.copied_from == first
    assert rules_of(copy)["questions"] == rules_of(first)["questions"]
    assert rules_of(copy)["settings"] == rules_of(first)["settings"]
    assert rules_of(copy)["drawn"]["seed"] != rules_of(first)["drawn"]["seed"]
