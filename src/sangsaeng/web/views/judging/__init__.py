"""Pages of judging: panels, blind reviews, visits, decisions."""
