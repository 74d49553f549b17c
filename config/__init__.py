"""Wiring: settings, addresses, the API router, the embedded database. No app imports it."""
