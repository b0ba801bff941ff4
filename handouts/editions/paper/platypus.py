"""Platypus' `Flowable` without the rest of Platypus.

To import any module of `reportlab.platypus` is to run the package's own `__init__`, which loads
paragraphs, tables and their parsers: 70 milliseconds, an eighth of what a first sheet takes, for
things that are not used here. Whoever imports Platypus afterwards gets all of it.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_PACKAGE = "reportlab.platypus"


def _flowable() -> Any:
    """The class, from its module alone where Platypus is not loaded yet."""
    spec = find_spec(_PACKAGE)
    if _PACKAGE in sys.modules or spec is None or spec.submodule_search_locations is None:
        return importlib.import_module(f"{_PACKAGE}.flowables").Flowable
    stand_in = ModuleType(_PACKAGE)
    stand_in.__path__ = list(spec.submodule_search_locations)
    sys.modules[_PACKAGE] = stand_in
    try:
        return importlib.import_module(f"{_PACKAGE}.flowables").Flowable
    finally:
        del sys.modules[_PACKAGE]


Flowable = _flowable()
