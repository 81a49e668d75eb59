from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def quarters() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quarters", ROOT / "docs" / "quarters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_snapshots_of_the_example_are_as_their_script_writes_them(tmp_path: Path) -> None:
    module = quarters()
    made = module.snapshots(tmp_path)
    assert [path.name for path in made] == [path.name for path in sorted(module.AUDITS.iterdir())]
    for path in made:
        assert (module.AUDITS / path.name).read_bytes() == path.read_bytes()
