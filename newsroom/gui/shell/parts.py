"""What the shell holds: the window and, as they are loaded, the features. Passed to those who wire and act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.gui.changes import ChangeBus
from newsroom.gui.shell.looks import Looks
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.window import MainWindow
from newsroom.jobs.lanes import Lanes

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.gui.features.archive import Archive
    from newsroom.gui.features.article_panel import ArticlePanel
    from newsroom.gui.features.editor import ArticleEditor
    from newsroom.gui.features.pasting import PasteReview
    from newsroom.gui.features.preview import PreviewPane
    from newsroom.gui.features.site_settings import SiteSettingsPanel
    from newsroom.gui.session import Session


@dataclass(eq=False, repr=False)
class Parts:
    """A feature that the first paint does not show is None until it is loaded."""

    window: MainWindow
    looks: Looks
    preferences: Preferences
    lanes: Lanes
    bus: ChangeBus
    archive: Archive
    library: Library | None = None
    session: Session | None = None
    editor: ArticleEditor | None = None
    panel: ArticlePanel | None = None
    preview: PreviewPane | None = None
    review: PasteReview | None = None
    site: SiteSettingsPanel | None = None
