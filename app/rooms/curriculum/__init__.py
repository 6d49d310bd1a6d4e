"""Curriculum: nodes and their places, achievements, starting points."""
