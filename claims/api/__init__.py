"""The analysts’ way to the claims, their sources and the comparisons; reading only."""
