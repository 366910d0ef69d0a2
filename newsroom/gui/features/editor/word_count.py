"""Words of a document, counted block by block: a key costs one paragraph."""

from PySide6.QtGui import QTextDocument

from newsroom.domain.counting import count_parts, words_of


class WordCount:
    """Follows the document's edits; ``n_words`` is what the whole text would count."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._parts: list[tuple[int, int]] = [(0, 0)]
        self._n_spaced = 0
        self._n_dense = 0

    @property
    def n_words(self) -> int:
        return words_of(self._n_spaced, self._n_dense)

    def changed(self, position: int, n_added: int) -> None:
        """Counts again the blocks that an edit of the document touched."""
        n_blocks = self._document.blockCount()
        block = self._document.findBlock(position)
        last = self._document.findBlock(position + n_added)
        start = block.blockNumber()
        end = (last.blockNumber() if last.isValid() else n_blocks - 1) + 1
        old_end = end - (n_blocks - len(self._parts))
        parts = []
        for _ in range(start, end):
            parts.append(count_parts(block.text()))
            block = block.next()
        self._add(self._parts[start:old_end], -1)
        self._add(parts, 1)
        self._parts[start:old_end] = parts

    def _add(self, parts: list[tuple[int, int]], sign: int) -> None:
        for n_spaced, n_dense in parts:
            self._n_spaced += sign * n_spaced
            self._n_dense += sign * n_dense
