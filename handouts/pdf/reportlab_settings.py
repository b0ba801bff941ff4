"""ReportLab as it is delivered, not as the environment or files of the user's would set it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from types import ModuleType

#: Modules that ReportLab looks for by these names, and else as files in the user's home.
_MODULES = ("reportlab_settings", "reportlab_mods")


@contextlib.contextmanager
def as_delivered() -> Iterator[None]:
    """Hides settings while ReportLab looks for them: when it is imported, and when it makes a
    document."""
    hidden = [name for name in os.environ if name.startswith("RL_") or name == "SOURCE_DATE_EPOCH"]
    environment = {name: os.environ.pop(name) for name in hidden}
    modules = {name: sys.modules.get(name) for name in _MODULES}
    sys.modules.update((name, ModuleType(name)) for name in _MODULES)
    try:
        yield
    finally:
        os.environ.update(environment)
        for name, module in modules.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module
