"""All that happens before there is an Office: new, open, sign in, recover, restore, take up content."""

from app.bootstrap.founding import (
    FIRST,
    Founding,
    begin_founding,
    finish_founding,
    found,
    found_with_sheet,
)
from app.bootstrap.opening import (
    Making,
    Opened,
    Person,
    back_up_before,
    back_up_if_due,
    emergency_office,
    office_for,
    open_with,
    people_at,
    person_named,
    sign_in,
    unlock,
)
from app.bootstrap.restoring import Restored, restore

__all__ = [
    "FIRST",
    "Founding",
    "Making",
    "Opened",
    "Person",
    "Restored",
    "back_up_before",
    "back_up_if_due",
    "begin_founding",
    "emergency_office",
    "finish_founding",
    "found",
    "found_with_sheet",
    "office_for",
    "open_with",
    "people_at",
    "person_named",
    "restore",
    "sign_in",
    "unlock",
]
