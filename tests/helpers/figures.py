"""The ids of the figures a statement shows, written down apart from what explains them."""

from collections.abc import Iterator

from faxi.engine.components import Component
from faxi.engine.statement import Statement


def figure_ids(statement: Statement) -> Iterator[str]:
    """Yield the id of every figure of a statement that has a working."""
    yield from (
        "days_overdue",
        "stage",
        "bucket",
        "total_due",
        "per_diem",
        "not_yet_due",
        "overpaid",
    )
    for kind in ("accrued", "paid", "waived", "outstanding"):
        yield from (f"{kind}.{component.key}" for component in Component)
    yield from (f"line.{index}" for index in range(len(statement.lines)))
    yield from (f"allocation.{index}" for index in range(len(statement.allocations)))
    if statement.cap is not None:
        yield from ("cap.claimed", "cap.allowed", "cap.over", "capped_per_diem")
