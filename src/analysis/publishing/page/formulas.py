"""Formulas in LaTeX as MathML, which browsers, Word and typst show without a script."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as ET

from latex2mathml.commands import MATRICES
from latex2mathml.converter import convert_to_element

#: How many parts an element must have.
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "mroot": 2}
PARTS |= {"msubsup": 3, "munderover": 3}
ENVIRONMENT = re.compile(r"\\begin\{(?P<name>\w+\*?)\}")
#: Environments that only mark a formula, of which the library shows the content.
PLAIN = frozenset({"equation", "equation*", "gather", "gather*", "displaymath", "math"})
#: A price, not a formula: pandoc's rule for a dollar sign in prose.
MONEY = re.compile(r"\A\s|\s\Z")


class FormulaError(ValueError):
    """A formula that cannot be shown; the message says why."""


def is_formula(body: str, after: str = "") -> bool:
    """Tell whether a text between two dollar signs is a formula, and not two amounts of money.

    >>> is_formula("x^2"), is_formula("5 en "), is_formula("5 of ", "8")
    (True, False, False)
    """
    return bool(body) and not MONEY.search(body) and not after[:1].isdigit()


def mathml(latex: str, *, block: bool = False) -> str:
    """Return a formula as MathML, with its LaTeX as alternative text.

    Raises
    ------
    FormulaError
        When it is empty, not closed, or has a command that is not known.
    """
    source = " ".join(latex.split())
    for found in ENVIRONMENT.finditer(source):
        if rf"\{found['name']}" not in MATRICES and found["name"] not in PLAIN:
            message = f"the environment '{found['name']}' is not known here"
            raise FormulaError(message)
    try:
        root = convert_to_element(source, display="block" if block else "inline")
    except Exception as error:  # noqa: BLE001 - the library has no base of its errors
        raise FormulaError(_reason(error)) from None
    for part in root.iter():
        _check(part)
        part.text = part.text and unescape(part.text)
    root.set("alttext", source)
    return ET.tostring(root, encoding="unicode")


def _reason(error: Exception) -> str:
    """Return what the library says, or the words in the name of its error.

    >>> from latex2mathml.exceptions import DoubleSubscriptsError
    >>> _reason(DoubleSubscriptsError())
    'double subscripts'
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error"))
    return str(error) or words.lower()


def _check(part: ET.Element) -> None:
    """Refuse LaTeX that the library passes through; it writes known symbols as entities."""
    name, text = part.tag, part.text or ""
    if name in {"mi", "mo"} and (text.startswith("\\") or text in {"{", "}", "&", "_", "^"}):
        message = f"'{text}' is not known here"
        raise FormulaError(message)
    if len(part) != PARTS.get(name, len(part)):
        message = f"an element {name} with {len(part)} parts"
        raise FormulaError(message)
