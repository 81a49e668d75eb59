"""Which drivers and risks that a map declares hold in the data."""

from __future__ import annotations

from jmap.analyze.measures.exposure import Contrast, Exposure
from jmap.analyze.signs import SignPlan


def judged(sign: SignPlan, exposure: Exposure) -> Contrast:
    """Return what a sign is judged by: moving forward for a driver, leaving for a risk."""
    return exposure.guarded.forward if sign.kind == "driver" else exposure.guarded.leaving


def holds(sign: SignPlan, exposure: Exposure, min_n: int) -> bool | None:
    """Tell whether those with the sign did so more often, or None where the data cannot tell.

    With fewer cases than `min_n` on either side, or an interval on both sides of zero, they cannot.
    """
    contrast = judged(sign, exposure)
    found = contrast.difference
    if found is None or min(contrast.exposed.of, contrast.not_exposed.of) < min_n:
        return None
    if found.low > 0:
        return True
    return False if found.high < 0 else None
