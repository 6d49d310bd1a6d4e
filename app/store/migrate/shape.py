"""What every version of the schema looks like: the versions run in memory, and the result described."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlcipher3
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine

from app.store.engine import SCHEMA_VERSION
from app.store.schema import SchemaVersion, Shape, described

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Versions:
    """The folders of versions, and the number of the last."""

    folders: tuple[Path, ...]
    last: int


SHIPPED: Final = Versions((HERE / "versions",), SCHEMA_VERSION)


def upgrade(connection: Connection, versions: Versions, to: int) -> None:
    """Run every version that this file has not had yet, up to ``to``, in one transaction.

    The table of versions is ours, STRICT as all others; Alembic would make one of another shape.
    """
    SchemaVersion.__table__.create(connection, checkfirst=True)  # type: ignore[attr-defined]
    connection.commit()
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("version_locations", "\n".join(map(str, versions.folders)))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{to:04d}")


def shape_of(number: int, versions: Versions | None = None) -> Shape:
    """The whole schema of a record of this version, as made by the versions themselves."""
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=_in_memory)
    try:
        with engine.connect() as connection:
            upgrade(connection, versions or SHIPPED, number)
            return described(connection.connection.driver_connection)
    finally:
        engine.dispose()


def _in_memory() -> Any:
    return sqlcipher3.connect(":memory:", isolation_level=None)
