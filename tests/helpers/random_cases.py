"""Random valid cases for comparing the engine with the naive reference.

Dates come from a small pool around the interesting days (due dates, ends of grace, settlement days,
month and year ends), because that is where events collide. Amounts that must fit a balance are read
off the reference.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.helpers.naive import naive_statement
from tests.helpers.naive_terms import COMPONENTS, DEFAULT_ORDER, parse_rate

Json = dict[str, Any]

# Days on which calendars, leap years and 30E/360 go wrong.
ANCHORS = (
    date(2019, 12, 31),
    date(2020, 2, 29),
    date(2023, 2, 28),
    date(2023, 12, 15),
    date(2023, 12, 31),
    date(2024, 1, 31),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 12, 31),
    date(2025, 3, 31),
)
RATES: dict[str, tuple[tuple[str, int, int], ...]] = {
    # Unit, and the range of its figure in hundredths.
    "year": (("%", 0, 3600), ("‰", 1000, 30000)),
    "month": (("%", 50, 300), ("‰", 400, 2500)),
    "day": (("%", 1, 10), ("‰", 10, 100), ("‱", 50, 900)),
}
CHINESE_RATES = {
    "year": ("年14.4%", "年18%"),
    "month": ("月1.2%", "月千分之五"),
    "day": ("日0.05%", "日万分之五"),
}


def random_case(rng: random.Random) -> tuple[Json, str]:
    """Return a valid case as its JSON dict, and a cut-off date."""
    draw = _Draw(rng)
    draw.settings()
    draw.instalments()
    draw.choose_days()
    draw.events()
    draw.fitted_events()
    return draw.case, draw.as_of.isoformat()


def _money(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _in_fen(text: str) -> int:
    return int(Fraction(text) * 100)


def _decimal(hundredths: int) -> str:
    """Write hundredths without trailing zeros, as people write rates."""
    return _money(hundredths).rstrip("0").rstrip(".")


class _Draw:
    """One case being drawn: the case, the days its dates come from, and its cut-off."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.case: Json = {"format": "faxi-case", "version": 1, "title": "random"}
        self.pool: list[date] = []
        self.as_of = date.max
        self.periods = ["year", "month", "day"]
        self.grace_days = 0

    def often(self, percent: int) -> bool:
        """Return true in about ``percent`` of 100 draws."""
        return self.rng.randrange(100) < percent

    def amount(self) -> str:
        """Return a positive amount, from a fen to far more than anybody owes."""
        sizes = (
            (1, 1),
            (1, 200),
            (100, 20000),
            (100, 20000),
            (1000, 300000),
            (1000, 900000),
            (10000, 20000000),
        )
        return _money(self.rng.randint(*self.rng.choice(sizes)))

    def rate(self) -> str:
        """Return a written rate of any allowed period and unit."""
        period = self.rng.choice(self.periods)
        if self.often(2):
            return f"0%/{period}"
        if self.often(4):
            return self.rng.choice(CHINESE_RATES[period])
        unit, low, high = self.rng.choice(RATES[period])
        return f"{_decimal(self.rng.randint(low, high))}{unit}/{period}"

    def same_rate(self, written: str) -> str:
        """Return a rate written anew, sometimes with another period (then it is a change)."""
        rate = parse_rate(written)
        percent = rate.value * 100
        if rate.period == "year" and self.often(40) and (percent * 100 / 12).denominator == 1:
            return f"{_decimal(int(percent * 100 / 12))}%/month"
        if (percent * 10000).denominator == 1 and self.often(50):
            # The same number and period in another unit: no change at all.
            return f"{_decimal(int(percent * 10000))}‱/{rate.period}"
        return written

    def day(self) -> str:
        """Return a date of the pool."""
        return self.rng.choice(self.pool).isoformat()

    def settings(self) -> None:
        """Draw everything but instalments and events; a key is sometimes left to its default."""
        self._conventions()
        self._rates()
        self._grace()
        self._compounding()
        if self.often(60):
            self.case["allocation"] = {
                "across": self.rng.choice(("oldest_first", "component_first"))
            }
            if self.often(80):
                self.case["allocation"]["order"] = self._order()
        if self.often(40):
            self._cap()

    def _conventions(self) -> None:
        choice = self.rng.choice
        day_count = choice(("ACT/360", "ACT/365", "ACT/ACT", "30E/360"))
        rounding = ["per_line", "per_day", "cumulative"]
        if day_count == "30E/360":
            # Refused with this basis: daily rates and rounding by the day.
            self.periods.remove("day")
            rounding.remove("per_day")
        conventions = {
            "day_count": day_count,
            "inclusion": choice(("first", "last", "both")),
            "rounding": choice(rounding),
            "rounding_mode": choice(("half_up", "half_even", "down", "up")),
        }
        for key, default in (
            ("day_count", "ACT/360"),
            ("inclusion", "first"),
            ("rounding_mode", "half_up"),
        ):
            if conventions[key] == default and self.often(30):
                del conventions[key]
        self.case["conventions"] = conventions

    def _rates(self) -> None:
        is_surcharge = self.often(50)
        mode = self.rng.choice(("instead", "on_top"))
        if is_surcharge:
            self.case["penalty"] = {"surcharge": f"{self.rng.choice((0, 30, 50, 77, 100))}%"}
        else:
            self.case["penalty"] = {"rate": "0%/year" if self.often(5) else self.rate()}
        if mode == "on_top" or self.often(50):
            self.case["penalty_mode"] = mode
        if is_surcharge or mode == "on_top" or self.often(60):
            self.case["contract_rate"] = self.rate()

    def _grace(self) -> None:
        if self.often(35):
            return
        self.grace_days = self.rng.choice((0, 1, 2, 5, 10, 30))
        effect = self.rng.choice(("threshold", "threshold", "shift"))
        self.case["grace"] = {"days": self.grace_days, "effect": effect}

    def _compounding(self) -> None:
        if self.often(25):
            return
        base = self.rng.choice(
            ("none", "interest", "interest", "interest_and_penalty", "interest_and_penalty")
        )
        settles = (
            ("month", "quarter")
            if base == "interest_and_penalty"
            else ("never", "month", "quarter")
        )
        day = self.rng.choice((1, 20, 28, self.rng.randint(1, 28)))
        self.case["compounding"] = {"base": base, "settle": self.rng.choice(settles), "day": day}

    def _order(self) -> list[str]:
        order = list(DEFAULT_ORDER)
        self.rng.shuffle(order)
        return order

    def _cap(self) -> None:
        kind = self.rng.choice(("annual_rate", "share_of_principal", "amount"))
        if kind == "amount":
            value = self.amount()
        else:
            value = f"{_decimal(self.rng.choice((100, 500, 1555, 2400, 3600)))}%"
        self.case["cap"] = {kind: value, "apply": self.often(50)}

    def instalments(self) -> None:
        """Draw one to four instalments, now and then with equal due dates."""
        due = self._anchor()
        gaps = (
            0,
            0,
            1,
            max(1, self.grace_days),
            self.grace_days + 1,
            28,
            30,
            31,
            self.rng.randint(2, 90),
        )
        entries: list[Json] = []
        for _ in range(self.rng.choice((1, 1, 2, 2, 3, 4))):
            entry: Json = {"due_date": due.isoformat(), "principal": self._principal()}
            if self.often(75):
                entry["interest"] = _money(self.rng.choice((0, 1, self.rng.randint(1, 90000))))
            entries.append(entry)
            due += timedelta(days=self.rng.choice(gaps))
        self.rng.shuffle(entries)
        self.case["instalments"] = entries

    def _principal(self) -> str:
        return self.amount() if self.often(6) else _money(self.rng.randint(10000, 6000000))

    def _anchor(self) -> date:
        if self.often(50):
            return self.rng.choice(ANCHORS) + timedelta(days=self.rng.randint(-3, 3))
        return date(2019, 1, 1) + timedelta(days=self.rng.randint(0, 2500))

    def _dues(self) -> list[date]:
        return sorted(date.fromisoformat(entry["due_date"]) for entry in self.case["instalments"])

    def choose_days(self) -> None:
        """Fill the pool with a few of the interesting days, and choose the cut-off."""
        dues = self._dues()
        span = self.rng.choice((5, 60, 120, 250, 365)) if self.often(96) else 900
        end = dues[0] + timedelta(days=self.rng.randint(0, span))
        near = [due + timedelta(days=days) for due in dues for days in self._offsets()]
        last = max(end, dues[-1]) + timedelta(days=5)
        between = [dues[0] + timedelta(days=n) for n in range((last - dues[0]).days + 1)]
        turns = [day for day in between if self._is_turn(day)]
        self.pool = self.rng.sample(near, min(len(near), 5)) + self.rng.sample(
            turns, min(len(turns), 5)
        )
        self.pool += [*self.rng.sample(between, min(len(between), 2)), end]
        # A cut-off of the pool falls on an event, or before the first due date, often enough.
        self.as_of = self.rng.choice(self.pool) if self.often(35) else end

    def _offsets(self) -> tuple[int, ...]:
        grace = self.grace_days
        return (-20, -1, 0, 0, 1, 2, grace, grace, grace - 1, grace + 1, grace + 2)

    def _is_turn(self, day: date) -> bool:
        """Tell whether a day is a settlement day, a 31st, or borders on a month or year."""
        if day.day in (1, 31) or (day.month, day.day) in ((2, 27), (2, 28), (2, 29)):
            return True
        settle_day: int = self.case.get("compounding", {}).get("day", 20)
        return day.day == settle_day

    def events(self) -> None:
        """Draw the events that need no knowledge of the balances, in any order."""
        kinds = ["repayment"] * 5 + ["cost", "liquidated_damages", "penalty_rate", "pause"]
        if "contract_rate" in self.case:
            kinds += ["contract_rate"]
        chosen = [self.rng.choice(kinds) for _ in range(self.rng.choice((0, 1, 2, 3, 4, 6, 8)))]
        self.case["events"] = [self._event(kind) for kind in chosen]
        if self.often(25):
            self._accelerations()
        if self.often(5):
            self.case["events"].append(
                {"kind": "notice", "date": self.day(), "what": "lawyer_letter"}
            )
        self.rng.shuffle(self.case["events"])
        self._drop_late_interest()

    def _event(self, kind: str) -> Json:
        if kind == "pause":
            return self._pause()
        event: Json = {"kind": kind, "date": self.day()}
        if kind in ("penalty_rate", "contract_rate"):
            event["rate"] = self._new_rate(kind)
            return event
        event["amount"] = self.amount()
        if kind == "repayment" and self.often(15):
            event["order"] = self._order()
        if kind != "repayment":
            event["label"] = "x"
        return event

    def _new_rate(self, kind: str) -> str:
        current = (
            self.case["penalty"].get("rate")
            if kind == "penalty_rate"
            else self.case["contract_rate"]
        )
        return self.same_rate(current) if current and self.often(30) else self.rate()

    def _pause(self) -> Json:
        """Draw a pause; starts and ends of the pool make pauses overlap, abut and lie on edges."""
        start, end = sorted((self.rng.choice(self.pool), self.rng.choice(self.pool)))
        length = self.rng.choice((0, 0, 1, 9, 30))
        end = min(end, start + timedelta(days=length))
        if self.often(30):
            start, end = end + timedelta(days=1), end + timedelta(days=1 + length)
        return {"kind": "pause", "from": start.isoformat(), "to": end.isoformat()}

    def _accelerations(self) -> None:
        for _ in range(self.rng.choice((1, 1, 1, 2))):
            event: Json = {"kind": "acceleration", "date": self.day()}
            if self.often(60):
                event["interest"] = _money(self.rng.randint(1, 50000))
            self.case["events"].append(event)

    def _drop_late_interest(self) -> None:
        """Take the interest off accelerations that find nothing due later: it is refused."""
        accelerations = [event for event in self.case["events"] if event["kind"] == "acceleration"]
        accelerations.sort(key=lambda event: str(event["date"]))
        for place, event in enumerate(accelerations):
            # The first one leaves nothing for a second.
            if place > 0 or event["date"] >= self._dues()[-1].isoformat():
                event.pop("interest", None)

    def fitted_events(self) -> None:
        """Add repayments and waivers that fit the balances of their day, the earlier day first."""
        count = self.rng.choice((0, 0, 1, 1, 2, 3))
        for day in sorted(self.day() for _ in range(count)):
            if self.often(35):
                self._fit_repayment(day)
            else:
                self._fit_waiver(day)

    def _owed(self, day: str, events: list[Json]) -> dict[str, int]:
        """Return what the reference finds outstanding at the end of a day, by component."""
        statement = naive_statement(self.case | {"events": events}, day)
        return {component: _in_fen(statement["outstanding"][component]) for component in COMPONENTS}

    def _fit_repayment(self, day: str) -> None:
        """Pay the debt, or its principal or interest, to the fen or a fen beside it."""
        owed = self._owed(day, self.case["events"])
        whole = sum(owed.values())
        target = self.rng.choice((whole, whole, owed["principal"], whole - owed["principal"]))
        amount = target + self.rng.choice((0, 0, 0, -1, 1))
        if amount > 0:
            self.case["events"].append({"kind": "repayment", "date": day, "amount": _money(amount)})

    def _fit_waiver(self, day: str) -> None:
        # Waivers come before the day's repayments, so those are left out of the balance.
        events = [
            event
            for event in self.case["events"]
            if event["kind"] != "repayment" or event["date"] != day
        ]
        owed = {component: fen for component, fen in self._owed(day, events).items() if fen}
        if not owed:
            return
        if len(owed) > 1 and self.often(50):
            # Principal is nearly always owed; let the others have their turn.
            owed.pop("principal", None)
        component = self.rng.choice(sorted(owed))
        amount = self.rng.choice((owed[component], 1, (owed[component] + 1) // 2))
        waiver = {"kind": "waiver", "date": day, "component": component, "amount": _money(amount)}
        self.case["events"].insert(self.rng.randint(0, len(self.case["events"])), waiver)
