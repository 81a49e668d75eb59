"""ruamel.yaml's scanner and parser, mended where they differ from libyaml on what YAML allows."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.tokens import TagToken

_BLANKS = " \t"
_BREAKS = "\r\n"
_ENDS = "\0\r\n"
_MARKERS = ("---", "...")


class MendedParser(Parser):
    """Lets a node begin at its first property, also where that is a tag before an anchor."""

    def parse_node(self, block: bool = False, indentless_sequence: bool = False) -> Any:
        """Return the event that begins a node."""
        tag = self.scanner.peek_token() if self.scanner.check_token(TagToken) else None
        event = super().parse_node(block, indentless_sequence)
        if tag is not None:
            event.start_mark = tag.start_mark
        return event


class MendedScanner(Scanner):
    """Takes a tab for a blank wherever it does not indent; ruamel.yaml's own does so in brackets only."""

    def scan_to_next_token(self) -> None:
        """Pass over blanks, comments and line ends."""
        reader = self.reader
        while True:
            blanks = _BLANKS if self.flow_level or not self.allow_simple_key else " "
            while reader.peek() in blanks:
                reader.forward()
            if reader.peek() == "#":
                self._pass_to_line_end()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """Return what the blanks and line ends inside a plain scalar mean; None before a document's end."""
        reader = self.reader
        blanks = ""
        while reader.peek() in _BLANKS:
            blanks += reader.peek()
            reader.forward()
        breaks: list[str] = []
        while reader.peek() in _BREAKS:
            breaks.append(self.scan_line_break())
            self.allow_simple_key = True
            if reader.prefix(3) in _MARKERS and reader.peek(3) in _BLANKS + _ENDS:
                return None
            while reader.peek() in _BLANKS:
                if reader.peek() == "\t" and reader.column < indent and not self.flow_level:
                    problem = "found a tab character that violates indentation"
                    raise ScannerError(
                        "while scanning a plain scalar", start_mark, problem, reader.get_mark()
                    )
                reader.forward()
        if breaks:
            return breaks[1:] or [" "]
        return [blanks] if blanks else []

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """Return whether line ends at the end are kept, and by how much the text is indented."""
        reader = self.reader
        chomping: bool | None = None
        increment: int | None = None
        for _ in range(2):
            letter = reader.peek()
            if letter in "+-" and chomping is None:
                chomping = letter == "+"
            elif letter in "0123456789" and increment is None:
                increment = int(letter)
                if not increment:
                    problem = "expected indentation indicator in the range 1-9, but found 0"
                    raise ScannerError(
                        "while scanning a block scalar", start_mark, problem, reader.get_mark()
                    )
            else:
                break
            reader.forward()
        return chomping, increment

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """Pass over a comment behind the sign of a block scalar."""
        reader = self.reader
        blank = reader.peek() in _BLANKS
        while reader.peek() in _BLANKS:
            reader.forward()
        if reader.peek() == "#" and blank:
            self._pass_to_line_end()
        if reader.peek() not in _ENDS:
            problem = f"expected a comment or a line break, but found {reader.peek()!r}"
            raise ScannerError("while scanning a block scalar", start_mark, problem, reader.get_mark())
        self.scan_line_break()

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Any]:
        """Return the blank lines above a block scalar's text, its indentation, and where they end."""
        reader = self.reader
        breaks: list[str] = []
        widest = 0
        end = reader.get_mark()
        while reader.peek() in " \r\n":
            if reader.peek() == " ":
                reader.forward()
                widest = max(widest, reader.column)
            else:
                breaks.append(self.scan_line_break())
                end = reader.get_mark()
        return breaks, widest, end

    def scan_tag(self) -> TagToken:
        """Scan a tag."""
        reader = self.reader
        start = reader.get_mark()
        handle = None
        if reader.peek(1) == "<":
            reader.forward(2)
            suffix = self.scan_tag_uri("tag", start)
            self._expect(">", "while parsing a tag", start)
            reader.forward()
        elif reader.peek(1) in _BLANKS + _ENDS:
            suffix = "!"
            reader.forward()
        else:
            length = 1
            while reader.peek(length) not in f"!{_BLANKS}{_ENDS}":
                length += 1
            if reader.peek(length) == "!":
                handle = self.scan_tag_handle("tag", start)
            else:
                handle = "!"
                reader.forward()
            suffix = self.scan_tag_uri("tag", start)
        self._expect(_BLANKS + _ENDS, "while scanning a tag", start)
        return TagToken((handle, suffix), start, reader.get_mark())

    def _expect(self, letters: str, context: str, start: Any) -> None:
        if self.reader.peek() not in letters:
            problem = f"expected {letters[0]!r}, but found {self.reader.peek()!r}"
            raise ScannerError(context, start, problem, self.reader.get_mark())

    def _pass_to_line_end(self) -> None:
        while self.reader.peek() not in _ENDS:
            self.reader.forward()
