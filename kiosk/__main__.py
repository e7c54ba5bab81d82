"""`python -m kiosk` is the command `hub`."""

from kiosk.start import main

main()
