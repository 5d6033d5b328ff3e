"""Conflicts of interest, computed over companies, groups, past teams and deals."""

from sangsaeng.judging.conflicts.graph import Found, Graph, Link, Own, conflicts_in
from sangsaeng.judging.conflicts.reading import Candidate, read_graph

__all__ = ["Candidate", "Found", "Graph", "Link", "Own", "conflicts_in", "read_graph"]
