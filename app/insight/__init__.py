"""Insight: reads across rooms and writes nothing."""
