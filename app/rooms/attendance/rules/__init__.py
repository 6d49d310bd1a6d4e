"""The rules of attendance: pure functions, plain values in, verdict out."""

from app.rooms.attendance.rules.codes import (
    ATTENDED,
    Category,
    Code,
    Codes,
    check_code,
    check_code_row,
    read_codes,
)
from app.rooms.attendance.rules.ladder import (
    Moment,
    Moments,
    Rung,
    Seen,
    check_ladder,
    in_time,
    read_ladder,
    rung_on,
    sum_up,
)
from app.rooms.attendance.rules.proposal import (
    Commissioned,
    HereCode,
    Proposal,
    Why,
    check_amendment,
    here_code,
    propose_code,
    read_here_codes,
)
from app.rooms.attendance.rules.rates import Rates, count_rates, how_many, pool, rates_of_letters
from app.rooms.attendance.rules.tags import BREAK_TAGS, check_tag
from app.rooms.attendance.rules.unseen import Tell, days_not_seen, is_never_expected, whom_to_tell

__all__ = [
    "ATTENDED",
    "BREAK_TAGS",
    "Category",
    "Code",
    "Codes",
    "Commissioned",
    "HereCode",
    "Moment",
    "Moments",
    "Proposal",
    "Rates",
    "Rung",
    "Seen",
    "Tell",
    "Why",
    "check_amendment",
    "check_code",
    "check_code_row",
    "check_ladder",
    "check_tag",
    "count_rates",
    "days_not_seen",
    "here_code",
    "how_many",
    "in_time",
    "is_never_expected",
    "pool",
    "propose_code",
    "rates_of_letters",
    "read_codes",
    "read_here_codes",
    "read_ladder",
    "rung_on",
    "sum_up",
    "whom_to_tell",
]
