from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from analysis.paths import Project


def test_both_parsers_agree_on_every_settings_file(
    repository: Project,
) -> None:
    files = sorted(repository.report_params.parent.glob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert parse_yaml(text) == yaml.safe_load(text)


def test_an_error_in_yaml_has_its_line() -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        parse_yaml("a: 1\nb: [")
    assert caught.value.problem_mark.line == 1  # type: ignore[attr-defined] # a marked error
    assert "found '<stream end>'" in str(caught.value)


def test_a_yaml_text_cannot_create_objects() -> None:
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        parse_yaml("!!python/object/apply:os.getcwd []")
