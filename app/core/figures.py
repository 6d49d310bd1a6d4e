"""Exact arithmetic for every figure the program prints: whole numbers in, text out, no floating point."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def percent_text(part: int, whole: int) -> str | None:
    """``part`` of ``whole`` as a percentage with four places, halves up; None where nothing was possible."""
    return decimal_text(Fraction(100 * part, whole)) if whole else None


def decimal_text(value: Fraction) -> str:
    """A fraction with four places, halves away from nought."""
    scaled = (abs(value.numerator) * 20_000 + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{scaled // 10_000}.{scaled % 10_000:04d}"


def mean(values: Sequence[int]) -> Fraction | None:
    """The mean of whole numbers, exact; None where there are none."""
    return Fraction(sum(values), len(values)) if values else None


def lower_median(values: Sequence[int]) -> int:
    """The middle value in order; of two middle ones the lower, so that it is always one that occurred."""
    return at_place(values, (len(values) + 1) // 2)


def lower_quartile(values: Sequence[int]) -> int:
    """The value at place ceil(n/4) in order."""
    return at_place(values, quartile_place(len(values)))


def quartile_place(count: int) -> int:
    """Where the lower quartile of so many values stands when they are in order, counted from one."""
    return -(-count // 4)


def at_place(values: Sequence[int], place: int) -> int:
    """The value at this place when all stand in order, counted from one. There must be at least one."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[place - 1]
