"""Tests of what a user may not do, which a superuser may."""

from __future__ import annotations

import os

import pytest

for_users = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions bind no superuser"
)
