"""The twenty-four lives of Hillside Outreach, in the order in which a smaller provision takes them."""

from __future__ import annotations

from typing import Final

from app.demo import lives_four, lives_one, lives_three, lives_two

LIVES: Final = (*lives_one.LIVES, *lives_two.LIVES, *lives_three.LIVES, *lives_four.LIVES)
