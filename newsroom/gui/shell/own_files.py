"""What is said at the start about the user's own files: settings damaged or not to be written, keys that are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from newsroom.gui.shell.keys import Keys
from newsroom.gui.shell.notice_bar import NoticeBar, Offer
from newsroom.gui.shell.preferences import Preferences


class OwnFiles(QObject):
    """Says it once, in one notice that stays."""

    def tell(
        self,
        preferences: Preferences,
        keys: Keys,
        show_keys: Callable[[], object],
        notice: Callable[[], NoticeBar],
    ) -> None:
        """``notice`` gives the bar, where there is something to say."""
        words: list[str] = []
        offers: list[Offer] = []
        if (aside := preferences.put_aside) is not None:
            said = self.tr(
                "The file of settings was damaged: the window is as at its first start. What there was lies in {0}."
            )
            words.append(said.format(aside))
        if not preferences.is_writable:
            said = self.tr("{0} cannot be written: what you change in the settings holds until you quit.")
            words.append(said.format(preferences.path))
        if keys.faults:
            fault = keys.faults[0]
            where = self.tr("line {0}: {1}").format(fault.line, fault.words) if fault.line else fault.words
            said = self.tr("Not all of your keys could be taken from {0}, {1} All others hold.")
            words.append(said.format(keys.path, where))
            offers.append((self.tr("Show the keys"), show_keys))
        if words:
            notice().show_notice(" ".join(words), offers, waits=True)
