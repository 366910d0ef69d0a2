"""The long text that is typed in: paragraphs with the marks that a highlighter meets."""

from benchmarks.words import Writer


def long_text(n_words: int) -> str:
    """Markdown of about so many words: emphasis, links, a quotation, a list, headings."""
    writer = Writer(5)
    blocks: list[str] = []
    n = 0
    while n < n_words:
        text, n_more = writer.body(40)
        n += n_more
        words = text.split(" ")
        words[5] = f"**{words[5]}**"
        words[9] = f"[{words[9]}](https://example.org/{n})"
        words[14] = f"*{words[14]}*"
        blocks.append(" ".join(words))
        if len(blocks) % 7 == 3:
            blocks.append(f"## {writer.some_words(4)}")
        elif len(blocks) % 7 == 5:
            blocks.append(f"> {writer.some_words(20)}")
        elif len(blocks) % 7 == 6:
            blocks.append("\n".join(f"- {writer.some_words(6)}" for _ in range(3)))
    return "\n\n".join(blocks)
