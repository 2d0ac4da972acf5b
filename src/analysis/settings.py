"""Reads the files in `params/` as frozen, typed settings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    model_validator,
)

from analysis.errors import Problem, SettingsError, did_you_mean, quoted
from analysis.yaml_text import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

Parameter = bool | int | float | str


def _parameter(value: object) -> Parameter:
    if not isinstance(value, bool | int | float | str):
        message = "a text, a number, true or false"
        raise ValueError(message)  # noqa: TRY004 - pydantic collects only ValueError
    return value


def _in_range(parameters: dict[str, Parameter]) -> dict[str, Parameter]:
    level = parameters.get("confidence", 0.5)
    if not is_level(level):
        message = f"'confidence' between 0 and 1, such as 0.95; found {level}"
        raise ValueError(message)
    return parameters


def is_level(value: object) -> bool:
    """Tell whether a value can be the level of an interval: a number between 0 and 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Seconds = Annotated[int, Field(gt=0)]
Value = Annotated[Parameter, PlainValidator(_parameter)]
Parameters = Annotated[dict[Name, Value], AfterValidator(_in_range)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Settings = TypeVar("Settings", bound=_Frozen)


class Timeouts(_Frozen):
    """Deadlines of a run, in seconds."""

    cell: Seconds = 120
    notebook: Seconds = 300
    run: Seconds = 3600
    heartbeat: Seconds = 15


class Limits(_Frozen):
    """Limits of a kernel, in megabytes."""

    memory: Annotated[int, Field(ge=2000)] = 4000  # Arrow reserves 1000 on import
    output: Annotated[int, Field(gt=0)] = 20


class Chapter(_Frozen):
    """One chapter of the report.

    `sections` lists the plan's sections that belong to the chapter, each with its subsections
    (`"3.1"` covers `3.1.2`). A chapter without a notebook counts in the totals and has no page.
    """

    id: Name
    title: str
    notebook: str | None = None
    sections: Annotated[tuple[str, ...], Field(strict=False)] = ()
    parameters: Parameters = Field(default_factory=dict)


class OpenData(_Frozen):
    """What only the publisher knows about the data; the exports mention what is missing.

    The licence is a URL. The contact and email are for questions about the data and the report's
    accessibility.
    """

    licence: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    contact: str = ""
    email: Annotated[str, Field(pattern=r"^([^@\s:?]+@[^@\s:?]+)?$")] = ""

    def contact_line(self) -> str:
        """Return the contact with the email address; empty if either is missing."""
        return f"{self.contact} ({self.email})" if self.contact and self.email else ""


class ReportSettings(_Frozen):
    """`params/report.yaml`: the settings of every year."""

    title: str
    publisher: str
    jobs: Annotated[int, Field(ge=1, le=64)] | None = None
    timeouts: Timeouts = Timeouts()
    limits: Limits = Limits()
    open_data: OpenData = OpenData()
    parameters: Parameters = Field(default_factory=dict)
    chapters: Annotated[tuple[Chapter, ...], Field(strict=False)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [chapter.id for chapter in self.chapters]
        repeated = sorted({name for name in ids if ids.count(name) > 1})
        if repeated:
            message = f"unique chapter ids; repeated: {quoted(repeated)}"
            raise ValueError(message)
        return self

    def chapter(self, name: str, where: str = "params/report.yaml, chapters") -> Chapter:
        """Return the chapter with this id; `where` is the place of the id, for the error message.

        Raises
        ------
        SettingsError
            If there is no such chapter.
        """
        for chapter in self.chapters:
            if chapter.id == name:
                return chapter
        known = [chapter.id for chapter in self.chapters]
        raise SettingsError(
            Problem(
                where=where,
                found=f"no chapter '{name}'",
                expected=quoted(known),
                remedy=did_you_mean(name, known),
            )
        )

    def chapter_of(self, section: str) -> str | None:
        """Return the id of the chapter that covers a section of the plan; the longest match wins.

        With `"6"` in one chapter and `"6.1.7"` in another, section 6.1.7 belongs to the second.
        """
        while section not in self.chapter_by_section and section:
            section = section.rpartition(".")[0]
        return self.chapter_by_section.get(section)

    @cached_property
    def chapter_by_section(self) -> dict[str, str]:
        """The id of the chapter of each section that a chapter lists."""
        chapters = sorted(self.chapters, key=lambda chapter: chapter.id)
        return {own: chapter.id for chapter in chapters for own in chapter.sections}


def _line_numbers(value: object) -> object:
    """Check a list of line numbers as a whole, for one message instead of one per item."""
    parts = list(value) if isinstance(value, list | tuple) else []
    if parts and all(type(each) is int and each >= 1 for each in parts):
        return value
    message = "a list of line numbers of the document, such as [749, 4685]"
    raise ValueError(message)


class Acknowledged(_Frozen):
    """A contradiction that the editors of the plan know: its rule, enough of its lines, the reason.

    The report shows the reason why the contradiction stays in the plan.
    """

    rule: Name
    lines: Annotated[
        tuple[int, ...], BeforeValidator(_line_numbers), Field(strict=False, min_length=1)
    ]
    reason: Annotated[str, Field(min_length=1)]


class YearSettings(_Frozen):
    """`params/<year>.yaml`: the settings of one year, for all chapters or for one."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    parameters: Parameters = Field(default_factory=dict)
    chapters: dict[Name, Parameters] = Field(default_factory=dict)
    acknowledged: Annotated[tuple[Acknowledged, ...], Field(strict=False)] = ()


def load_report_settings(project: Project) -> ReportSettings:
    """Read `params/report.yaml`.

    Raises
    ------
    SettingsError
        With all problems of the file: invalid YAML, unknown keys and invalid values.
    """
    return _load(project, project.report_params, ReportSettings)


def load_year_settings(project: Project, year: int) -> YearSettings:
    """Read `params/<year>.yaml`.

    Raises
    ------
    SettingsError
        If the year has no file, if the file has another year than its name or names an unknown
        chapter, and as `load_report_settings`.
    """
    path = project.year_params(year)
    if not path.is_file():
        raise _unknown_year(project, year)
    settings = _load(project, path, YearSettings)
    if settings.year != year:
        raise SettingsError(
            Problem(
                where=f"{project.relative(path)}, key 'year'",
                found=str(settings.year),
                expected=f"{year}, as in the file name",
                remedy="Correct the year, or rename the file.",
            )
        )
    report = load_report_settings(project)
    for name in settings.chapters:
        report.chapter(name, f"{project.relative(path)}, key 'chapters.{name}'")
    return settings


def known_years(project: Project) -> list[int]:
    """Return the years that have a file in `params/`, ascending."""
    return sorted(int(path.stem) for path in project.root.glob("params/[0-9][0-9][0-9][0-9].yaml"))


def built_before(project: Project, year: int) -> list[int]:
    """Return the years before a year whose tables have been built, the oldest first."""
    earlier = [one for one in known_years(project) if one < year]
    return [one for one in earlier if (project.processed(one) / "contents.json").is_file()]


def parameters(
    report: ReportSettings, year: YearSettings, chapter: Chapter
) -> dict[str, Parameter]:
    """Merge the parameters of a chapter; the most specific value wins."""
    return {
        **report.parameters,
        **chapter.parameters,
        **year.parameters,
        **year.chapters.get(chapter.id, {}),
        "year": year.year,
        "chapter": chapter.id,
    }


def read_settings(project: Project, path: Path) -> Any:  # noqa: ANN401 - YAML holds anything
    """Read a settings file without validating its keys and values.

    Raises
    ------
    SettingsError
        If it is missing, or not valid YAML or UTF-8.
    """
    where = project.relative(path)
    try:
        return parse_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem = Problem(where, "no such file", "a settings file", _restore(where))
        raise SettingsError(problem) from None
    except yaml.YAMLError as error:
        raise SettingsError(_not_yaml(where, error)) from None
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8 (0x{error.object[error.start]:02x})"
        raise SettingsError(
            Problem(where, found, "text in UTF-8", "Save the file again as UTF-8.")
        ) from None


def _load(project: Project, path: Path, model: type[Settings]) -> Settings:
    where, content = project.relative(path), read_settings(project, path)
    if not isinstance(content, dict):
        found = "an empty file" if content is None else repr(content)
        raise SettingsError(Problem(where, found, "YAML: `key: value` lines", _restore(where)))
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise SettingsError(*(_problem(where, model, e) for e in error.errors())) from None


def _restore(where: str) -> str:
    return f"Restore the file: git restore {where}"


def _not_yaml(where: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = f"{where}, line {mark.line + 1}" if mark else where
    found = getattr(error, "problem", None) or "invalid YAML"
    return Problem(place, found, "YAML: `key: value` lines", "Correct the line.")


def _problem(where: str, model: type[_Frozen], error: Any) -> Problem:  # noqa: ANN401 - ErrorDetails
    keys = [str(key) for key in error["loc"]]
    place = f"{where}, key '{'.'.join(keys)}'" if keys else where
    if error["type"] == "extra_forbidden":
        known = _fields_at(model, error["loc"][:-1])
        return Problem(
            place, f"unknown key '{keys[-1]}'", quoted(known), did_you_mean(keys[-1], known)
        )
    if error["type"] == "missing":
        return Problem(place, "a missing key", "a value", "Add the key.")
    expected = error["msg"].removeprefix("Value error, ")
    return Problem(place, repr(error["input"]), expected, "Correct the value.")


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Return the valid keys at a place in the file."""
    places: dict[str, type[BaseModel]] = {
        "chapters": Chapter,
        "timeouts": Timeouts,
        "acknowledged": Acknowledged,
        "limits": Limits,
        "open_data": OpenData,
    }
    inner = [places[key] for key in loc if isinstance(key, str) and key in places]
    return list((inner or [model])[-1].model_fields)


def _unknown_year(project: Project, year: int) -> SettingsError:
    known = [str(known) for known in known_years(project)]
    where = project.relative(project.year_params(year))
    lost = f", restore its file (git restore {where})" if project.raw(year).is_dir() else ""
    return SettingsError(
        Problem(
            where="params/",
            found=f"no file {year}.yaml",
            expected=f"a known year: {quoted(known) or 'none yet'}",
            remedy=f"Choose a known year{lost}, or start this one: planmonitor new-year {year} "
            "DOCUMENT (docs/tutorial.md).",
        )
    )
