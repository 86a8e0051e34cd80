"""The order in which several debts are paid off from one budget."""

from enum import StrEnum


class Order(StrEnum):
    """Which debt of several is paid first."""

    COST = "cost"  # 先还增长最快的
    SIZE = "size"  # 先还金额最小的
    STAGE = "stage"  # 先还催收阶段最靠后的
    OWN = "own"  # 自定顺序
