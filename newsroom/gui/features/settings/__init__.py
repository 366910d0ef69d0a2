"""The page of settings, and the sections of it that no other feature brings."""

from newsroom.gui.features.settings.appearance import Appearance, AppearanceView, Limits
from newsroom.gui.features.settings.library import LibraryView
from newsroom.gui.features.settings.page import SettingsPage
from newsroom.gui.features.settings.privacy import PrivacyView
from newsroom.gui.features.settings.section import Section, SectionView
from newsroom.gui.features.settings.writing import WritingHabits, WritingView

__all__ = [
    "Appearance",
    "AppearanceView",
    "LibraryView",
    "Limits",
    "PrivacyView",
    "Section",
    "SectionView",
    "SettingsPage",
    "WritingHabits",
    "WritingView",
]
