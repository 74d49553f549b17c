"""The analysts’ way to what was published; reading only."""
