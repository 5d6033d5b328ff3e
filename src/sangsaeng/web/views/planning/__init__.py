"""The planning room and the timetables that come out of it."""
