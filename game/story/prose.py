"""Prose: Markdown paragraphs with `{if ...}`, `{first: ...}`, `{name}`, `{cite source}` and `[[term|words]]`, parsed once.

Single line breaks fold into spaces (an author wraps as he likes), blank lines part paragraphs, lines that begin with
`- ` or `> ` stay lines of their own.
"""

from __future__ import annotations

import re

from game.story.conditions import Fault, Names, parse
from game.story.model import Alternative, Cite, Condition, FirstAgain, Prose, Segment, Show, Span

PARAGRAPH = Span("\n\n")
_FOLD = re.compile(r"[ \t]*\n[ \t]*(?![ \t]*(?:\n|[-*>] ))")
_BLANK = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_BRACE = re.compile(r"\{\{|\}\}|[{}]")
_INLINE = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]|\*\*(\S(?:[^*]*\S)?)\*\*|\*(\S(?:[^*]*\S)?)\*|\\([\\*\[\]])|(\[\[|\]\])")
_BAR = re.compile(r"\|(?![^\[\]]*\]\])")
_FORMS = "Braces are `{if condition: a | b}`, `{first: a | again: b}`, `{name}` and, in records, `{cite source}`; `{{` is a brace."


class ProseFault(Fault):
    """A passage cannot be used; `snippet` is the brace or link at fault, to find its line."""

    def __init__(self, fault: Fault, snippet: str) -> None:
        super().__init__(fault.code, str(fault), fault.hint)
        self.snippet = snippet


def parse_prose(raw: str, names: Names, line: int = 0, citing: bool = False) -> Prose:
    """The segments of `raw`; raises ProseFault. `citing` allows `{cite source}`."""
    text = _BLANK.sub("\n\n", raw.strip())
    if "\n" in text:
        text = fold(text)
    if "{" not in text and "}" not in text:
        return _spans(text, names, "")
    return _Braces(text, names, line, citing).parse()


def fold(text: str) -> str:
    """Join the lines of each paragraph."""
    return "\n\n".join(_FOLD.sub(" ", part) for part in text.split("\n\n"))


def place_of(raw: str, snippet: str) -> tuple[int, int]:
    """Line and column, both from 0, of a snippet in the text as written, however its white space was broken."""
    found = re.search(r"\s+".join(map(re.escape, snippet.split())), raw)
    at = found.start() if found else 0
    return raw.count("\n", 0, at), at - (raw.rfind("\n", 0, at) + 1)


class _Braces:
    """One pass over a text with braces in it."""

    def __init__(self, text: str, names: Names, line: int, citing: bool) -> None:
        self.text, self.names, self.line, self.citing = text, names, line, citing

    def parse(self) -> Prose:
        found: list[Segment] = []
        literal: list[str] = []
        at = 0
        while match := _BRACE.search(self.text, at):
            literal.append(self.text[at : match.start()])
            sign, at = match.group(), match.end()
            if sign in ("{{", "}}"):
                literal.append(sign[0])
            elif sign == "}":
                raise self.fault("TC0601", "This `}` closes nothing.", match.start())
            else:
                found.extend(self.spans("".join(literal)))
                literal.clear()
                end = self.close(match.start())
                found.append(self.form(" ".join(self.text[at:end].split()), match.start()))
                at = end + 1
        literal.append(self.text[at:])
        found.extend(self.spans("".join(literal)))
        return tuple(found)

    def close(self, start: int) -> int:
        """Where the brace opened at `start` is closed."""
        end = self.text.find("}", start)
        inner = self.text.find("{", start + 1)
        if end < 0:
            raise self.fault("TC0601", "This `{` is never closed.", start)
        if 0 <= inner < end:
            raise self.fault("TC0602", "Braces do not nest.", inner)
        return end

    def form(self, inside: str, start: int) -> Segment:
        try:
            if inside.startswith("if "):
                source, colon, rest = inside[3:].partition(":")
                if not colon:
                    raise Fault("TC0605", "An `{if` needs a colon after its condition.", _FORMS)
                then, otherwise = self.halves(rest)
                return Alternative(Condition(parse(source, self.names), source.strip(), self.line), self.spans(then), self.spans(otherwise))
            if inside.startswith("first:"):
                first, again = self.halves(inside[6:])
                if not again.startswith("again:"):
                    raise Fault("TC0605", "After `first:` comes `| again:`.", _FORMS)
                return FirstAgain(self.spans(first), self.spans(again[6:].strip()))
            if inside.startswith("cite "):
                return self.cite(inside[5:].strip())
            if inside in self.names.variables:
                return Show(inside)
        except ProseFault:
            raise
        except Fault as fault:
            raise ProseFault(fault, "{" + inside + "}") from None
        if re.fullmatch(r"[a-z_][\w.]*", inside):
            raise ProseFault(self.names.unknown("variable", inside), "{" + inside + "}")
        raise self.fault("TC0605", f"`{{{inside[:40]}}}` is none of the forms of a brace.", start)

    def halves(self, text: str) -> tuple[str, str]:
        parts = _BAR.split(text)
        if len(parts) > 2:
            raise Fault("TC0605", "A brace has two alternatives at most.", "For more, make `text` a list with `if:` blocks.")
        return parts[0].strip(), (parts[1].strip() if len(parts) == 2 else "")

    def cite(self, source: str) -> Segment:
        if not self.citing:
            raise Fault("TC0604", "`{cite}` belongs in a record.", "Move it to the scene's `record`.")
        if not self.names.knows("source", source):
            raise self.names.unknown("source", source)
        return Cite(source)

    def spans(self, text: str) -> Prose:
        return _spans(text, self.names, "")

    def fault(self, code: str, message: str, position: int) -> ProseFault:
        end = self.text.find("}", position)
        snippet = self.text[position : end + 1 if end >= 0 else position + 30]
        return ProseFault(Fault(code, message, _FORMS), snippet)


def _spans(text: str, names: Names, style: str) -> Prose:
    """Text without braces: links and emphasis."""
    if not text:
        return ()
    if "[" not in text and "*" not in text and "\\" not in text and "]" not in text:
        return (Span(text, "", style),)
    found: list[Segment] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(Span(text[at : match.start()], "", style))
        at = match.end()
        target, words, strong, emphasis, escaped, stray = match.groups()
        if target is not None:
            found.append(_link(target.strip(), words, names, style))
        elif strong is not None or emphasis is not None:
            found.extend(_spans(strong or emphasis, names, "strong" if strong else "em"))
        elif stray:
            raise ProseFault(Fault("TC0603", f"`{stray}` without its other half.", "A link is `[[term]]` or `[[term|words]]`."), stray)
        else:
            found.append(Span(escaped, "", style))
    if at < len(text):
        found.append(Span(text[at:], "", style))
    return tuple(found)


def _link(target: str, words: str | None, names: Names, style: str) -> Span:
    if not (names.knows("term", target)):
        raise ProseFault(names.unknown("term", target), "[[" + target)
    return Span((words or target.replace("_", " ")).strip(), target, style)
