"""One-to-one consultation fairs: requests, timetables and what each party may see of them."""
