"""`python -m sangsaeng.cli` is the command `sangsaeng`."""

from sangsaeng.cli.main import main

main()
