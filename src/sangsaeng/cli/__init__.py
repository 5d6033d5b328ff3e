"""The door for the shell: the command `sangsaeng`."""
