"""What every table shares: strict types, UTC by one type, and how its rows are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    event,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.core.period import FAR as FAR

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@compiles(Boolean, "sqlite")
@compiles(BigInteger, "sqlite")
def _whole_number(_type: object, _compiler: object, **_kw: object) -> str:
    """A STRICT table knows INTEGER and no other name for it."""
    return "INTEGER"


class Day(TypeDecorator[date]):
    """A school day, kept as its ordinal number so that weeks are arithmetic."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        return None if value is None else value.toordinal()

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None]:
        """In place of ``process_result_value``, which is two calls a day where many thousands are read."""
        return _day_of


@lru_cache(maxsize=10_000)
def _day_of(number: int | None) -> date | None:
    """Kept: the days of a record are a few hundred, and a question may read each a thousand times."""
    return None if number is None else date.fromordinal(number)


class UtcTime(TypeDecorator[datetime]):
    """An instant, kept as whole milliseconds since 1970 in UTC. A naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("an instant without a zone")
        return round((value - _EPOCH).total_seconds() * 1000)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """As a day's, for the same reason."""
        return _instant_of


def _instant_of(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)


W = TypeVar("W", bound=StrEnum)


class Word(TypeDecorator[W]):
    """One of a fixed list of words, kept as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, of: type[W]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        return None if value is None else self.of(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> W | None:
        return None if value is None else self.of(value)


class Table(DeclarativeBase):
    """Parent of every table: STRICT on SQLite, plain types that PostgreSQL knows as well."""

    __abstract__ = True
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        bool: Boolean,
        bytes: LargeBinary,
        date: Day,
        datetime: UtcTime,
    }
    subject: ClassVar[str | None] = None
    """The column that says whose values these are, so that erasing a pupil leaves the chain whole."""

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        table = cls.__dict__.get("__table__")
        if table is None:
            return
        table.dialect_options["sqlite"]["strict"] = True
        if issubclass(cls, AddOnly):
            write_once(table, cls.set_once)


class AddOnly(Table):
    """Rows are only ever added. They are their own before and after.

    ``set_once`` names columns that may go from NULL to a value one single time: how a row is
    replaced or voided without a word of it being changed. ``entry`` is no foreign key: for each entry
    it writes, SQLite would walk every row that might have waited for it, a second at a million marks.
    That each row has its entry is part of what ``verify`` finds.
    """

    __abstract__ = True
    set_once: ClassVar[tuple[str, ...]] = ()
    entry: Mapped[int]


class Editable(Table):
    """Rows may be edited; what they said before stays in the audit. ``version`` grows by one each time."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)


T = TypeVar("T", bound=Table)


def kinds_of(parent: type[T]) -> dict[str, type[T]]:
    """Every table of this kind, near and far descendants alike, by its name."""
    kinds: dict[str, type[T]] = {}
    waiting: list[type[T]] = list(parent.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if "__table__" in kind.__dict__:
            kinds[kind.__tablename__] = kind
    return kinds


def write_once(table: Any, set_once: tuple[str, ...]) -> None:
    """Triggers that refuse DELETE, and every UPDATE but the one that ``set_once`` allows."""
    for statement in write_once_triggers(table.name, [c.name for c in table.columns], set_once):
        event.listen(table, "after_create", DDL(statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]


def write_once_triggers(name: str, columns: Iterable[str], set_once: tuple[str, ...]) -> tuple[str, str]:
    """The two statements that make a table's rows stay as they were written."""
    same = " AND ".join(f'OLD."{c}" IS NEW."{c}"' for c in columns if c not in set_once)
    once = " AND ".join(f'(OLD."{c}" IS NULL OR OLD."{c}" IS NEW."{c}")' for c in set_once)
    allowed = f"{same} AND {once}" if set_once else "0"
    return (
        f"CREATE TRIGGER {name}_never_deleted BEFORE DELETE ON {name} "
        "BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END",
        f"CREATE TRIGGER {name}_written_once BEFORE UPDATE ON {name} WHEN NOT ({allowed}) "
        "BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END",
    )
