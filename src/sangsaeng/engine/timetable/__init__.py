"""Requests and slots in, the best timetable out: with its proof, its reasons and its repair."""
