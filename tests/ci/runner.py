"""Runs what CI services run, in bash, with what their runners set around it."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||[!=]=|[!(),]|[\w.-]+)")
_WORDS = {"&&": " and ", "||": " or ", "==": "==", "!=": "!=", "!": " not ", "(": "(", ")": ")", ",": ","}
_FUNCTIONS = ("cancelled", "success", "format")


@dataclass(slots=True)
class Ran:
    """What the steps printed, wrote and gave out, and the exit code of the first that failed."""

    code: int = 0
    log: str = ""
    errors: str = ""
    summary: str = ""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    used: dict[str, dict[str, Any]] = field(default_factory=dict)


def run_steps(
    steps: Sequence[Mapping[str, Any]],
    repository: Path,
    temporary: Path,
    *,
    inputs: Mapping[str, str] | None = None,
    folder: str = ".",
    env: Mapping[str, str] | None = None,
) -> Ran:
    """Run steps of an action or a workflow of GitHub; those that use an action are only noted down.

    `folder` is the working directory of steps that name none.
    """
    ran = Ran()
    for number, step in enumerate(steps):
        given_out = {name: {"outputs": each} for name, each in ran.outputs.items()}
        see = {"inputs": inputs or {}, "steps": given_out}
        if not _value(step.get("if", "success()"), see, failed=ran.code != 0):
            continue
        if "uses" in step:
            given = {key: _filled(str(value), see) for key, value in step.get("with", {}).items()}
            ran.used[step["uses"].partition("@")[0]] = given
            continue
        here = {key: _filled(str(value), see) for key, value in step.get("env", {}).items()}
        place = repository / _filled(step.get("working-directory", folder), see)
        script = temporary / f"step-{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        files = {name: temporary / f"{name}-{number}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_bytes(b"")
        strict = ["--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") == "bash" else ["-e"]
        done = subprocess.run(
            ["bash", *strict, str(script)],
            cwd=place,
            env={
                **{key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI"))},
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_WORKSPACE": str(repository),
                "RUNNER_TEMP": str(temporary),
                **{name: str(file) for name, file in files.items()},
                **(env or {}),
                **here,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        ran.log += done.stdout
        ran.errors += done.stderr
        ran.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        ran.outputs[step.get("id", str(number))] = dict(line.split("=", 1) for line in lines)
        ran.code = ran.code or done.returncode
    return ran


def run_job(job: Mapping[str, Any], repository: Path, env: Mapping[str, str]) -> Ran:
    """Run the script of a job of GitLab."""
    names = ("GITHUB_", "CI", "JMAP_")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
        cwd=repository,
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith(names)},
            "CI": "true",
            "GITLAB_CI": "true",
            "CI_PROJECT_DIR": str(repository),
            **job.get("variables", {}),
            **env,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def program(path: Path, script: str) -> Path:
    """Write a program that a shell runs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def jmap_program(path: Path) -> Path:
    """Write a `jmap` that is the one under test."""
    return program(path, f'exec "{sys.executable}" -I -m jmap "$@"\n')


def path_with_jmap(folder: Path) -> str:
    """Return a `PATH` with the jmap under test, and a pip that writes its arguments to `pip.log`."""
    jmap_program(folder / "jmap")
    program(folder / "pip", f'echo "$@" >> "{folder}/pip.log"\n')
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def _filled(text: str, see: Mapping[str, Any]) -> str:
    return _EXPRESSION.sub(lambda match: str(_value(match[1], see)), text)


def _value(expression: str, see: Mapping[str, Any], *, failed: bool = False) -> Any:
    """Return the value of an expression; it knows what the files under test use, and no more."""
    expression = _EXPRESSION.sub(r"\1", expression).strip()
    tokens = _TOKEN.findall(expression)
    code = "".join(_translated(token, see) for token in tokens)
    functions = {
        "cancelled": lambda: False,
        "success": lambda: not failed,
        "format": lambda text, *values: text.format(*values),
    }
    value = eval(code.strip(), {"__builtins__": {}}, functions)  # the files under test are our own
    # After a failure only a step that asks how things stand is run.
    return value if not failed or "cancelled" in tokens else False


def _translated(token: str, see: Mapping[str, Any]) -> str:
    if token in _WORDS:
        return _WORDS[token]
    if token[0] == "'":
        return repr(token[1:-1].replace("''", "'"))
    return token if token in _FUNCTIONS else repr(_look_up(token, see))


def _look_up(name: str, see: Mapping[str, Any]) -> str:
    value: Any = see
    for part in name.split("."):
        value = value.get(part, {})
    return value if isinstance(value, str) else ""
