"""The manual page and the completions of shells, made from the parsers themselves: they cannot say what is not so."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import NamedTuple

from newsroom.cli.main import COMMANDS, help_text
from newsroom.cli.parsing import Parser

_GLOBAL = ("--library", "--version", "--help")
_FILES = ("PATH", "FILE", "DIR", "FOLDER")


class Option(NamedTuple):
    """One option of a command, as it is typed: its longest name, and whether a file, one of some words, or another
    value follows."""

    name: str
    help: str
    takes_value: bool
    takes_file: bool
    words: tuple[str, ...]


def parsers() -> Iterator[tuple[str, Parser]]:
    """Every command with its parser, by name."""
    for name, (module, _) in sorted(COMMANDS.items()):
        make, _ = import_module(f"newsroom.cli.commands.{module}").COMMANDS[name]
        yield name, make()


def options_of(parser: Parser) -> list[Option]:
    """The options of a command and of all its acts, each once, in their order."""
    found: dict[str, Option] = {}
    for action in _actions(parser):
        if not action.option_strings or action.help == argparse.SUPPRESS:
            continue
        name = max(action.option_strings, key=len)
        takes = action.nargs != 0
        metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
        words = tuple(map(str, action.choices or ()))
        found.setdefault(name, Option(name, action.help or "", takes, takes and metavar in _FILES, words))
    return list(found.values())


def manual(version: str, date: int) -> str:
    """``newsroom(1)`` in the language of ``man``. ``date`` in seconds since 1970."""
    day = datetime.fromtimestamp(date, UTC).strftime("%Y-%m-%d")
    lines = [
        f'.TH NEWSROOM 1 "{day}" "newsroom {version}" "User Commands"',
        ".SH NAME",
        "newsroom \\- desktop tool for news editors",
        ".SH SYNOPSIS",
        ".B newsroom",
        "[\\fB\\-\\-library\\fR \\fIPATH\\fR] [\\fICOMMAND\\fR ...]",
        ".SH DESCRIPTION",
        ".nf",
        *_plain(help_text()),
        ".fi",
        ".SH COMMANDS",
    ]
    for _, parser in parsers():
        for part in (parser, *_parsers_of_acts(parser)):
            lines += [f".SS {_escaped(part.prog.partition(' ')[2])}", ".nf", *_plain(_help_of(part)), ".fi"]
    lines += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B NEWSROOM_LIBRARY",
        "The library to work on, where no option names one.",
        ".SH FILES",
        ".TP",
        ".I ~/.local/share/Newsroom/Library",
        "The library, unless another place was chosen.",
    ]
    return "\n".join(lines) + "\n"


def completions() -> dict[str, str]:
    """The files of completion of bash, zsh and fish, by their places below ``share``."""
    commands = [
        (name, COMMANDS[name][1], options_of(parser), list(parser.acts)) for name, parser in parsers()
    ]
    return {
        "bash-completion/completions/newsroom": _bash(commands),
        "zsh/vendor-completions/_newsroom": _zsh(commands),
        "fish/vendor_completions.d/newsroom.fish": _fish(commands),
    }


Commands = list[tuple[str, str, list[Option], list[str]]]


def _bash(commands: Commands) -> str:
    names = " ".join([*_GLOBAL, *(name for name, *_ in commands)])
    cases = "\n".join(
        f"        {name}) words='{' '.join([*acts, *(option.name for option in options)])}' ;;"
        for name, _, options, acts in commands
    )
    files = sorted({option.name for _, _, options, _ in commands for option in options if option.takes_file})
    choices = "\n".join(
        f"    '{name} {option.name}') words='{' '.join(option.words)}' ;;"
        for name, _, options, _ in commands
        for option in options
        if option.words
    )
    return f"""\
