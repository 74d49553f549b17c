"""Doors to the services that write claims, links, comparisons and what belongs to them."""
