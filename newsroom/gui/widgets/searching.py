"""Words looked for in words: how a search in settings and in keys matches, and how a match is shown. No widgets."""

import html
import unicodedata


def folded(text: str) -> str:
    """Lower case, without marks; of the same length where that can be, so that places stay."""
    return "".join(_letter(character) for character in text)


def matches(query: str, *texts: str) -> bool:
    """Whether each word of the query stands somewhere in the texts. No words match all."""
    whole = folded("\n".join(texts))
    return all(word in whole for word in folded(query).split())


def marked(text: str, query: str, *, ground: str, ink: str) -> str:
    """The text as rich text, with what the query's words found on that ground."""
    plain = folded(text)
    found = bytearray(len(text))
    if len(plain) == len(text):
        for word in folded(query).split():
            at = plain.find(word)
            while at >= 0:
                found[at : at + len(word)] = b"\1" * len(word)
                at = plain.find(word, at + 1)
    parts, start = [], 0
    for place in range(1, len(text) + 1):
        if place == len(text) or found[place] != found[start]:
            part = html.escape(text[start:place])
            style = f"background-color:{ground}; color:{ink}"
            parts.append(f'<span style="{style}">{part}</span>' if found[start] else part)
            start = place
    return "".join(parts)


def _letter(character: str) -> str:
    bare = [
        one for one in unicodedata.normalize("NFKD", character.casefold()) if not unicodedata.combining(one)
    ]
    return bare[0] if bare else character
