"""Other ways to make the same timetable: each a short, fair statement of the problem."""
