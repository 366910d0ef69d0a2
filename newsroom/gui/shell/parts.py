"""What the shell holds: the window and, as they are loaded, the features. Passed to those who wire and act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom.gui.changes import ChangeBus
from newsroom.gui.shell.looks import Looks
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.window import MainWindow, Page
from newsroom.jobs.lanes import Lanes

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.gui.acting import Acting
    from newsroom.gui.features.archive import Archive
    from newsroom.gui.features.article_panel import ArticlePanel
    from newsroom.gui.features.editor import ArticleEditor
    from newsroom.gui.features.preview import PreviewPane
    from newsroom.gui.session import Session
    from newsroom.gui.shell.page_feature import PageFeature


@dataclass(eq=False, repr=False)
class Parts:
    """A feature that the first paint does not show is None until it is loaded; a page is there when it was made."""

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
    acting: Acting | None = None
    pages: dict[Page, PageFeature] = field(default_factory=dict)
