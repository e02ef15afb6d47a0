"""Measures commands: wall and processor time, peers interleaved, medians over rounds."""

import dataclasses
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time


class NotMeasured(Exception):
    """Why a figure could not be taken."""


@dataclasses.dataclass(frozen=True)
class Sample:
    """What something took, in seconds; `cpu` is that of all its processes."""

    wall: float
    cpu: float

    def __add__(self, other: "Sample") -> "Sample":
        return Sample(self.wall + other.wall, self.cpu + other.cpu)

    def __sub__(self, other: "Sample") -> "Sample":
        return Sample(self.wall - other.wall, self.cpu - other.cpu)

    def scaled(self, factor: float) -> "Sample":
        return Sample(self.wall * factor, self.cpu * factor)


def quiet_environment(**more: str) -> dict[str, str]:
    """The environment of every measured command: no settings of whoever runs it."""
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ
    }
    environment |= {
        "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": "Person 0", "GIT_AUTHOR_EMAIL": "person-0@example.net",
        "GIT_COMMITTER_NAME": "Person 0", "GIT_COMMITTER_EMAIL": "person-0@example.net",
    }
    return environment | more


def execute(command, folder=None, cores=None, accept=(0,), environment=None) -> Sample:
    """Runs a command to its end and returns what it took; `cores` bounds where it may run."""
    everywhere = os.sched_getaffinity(0)
    environment = environment or quiet_environment()
    with tempfile.TemporaryFile() as said:
        if cores:
            os.sched_setaffinity(0, cores)  # inherited; set here, so that the child starts by vfork
        try:
            start = time.perf_counter()
            child = subprocess.Popen(
                [str(word) for word in command], cwd=folder, env=environment,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
        except OSError as error:
            raise NotMeasured(str(error)) from error
        finally:
            os.sched_setaffinity(0, everywhere)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in accept:
            said.seek(0)
            lines = said.read(4_000).decode(errors="replace").strip().splitlines() or ["no words"]
            name = pathlib.Path(str(command[0])).name
            raise NotMeasured(f"{name} ended with {child.returncode}: {lines[0]}")
    return Sample(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command, folder=None) -> float:
    """Runs a command to its end and returns the most memory that it held, in MB (10^6 bytes)."""
    with open(os.devnull, "w") as nothing:
        child = subprocess.Popen(
            [str(word) for word in command], cwd=folder, env=quiet_environment(),
            stdin=subprocess.DEVNULL, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise NotMeasured(f"{pathlib.Path(str(command[0])).name} ended with {child.returncode}")
    return usage.ru_maxrss * 1_024 / 1e6


def several(times: int, *words, **options):
    """A case for `interleave`: the median of several runs of a short command."""
    return lambda: median([execute(*words, **options) for _ in range(times)])


def median(samples: list[Sample]) -> Sample:
    """The median of wall and of processor time, each for itself."""
    return Sample(
        statistics.median(s.wall for s in samples), statistics.median(s.cpu for s in samples))


def interleave(rounds: int, **cases) -> dict[str, list[Sample]]:
    """Takes one sample of every case a round, in turned order every other round.

    Before the first round each case runs once for nothing, so that all are equally warm.
    """
    names = list(cases)
    for name in names:
        cases[name]()
    samples: dict[str, list[Sample]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            samples[name].append(cases[name]())
    return samples


class Neighbours:
    """What other processes used of the machine while something was measured."""

    def __init__(self):
        self._start = _busy_and_all()
        self._own = _own_seconds()

    def share(self) -> float:
        """Between 0 and 1 of all cores."""
        busy, whole = (now - then for now, then in zip(_busy_and_all(), self._start))
        if whole <= 0:
            return 0
        return max(0, busy - (_own_seconds() - self._own)) / whole


def wait_for_quiet(seconds: float) -> None:
    """Returns once nine tenths of the machine are idle for a second, or after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        neighbours = Neighbours()
        time.sleep(1)
        if neighbours.share() < 0.1:
            return


def _busy_and_all() -> tuple[float, float]:
    with open("/proc/stat") as file:
        ticks = [int(word) for word in file.readline().split()[1:9]]
    hertz = os.sysconf("SC_CLK_TCK")
    idle = ticks[3] + ticks[4]
    return (sum(ticks) - idle) / hertz, sum(ticks) / hertz


def _own_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)