# Completion of newsroom for bash. Made from the command line's own parsers.
_newsroom() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command='' words='' index
    COMPREPLY=()
    for ((index = 1; index < COMP_CWORD; index++)); do
        case ${{COMP_WORDS[index]}} in
        --library) ((index++)) ;;
        -*) ;;
        *) command=${{COMP_WORDS[index]}}; break ;;
        esac
    done
    case $before in
    {"|".join(files)}) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    esac
    case $command in
        '') words='{names}' ;;
{cases}
    esac
    case "$command $before" in
{choices}
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o bashdefault -o default -F _newsroom newsroom
"""


def _zsh(commands: Commands) -> str:
    described = "\n".join(f"    {_quoted(f'{name}:{summary}')}" for name, summary, *_ in commands)
    cases = "\n".join(
        f"    {name}) _arguments {' '.join([*map(_zsh_option, options), *_zsh_words(acts)])} ;;"
        for name, _, options, acts in commands
    )
    return f"""\
#compdef newsroom
# Completion of newsroom for zsh. Made from the command line's own parsers.
local -a commands
local curcontext=$curcontext state line
commands=(
{described}
)
_arguments -C '--library[the library to work on]:library:_files -/' '--version[say the version and stop]' \\
    '--help[tell how it is used]' '1: :->command' '*:: :->rest'
case $state in
command) _describe command commands ;;
rest)
    case $words[1] in
{cases}
    esac ;;
esac
"""


def _zsh_option(option: Option) -> str:
    what = (
        "file:_files"
        if option.takes_file
        else f"value:({' '.join(option.words)})"
        if option.words
        else "value: "
    )
    value = f":{what}" if option.takes_value else ""
    words = option.help.replace("%%", "%").replace("[", "(").replace("]", ")").replace(":", "\\:")
    return _quoted(f"{option.name}[{words}]{value}")


def _zsh_words(acts: list[str]) -> list[str]:
    first = [_quoted(f"1: :({' '.join(acts)})")] if acts else []
    return [*first, _quoted("*: :_files")]


def _fish(commands: Commands) -> str:
    lines = [
        "# Completion of newsroom for fish. Made from the command line's own parsers.",
        "complete -c newsroom -n __fish_use_subcommand -l library -r -d 'the library to work on'",
        "complete -c newsroom -n __fish_use_subcommand -l version -d 'say the version and stop'",
        "complete -c newsroom -n __fish_use_subcommand -l help -d 'tell how it is used'",
    ]
    for name, summary, options, acts in commands:
        lines.append(f"complete -c newsroom -f -n __fish_use_subcommand -a {name} -d {_fish_quoted(summary)}")
        seen = f"complete -c newsroom -n '__fish_seen_subcommand_from {name}'"
        if acts:
            first = (
                f"__fish_seen_subcommand_from {name}; and not __fish_seen_subcommand_from {' '.join(acts)}"
            )
            lines.append(f"complete -c newsroom -f -n '{first}' -a '{' '.join(acts)}'")
        for option in options:
            value = " -r" if option.takes_file else " -x" if option.takes_value else ""
            if option.words:
                value += f" -a '{' '.join(option.words)}'"
            words = _fish_quoted(option.help.replace("%%", "%"))
            lines.append(f"{seen} -l {option.name.removeprefix('--')}{value} -d {words}")
    return "\n".join(lines) + "\n"


def _actions(parser: Parser) -> Iterator[argparse.Action]:
    yield from parser._actions
    for part in _parsers_of_acts(parser):
        yield from part._actions


def _parsers_of_acts(parser: Parser) -> list[Parser]:
    """Of ``tags``: those of ``tags merge`` and its like."""
    return [make() for make in parser.acts.values() if make is not None]


def _help_of(parser: Parser) -> str:
    """As on a terminal of eighty columns, wherever it is made."""
    parser.formatter_class = lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=78)
    return parser.format_help()


def _plain(text: str) -> list[str]:
    return [_escaped(line) for line in text.splitlines()]


def _escaped(line: str) -> str:
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
