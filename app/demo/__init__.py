"""Hillside Outreach, the invented provision: written lives, turned into a record through the door."""

from typing import Final

PASSWORD: Final = "hillside outreach is invented"
"""Everybody's password where the invented provision is made for a look round: it opens nothing real."""
