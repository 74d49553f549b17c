"""What the claims’ resources look like, one file an entity."""
