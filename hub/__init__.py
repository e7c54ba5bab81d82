"""What the hub knows and decides. No screen, no PDF."""
