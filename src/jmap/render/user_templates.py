"""Templates of users: read once, checked, and drawn with in the sandbox in place of ours by the same name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from jmap.nearest import nearest
from jmap.render.html import furnish
from jmap.render.page_policy import MARK, PolicyError, with_policy
from jmap.render.sandbox import LimitError, Sandbox
from jmap.render.template_error import UserTemplateError
from jmap.render.templates import template_folder

OURS: Final = "jmap/"
"""What the name of a template of ours begins with where one of the user has the same name."""

_SUFFIX: Final = ".j2"
_MOST_FILES: Final = 500
_MOST_BYTES: Final = 1_000_000
_MOST_OUTPUT: Final = 20_000_000
_MOST_MEMORY: Final = 1 << 30
_QUOTED: Final = re.compile(r"'([^']*)'")


class UserTemplates:
    """The templates in a folder. `unused` are those that replace none of ours and that none of them names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts = dict(_read(folder))
        self._ours = {
            path.relative_to(template_folder()).as_posix(): path
            for path in sorted(template_folder().rglob(f"*{_SUFFIX}"))
        }
        self._sandbox = Sandbox(
            loader=_Loader(folder, self._texts, self._ours),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        furnish(self._sandbox)
        self._sandbox.filters["format"] = self._sandbox.formatted
        self._sandbox.bound_filters()
        self.unused = tuple(self._check())

    def __repr__(self) -> str:
        """Return what tells these templates from others, the same wherever they lie."""
        whole = "\0".join(f"{name}\0{text}" for name, text in sorted(self._texts.items()))
        return f"UserTemplates({sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()})"

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Return the page that a template makes, with its policy. Raises UserTemplateError."""
        with self._explaining(name):
            self._sandbox.begin()
            template = self._sandbox.get_template(name)
            parts, size = [], 0
            said = {**values, "policy": Markup(MARK)}  # noqa: S704 - a word of ours
            with _bounded_memory():
                for part in template.generate(said):
                    size += len(part)
                    if size > _MOST_OUTPUT:
                        raise LimitError(f"the page has more than {_MOST_OUTPUT:,} characters")
                    parts.append(part)
                text = "".join(parts)
            return with_policy(text)

    def near(self, name: str) -> str | None:
        """Return the template of ours whose name is the nearest to one, if any is near."""
        return nearest(name, self._ours)

    def _check(self) -> Iterator[str]:
        """Compile all templates, and yield those that are of no use."""
        named: set[str] = set()
        for name in sorted(self._texts):
            with self._explaining(name):
                self._sandbox.get_template(name)
                found = meta.find_referenced_templates(self._sandbox.parse(self._texts[name]))
                named |= {each for each in found if each is not None}
        return (name for name in sorted(self._texts) if name not in self._ours and name not in named)

    @contextmanager
    def _explaining(self, name: str) -> Iterator[None]:
        """Turn whatever goes wrong in a template into an error that says where and what to do."""
        try:
            yield
        except TemplateSyntaxError as error:
            message = _QUOTED.sub(r"`\1`", (error.message or "").rstrip("."))
            message = message[:1].lower() + message[1:]
            hint = "`docs/theming.md` tells what a template may do"
            raise UserTemplateError(
                message, hint, self._shown(error.filename or name), error.lineno
            ) from None
        except PolicyError as error:
            raise UserTemplateError(str(error), error.hint, self._shown(name)) from None
        except RecursionError as error:
            self._raise(
                error, "templates call each other without an end", "look for a macro that calls itself"
            )
        except LimitError as error:
            self._raise(error, str(error), error.hint)
        except MemoryError as error:
            self._raise(error, "the page takes too much memory", "look for a text that grows in a loop")
        except TemplateNotFound as error:
            guess = nearest(str(error.name), [*self._texts, *self._ours])
            hint = f"did you mean `{guess}`?" if guess else "a template is named by its path in the folder"
            self._raise(error, f"no template `{error.name}`", hint)
        except SecurityError as error:
            self._raise(error, str(error), "templates see data, and call nothing but `words` and `say`")
        except UndefinedError as error:
            message, _, hint = str(error).partition("\n")
            self._raise(error, message, hint or "`docs/theming.md` tells what there is")
        except Exception as error:  # noqa: BLE001 - whatever a template does, it is not a fault of the program
            self._raise(error, "this line cannot be worked out", _reason(error))

    def _raise(self, error: BaseException, message: str, hint: str) -> None:
        file, line = self._place(error)
        raise UserTemplateError(message, hint, file, line) from None

    def _place(self, error: BaseException) -> tuple[str, int]:
        """Return the last line of a template that an error came by; one of the user's before one of ours."""
        ours, theirs = ("", 0), ("", 0)
        step = error.__traceback__
        while step is not None:
            name = step.tb_frame.f_code.co_filename
            if name.endswith(_SUFFIX):
                place = (self._shown(name), step.tb_lineno)
                if Path(name).is_relative_to(self._folder):
                    theirs = place
                else:
                    ours = place
            step = step.tb_next
        return theirs if theirs[0] else ours

    def _shown(self, name: str) -> str:
        """Return how a template is called: with its folder where it is the user's, by its name where ours."""
        path = Path(name)
        if path.is_relative_to(template_folder()):
            return f"{OURS}{path.relative_to(template_folder()).as_posix()}"
        return (path if path.is_relative_to(self._folder) else self._folder / path).as_posix()


class _Loader(BaseLoader):
    def __init__(self, folder: Path, texts: Mapping[str, str], ours: Mapping[str, Path]) -> None:
        self._folder = folder
        self._texts = texts
        self._ours = ours

    def get_source(self, _: Any, name: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template of the user, else the one of ours by that name."""
        if name in self._texts:
            return self._texts[name], str(self._folder / name), lambda: True
        path = self._ours.get(name.removeprefix(OURS))
        if path is None:
            raise TemplateNotFound(name)
        return path.read_text(encoding="utf-8"), str(path), lambda: True


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every template in a folder. Raises UserTemplateError."""
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "does not exist"
        raise UserTemplateError(f"the folder of templates `{folder}` {what}", "check its name")
    top, count = folder.resolve(), 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.endswith(_SUFFIX):
                continue
            shown = path.relative_to(folder).as_posix()
            if not path.resolve().is_relative_to(top) or not path.is_file():
                raise UserTemplateError(
                    f"`{shown}` is a link out of the folder of templates", "put the file itself there"
                )
            if shown.startswith(OURS):
                raise UserTemplateError(
                    f"`{shown}` has a name that is kept for ours", "call the folder otherwise than `jmap`"
                )
            count += 1
            yield shown, _text_of(path, shown, count)
    if not count:
        hint = f"copy one of ours there, such as `journey.html{_SUFFIX}`"
        raise UserTemplateError(f"there is no template in `{folder}`", hint)


def _text_of(path: Path, shown: str, count: int) -> str:
    try:
        if count > _MOST_FILES or path.stat().st_size > _MOST_BYTES:
            message = f"`{shown}` is more than a folder of templates may hold"
            raise UserTemplateError(message, f"up to {_MOST_FILES} files of {_MOST_BYTES:,} bytes")
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UserTemplateError(f"`{shown}` is not UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise UserTemplateError(f"`{shown}` cannot be read: {error.strerror}", "check its rights") from None


def _reason(error: BaseException) -> str:
    if isinstance(error, ZeroDivisionError):
        return "it divides by 0"
    if isinstance(error, TypeError):
        return "check that it does not mix texts, numbers and lists, and gives each call what it takes"
    return "check the values that it uses"


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """Let a block take so much more memory and no more, where the system can be told."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        before = resource.getrlimit(resource.RLIMIT_AS)
        most = pages * resource.getpagesize() + _MOST_MEMORY
        if before[0] != resource.RLIM_INFINITY:
            most = min(most, before[0])
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
