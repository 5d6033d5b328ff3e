"""What is done with technical material, from the demand to the proof of its return."""
