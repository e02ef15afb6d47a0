"""What figures are made of: rows, how much is measured, and how ours is held against a peer."""

import dataclasses
import json
import pathlib
import subprocess

from suite.timing import NotMeasured, Sample, quiet_environment

MILLISECONDS = 1_000


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the table. `wall` decides against the limit of `key`; `cpu` is told beside it."""

    key: str
    title: str
    ours: str
    peer: str
    wall: float
    cpu: float | None = None


@dataclasses.dataclass(frozen=True)
class Scale:
    """How much is measured. A quick run shows that everything works, and measures nothing."""

    rounds: int = 7
    records: int = 10_000
    many: int = 100_000
    checked: int = 1_000
    is_quick: bool = False

    @staticmethod
    def quick() -> "Scale":
        return Scale(rounds=3, records=1_000, many=2_000, checked=80, is_quick=True)


def times(key: str, title: str, ours: Sample, peer: Sample, count: int, unit: str) -> Row:
    """How many times as fast: both took their time for `count` things of a kind."""
    def rate(sample: Sample) -> str:
        return f"{count / sample.wall:,.0f} {unit}/s"

    return Row(key, title, rate(ours), rate(peer), peer.wall / ours.wall, peer.cpu / ours.cpu)


def more(key: str, title: str, ours: Sample, peer: Sample) -> Row:
    """How many milliseconds longer."""
    def text(sample: Sample) -> str:
        return f"{sample.wall * MILLISECONDS:.1f} ms"

    extra = ours - peer
    return Row(
        key, title, text(ours), text(peer), extra.wall * MILLISECONDS, extra.cpu * MILLISECONDS)


def said(*words) -> dict:
    """Runs one of our programs, which times itself, and returns the JSON that it printed."""
    result = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, env=quiet_environment())
    if result.returncode != 0:
        told = (result.stderr.strip() or result.stdout.strip() or "no words").splitlines()[0]
        raise NotMeasured(f"{pathlib.Path(str(words[0])).name}: {told}")
    return json.loads(result.stdout)
