"""After a fair: what came of its meetings, and who did not come."""
