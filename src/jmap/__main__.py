"""`python -m jmap`."""

from jmap.cli.app import main

main()
