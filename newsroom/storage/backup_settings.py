"""How a library is backed up, one JSON document under one name. What is unknown or of a wrong type has its default."""

import json
from dataclasses import asdict, replace

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from newsroom.domain.backups import BackupSettings
from newsroom.storage.asking import ask_value
from newsroom.storage.tables import setting

_NAME = "backups"
_STORED = "SELECT value FROM setting WHERE name = ?"
_MOST = 100


def load_backup_settings(connection: Connection) -> BackupSettings:
    """The settings, the defaults where none were saved."""
    stored = ask_value(connection, _STORED, (_NAME,))
    try:
        values = json.loads(stored) if isinstance(stored, str) else {}
    except ValueError:
        values = {}
    settings = BackupSettings()
    if not isinstance(values, dict):
        return settings
    place = values.get("second_place")
    if isinstance(place, str) and place:
        settings = replace(settings, second_place=place)
    if isinstance(values.get("is_on"), bool):
        settings = replace(settings, is_on=values["is_on"])
    for name in ("n_hourly", "n_daily", "n_weekly"):
        if type(values.get(name)) is int and 0 <= values[name] <= _MOST:
            settings = replace(settings, **{name: values[name]})
    return settings


def save_backup_settings(connection: Connection, settings: BackupSettings) -> None:
    """Puts these in the place of the old ones."""
    statement = insert(setting).values(name=_NAME, value=asdict(settings))
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
    )
