"""Typed ids. Integers in the database, never used again; the types keep one from passing for another."""

from typing import NewType

ArticleId = NewType("ArticleId", int)
SectionId = NewType("SectionId", int)
SeriesId = NewType("SeriesId", int)
TagId = NewType("TagId", int)
AuthorId = NewType("AuthorId", int)
RevisionId = NewType("RevisionId", int)

NO_ARTICLE = ArticleId(0)
"""The id in a new draft until its first save: no row answers to it."""
