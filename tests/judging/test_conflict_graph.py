"""Conflicts as a graph: within two steps, by whatever name, and nothing further away."""

from hypothesis import given
from hypothesis import strategies as st

from sangsaeng.judging.conflicts import Graph, Link, Own, conflicts_in
from sangsaeng.judging.conflicts.graph import BELONGING
from sangsaeng.judging.kinds import Origin, TieKind

ORGANIZATIONS = st.integers(1, 9)
LINK_KINDS = st.sampled_from([TieKind.TEAM, TieKind.DEAL])
OWN = st.builds(
    Own,
    organization=ORGANIZATIONS,
    kind=st.sampled_from(TieKind),
    origin=st.sampled_from(Origin),
)
LINK = st.builds(Link, one=ORGANIZATIONS, other=ORGANIZATIONS, kind=LINK_KINDS)


@st.composite
def graphs(draw):
    """Any graph of a few judges, entries and organizations, some of them merged."""
    into = draw(st.dictionaries(ORGANIZATIONS, ORGANIZATIONS, max_size=4))
    return Graph(
        ties=draw(st.dictionaries(st.integers(1, 4), st.lists(OWN, max_size=4), max_size=4)),
        teams=draw(
            st.dictionaries(st.integers(1, 5), st.frozensets(ORGANIZATIONS, min_size=1), max_size=5)
        ),
        links=draw(st.lists(LINK, max_size=6)),
        group_of=draw(st.dictionaries(ORGANIZATIONS, st.integers(1, 3), max_size=6)),
        # A merged organization leads to one with a larger key, so that no way leads in a circle.
        merged={one: other for one, other in into.items() if one < other},
    )


def pairs(graph):
    """Which judge may not see which entry."""
    return {(found.judge, found.entry) for found in conflicts_in(graph)}


def walked(graph):
    """The same by walking from every judge to every partner, step by step."""
    found = set()
    for judge, ties in graph.ties.items():
        for entry, team in graph.teams.items():
            if any(is_near(graph, own, partner) for own in ties for partner in team):
                found.add((judge, entry))
    return found


def is_near(graph, own, partner):
    """Whether the partner is the organization of the tie, or one link away from it."""
    here, there = graph.root(own.organization), graph.root(partner)
    if here == there:
        return True
    in_group = {(graph.root(one), group) for one, group in graph.group_of.items()}
    if any((here, group) in in_group and (there, group) in in_group for group in range(1, 4)):
        return True
    ends = [{graph.root(link.one), graph.root(link.other)} for link in graph.links]
    return own.kind in BELONGING and {here, there} in ends


@given(graphs())
def test_finds_what_walking_finds_and_nothing_else(graph):
    assert pairs(graph) == walked(graph)


@given(graphs(), st.integers(1, 4), OWN)
def test_another_tie_never_takes_a_conflict_away(graph, judge, own):
    more = {**graph.ties, judge: [*graph.ties.get(judge, ()), own]}

    assert pairs(graph) <= pairs(Graph(**{**vars(graph), "ties": more}))


@given(graphs(), LINK)
def test_another_link_never_takes_a_conflict_away(graph, link):
    assert pairs(graph) <= pairs(Graph(**{**vars(graph), "links": [*graph.links, link]}))


@given(graphs())
def test_order_of_what_is_known_changes_nothing(graph):
    turned = {
        "ties": {judge: list(reversed(ties)) for judge, ties in reversed(graph.ties.items())},
        "links": list(reversed(graph.links)),
        "group_of": dict(reversed(graph.group_of.items())),
    }

    assert list(conflicts_in(Graph(**{**vars(graph), **turned}))) == list(conflicts_in(graph))


@given(graphs(), ORGANIZATIONS)
def test_another_name_of_the_same_organization_hides_nothing(graph, organization):
    alias = 99
    merged = {**graph.merged, alias: organization}
    renamed = {
        judge: [
            Own(alias, own.kind, own.origin) if own.organization == organization else own
            for own in ties
        ]
        for judge, ties in graph.ties.items()
    }
    under_alias = Graph(**{**vars(graph), "ties": renamed, "merged": merged})

    assert pairs(under_alias) == pairs(graph)


@given(graphs())
def test_each_conflict_is_found_once_and_says_its_way(graph):
    found = list(conflicts_in(graph))
    keys = [(one.judge, one.entry, one.organization, one.kind) for one in found]

    assert len(keys) == len(set(keys))
    assert all(one.path for one in found)


@given(graphs())
def test_only_a_direct_tie_is_known_by_the_judges_own_word(graph):
    for one in conflicts_in(graph):
        if one.origin == Origin.DECLARED:
            said = [
                own
                for own in graph.ties[one.judge]
                if own.origin == Origin.DECLARED
                and own.kind == one.kind
                and graph.root(own.organization) == one.organization
            ]
            assert said


def test_way_through_a_group_is_told_in_words():
    graph = Graph(
        ties={1: [Own(10, TieKind.EMPLOYER)]},
        teams={7: frozenset({20})},
        group_of={10: 5, 20: 5},
        names={10: "한빛전자", 20: "한빛소재"},
        group_names={5: "한빛그룹"},
    )

    (found,) = conflicts_in(graph)
    assert found.path == "한빛전자(재직) → 한빛그룹 → 한빛소재"
    assert (found.kind, found.origin) == (TieKind.GROUP, Origin.COMPUTED)


def test_partner_of_a_company_in_ones_group_is_three_steps_away_and_free():
    graph = Graph(
        ties={1: [Own(10, TieKind.EMPLOYER)]},
        teams={7: frozenset({30})},
        group_of={10: 5, 20: 5},
        links=[Link(20, 30, TieKind.DEAL)],
    )

    assert pairs(graph) == set()
