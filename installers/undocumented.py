"""Modules of libraries without their docstrings: some megabytes of each package and process that nobody reads.

Assertions stay, so libraries behave as under the tests. The program's own modules are not touched, nor are Python's:
``email`` puts together words of its classes.
"""

import ast
import sys
from pathlib import Path
from types import CodeType

# It reads docstrings, its own and those of functions of numpy's, and breaks without.
_READS_DOCSTRINGS = ("numpy",)


def is_foreign(name: str) -> bool:
    """Whether a module is a library's that does without its docstrings."""
    if name.startswith(_READS_DOCSTRINGS):
        return False
    return name.partition(".")[0] not in {"newsroom", *sys.stdlib_module_names}


def compiled(path: Path) -> CodeType:
    """The code of a module, with the line numbers of its source. Raises ``OSError``, ``SyntaxError``."""
    source = path.read_bytes()
    tree = ast.parse(source, filename=str(path))
    for node in ast.walk(tree):
        if _may_go(node):
            _drop(node)
    return compile(tree, str(path), "exec", dont_inherit=True, optimize=0)


def _may_go(node: ast.AST) -> bool:
    """Not a decorated class's: ``dataclass`` would reckon out one of its own, at each start."""
    return not isinstance(node, ast.ClassDef) or not node.decorator_list


def _drop(node: ast.AST) -> None:
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    if ast.get_docstring(node, clean=False) is None:
        return
    first = node.body.pop(0)
    if not node.body and not isinstance(node, ast.Module):
        node.body.append(ast.copy_location(ast.Pass(), first))
