"""What articles are sorted under, and the site's settings, as an export of ours brings them along."""

from collections.abc import Sequence

from newsroom.desk.settings import sound_site
from newsroom.domain.errors import LibraryError, NewsroomError
from newsroom.domain.importing import OwnPlace
from newsroom.domain.sound import sound
from newsroom.storage.bulk_kept import KINDS, bring_kept
from newsroom.storage.bulk_places import bring_place, set_parents
from newsroom.storage.import_sources import savepoint
from newsroom.storage.settings import has_site, save_site, site_of
from newsroom.storage.store import Connection


class Places:
    """Of one import: in the order in which they come; what tags belong under is settled when all are there."""

    def __init__(self) -> None:
        self._parents: list[dict[str, object]] = []

    def bring(self, connection: Connection, places: Sequence[OwnPlace]) -> list[str]:
        """Puts them into the library; answers, for those that cannot be, why not."""
        problems = []
        for place in places:
            try:
                with savepoint(connection):
                    self._bring(connection, place)
            except LibraryError:
                raise
            except NewsroomError as error:
                problems.append(str(error))
        return problems

    def settle(self, connection: Connection) -> None:
        """After the last one."""
        set_parents(connection, self._parents)
        self._parents.clear()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be settled."""
        return bool(self._parents)

    def _bring(self, connection: Connection, place: OwnPlace) -> None:
        values = {sound(key): _sound(value) for key, value in place.values.items()}
        if place.kind == "site":
            if not has_site(connection):
                save_site(connection, sound_site(site_of(values)))
            return
        if place.kind in KINDS:
            if self._parents:
                self.settle(connection)
            bring_kept(connection, place.kind, values)
            return
        bring_place(connection, place.kind, values)
        if place.kind == "tag" and values.get("parent"):
            self._parents.append({"name": values.get("name"), "parent": values["parent"]})


def _sound(value: object) -> object:
    if isinstance(value, list):
        return [_sound(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _sound(item) for key, item in value.items()}
    made: object = sound(value)
    return made
