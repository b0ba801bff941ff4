"""The small project of the press's tests."""

from tests.press.conftest import _built_model, _model, built, project

__all__ = ["_built_model", "_model", "built", "project"]
