"""What a chapter's notebook needs: `open_chapter`, once, and `show`, again and again."""

from analysis.notebook.chapter import ChapterData, open_chapter
from analysis.notebook.display import bundle, show

__all__ = ["ChapterData", "bundle", "open_chapter", "show"]
