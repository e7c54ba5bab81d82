"""What the hub says, in the languages it speaks."""
