"""Honors: awards given jointly, plaques anyone can verify, benefits with their validity."""
