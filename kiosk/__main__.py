"""`python -m kiosk` is the command `hub`."""

from kiosk.cli import main

main()
