"""What is done with notices: telling, mailing, reading, choosing."""
