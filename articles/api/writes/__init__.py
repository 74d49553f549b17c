"""Doors to the services that write publishers and feeds."""
