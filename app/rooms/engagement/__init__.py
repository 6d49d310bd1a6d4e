"""Engagement: frameworks, outcomes and what their scores say."""
