"""Why a share moved: what each part of the whole did to it, by its own rate and by its weight."""

from collections.abc import Mapping
from dataclasses import dataclass

Counts = tuple[int, int]  # how many met it, of how many


@dataclass(frozen=True)
class Effect:
    """What one part did to the change of the whole's share (0-1): by its own share, and by growing or shrinking.

    `count`: its cases in the later period.
    """

    name: str
    rate: float
    mix: float
    count: int

    @property
    def total(self) -> float:
        """Both together."""
        return self.rate + self.mix


def effects(now: Mapping[str, Counts], then: Mapping[str, Counts]) -> list[Effect]:
    """The effects of all parts, which add up exactly to the change of the whole's share; the largest rise first.

    A share P = Σ wᵢpᵢ moves by Δpᵢ·(wᵢ+wᵢ′)/2 (rate) and Δwᵢ·((pᵢ+pᵢ′)/2 − (P+P′)/2) (mix). Without the last
    term a part below the average would seem to lift the whole by growing. A part that is missing from one period
    has the share of the other, so all of it is mix. [] where either period has no case.
    """
    whole_now, whole_then = (sum(count for _part, count in one.values()) for one in (now, then))
    if not whole_now or not whole_then:
        return []
    overall = (
        sum(part for part, _count in now.values()) / whole_now
        + sum(part for part, _count in then.values()) / whole_then
    ) / 2
    found = []
    for name in now.keys() | then.keys():
        (part, count), (part_then, count_then) = now.get(name, (0, 0)), then.get(name, (0, 0))
        if not count and not count_then:
            continue
        share = part / count if count else part_then / count_then
        share_then = part_then / count_then if count_then else share
        weight, weight_then = count / whole_now, count_then / whole_then
        found.append(
            Effect(
                name,
                rate=(share - share_then) * (weight + weight_then) / 2,
                mix=(weight - weight_then) * ((share + share_then) / 2 - overall),
                count=count,
            )
        )
    return sorted(found, key=lambda one: (-one.total, one.name))


# A cause is named where it moved the share by more than half a point, and rests on enough cases.
LEAST_MOVED = 0.005
LEAST_COUNT = 10


def largest(found: list[Effect]) -> tuple[Effect | None, Effect | None]:
    """The part that lifted the share most, and the one that lowered it most; None where none did enough."""
    enough = [one for one in found if one.count >= LEAST_COUNT]
    lifted = [one for one in enough if one.total > LEAST_MOVED]
    lowered = [one for one in enough if one.total < -LEAST_MOVED]
    return (lifted[0] if lifted else None, lowered[-1] if lowered else None)
