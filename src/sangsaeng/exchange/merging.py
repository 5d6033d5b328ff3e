"""What the exchange does when two organizations turn out to be one."""
