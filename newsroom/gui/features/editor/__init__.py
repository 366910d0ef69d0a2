"""The article editor: head, tools and text of the open draft."""

from newsroom.gui.features.editor.article_editor import ArticleEditor

__all__ = ["ArticleEditor"]
