"""Bringing in pupils and curricula: one wizard over the page that opens it."""
