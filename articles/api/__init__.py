"""The analysts’ way to what was published, and a way in for what is to be imported."""
