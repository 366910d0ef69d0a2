"""The commands, one module a family. Each module's ``COMMANDS`` gives a parser and what to run."""
