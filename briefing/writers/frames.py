"""Series of a brief as pandas tables, for analysts who go on from there. pandas' one home."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from briefing.core.fact import Fact
from briefing.core.series import Series


def frame_of(metrics: Mapping[str, Series], text_of: Callable[[Fact], str]) -> pd.DataFrame:
    """Every fact of the metrics, one a row.

    Columns: metric, period (code), value (float, NaN where only bounds are known), low, high
    (bounds; NaN where open), unit, status (SDMX code), member, text (as a table prints it, which
    ``text_of`` tells).
    """
    rows = [
        {
            "metric": name,
            "period": period.code,
            "value": None if fact.quantity.value is None else float(fact.quantity.value),
            "low": None if fact.quantity.bounds.low is None else float(fact.quantity.bounds.low),
            "high": None if fact.quantity.bounds.high is None else float(fact.quantity.bounds.high),
            "unit": fact.quantity.unit.code,
            "status": fact.quantity.status.value,
            "member": fact.member,
            "text": text_of(fact),
        }
        for name, series in metrics.items()
        for period, fact in series.facts.items()
    ]
    return pd.DataFrame(rows).astype({"value": float, "low": float, "high": float})
