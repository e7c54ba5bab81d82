"""The commands of `hub`, a file per room of the house. Words in, words or JSON out; no rules."""
