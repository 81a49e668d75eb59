"""Templates in compiled form, kept in the user's cache folder: compiling ours takes longer than a page."""

from __future__ import annotations

import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from jmap.kept_files import keep


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in a folder; what is cut, altered or of another version is passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        status = os.stat(compiler.__file__)  # noqa: PTH116 - a file of another package
        self._version = f"{status.st_size}-{status.st_mtime_ns}".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, where it was kept and its template is as it was."""
        try:
            head, _, body = self._file(bucket).read_bytes().partition(b"\n")
        except OSError:
            return
        if head == self._seal(body):
            bucket.load_bytecode(BytesIO(body))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds; a failure is nobody's trouble."""
        body = bucket.bytecode_to_string()
        try:
            keep(str(self._file(bucket)), self._seal(body) + b"\n" + body)
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key

    def _seal(self, body: bytes) -> bytes:
        return sha256(self._version + b"\0" + body).hexdigest().encode()
