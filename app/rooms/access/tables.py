"""Staff, when they are away, and when each last signed in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables import FAR, Editable, Table


class Staff(Editable):
    """A member of staff: name, roles (one or more, in a word list), from, to, and their public key half."""

    __tablename__ = "staff"
    ref: Mapped[str]
    name: Mapped[str]
    roles: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    from_day: Mapped[date]
    to_day: Mapped[date] = mapped_column(default=FAR)
    public: Mapped[bytes]


class StaffAway(Editable):
    """A span of days on which somebody is away. A holder who is away is said to be so before recording."""

    __tablename__ = "staff_away"
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    from_day: Mapped[date]
    to_day: Mapped[date]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class SignIn(Table):
    """When somebody last signed in. Outside the audit, so that asking changes no count."""

    __tablename__ = "sign_in"
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    at: Mapped[datetime]
