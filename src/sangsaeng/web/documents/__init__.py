"""Timetables as files to take along: calendars, PDF pages and workbooks."""
