"""All that happens before there is an Office: new, open, sign in, recover, restore, take up content."""

from app.bootstrap.first_terms import first_terms
from app.bootstrap.founding import (
    FIRST,
    Founding,
    FoundingUnderWay,
    begin_founding,
    check_new_place,
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
    is_backup_due,
    office_for,
    open_with,
    people_at,
    person_named,
    shipped_content,
    sign_in,
    unlock,
)
from app.bootstrap.restoring import Restored, restore
from app.exchange.out import write as write_out
from app.store.passwords import check_password
from app.store.placement import check_place_of_copies

__all__ = [
    "FIRST",
    "Founding",
    "FoundingUnderWay",
    "Making",
    "Opened",
    "Person",
    "Restored",
    "back_up_before",
    "back_up_if_due",
    "begin_founding",
    "check_new_place",
    "check_password",
    "check_place_of_copies",
    "emergency_office",
    "finish_founding",
    "first_terms",
    "found",
    "found_with_sheet",
    "is_backup_due",
    "office_for",
    "open_with",
    "people_at",
    "person_named",
    "restore",
    "shipped_content",
    "sign_in",
    "unlock",
    "write_out",
]
