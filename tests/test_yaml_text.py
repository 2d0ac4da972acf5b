from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from analysis.paths import Project


def test_every_file_of_settings_says_what_the_parser_in_python_makes_of_it(
    repository: Project,
) -> None:
    files = sorted(repository.report_params.parent.glob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert parse_yaml(text) == yaml.safe_load(text)


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        parse_yaml("a: 1\nb: [")
    assert caught.value.problem_mark.line == 1  # type: ignore[attr-defined] # a marked error
    assert "found '<stream end>'" in str(caught.value)


def test_no_object_is_made_of_a_text() -> None:
    with pytest.raises(yaml.YAMLError, match="could not determine a constructor"):
        parse_yaml("!!python/object/apply:os.getcwd []")
