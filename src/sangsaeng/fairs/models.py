"""Fairs, their requests and timetables."""
