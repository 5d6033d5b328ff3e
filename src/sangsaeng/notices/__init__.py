"""Notices: what changed for whom, on the site and by mail; a context that only listens."""
