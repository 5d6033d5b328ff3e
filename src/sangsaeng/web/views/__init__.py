"""Views: parse, ask a context, answer."""
