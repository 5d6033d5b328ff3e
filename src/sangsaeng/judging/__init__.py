"""Judging: panels, conflicts, blind scores, visits, ranking, deliberation and decisions."""
