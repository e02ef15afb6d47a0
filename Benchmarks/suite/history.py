"""The figures of history: who changed what, and what was, against git's own answers."""

import pathlib
import subprocess
import time

from suite.measures import MILLISECONDS, Row, Scale, more
from suite.records import FIRST, Population
from suite.timing import NotMeasured, Sample, execute, interleave, median, quiet_environment, several
from suite.workshop import Workshop

RUNS = 5


def history(shop: Workshop, scale: Scale) -> list[Row]:
    """blame and log of the deep record, with the index and without."""
    repository = _repository(shop, scale.records, "10k")
    return _history(shop, scale, scale.records, "10k", repository)


def history_many(shop: Workshop, scale: Scale) -> list[Row]:
    """The same among ten times as many records, and the records of a past day."""
    repository = _repository(shop, scale.many, "100k")
    return (_history(shop, scale, scale.many, "100k", repository)
            + _past(shop, scale, repository))


def _repository(shop: Workshop, records: int, size: str) -> pathlib.Path:
    """A copy with all that helps git: repacked by its maker, a commit-graph with changed-path filters."""
    repository = shop.clone(shop.repository(records), f"history-{size}", bare=False)
    execute(["git", "commit-graph", "write", "--reachable", "--changed-paths"], folder=repository)
    execute([shop.cmdb(), "index", "rebuild"], folder=repository)
    return repository


def _history(shop: Workshop, scale: Scale, records: int, size: str,
             repository: pathlib.Path) -> list[Row]:
    cmdb = shop.cmdb()
    population = Population(records)
    reference, path = population.reference(FIRST), population.path(FIRST)
    samples = interleave(
        scale.rounds,
        version=several(RUNS, [cmdb, "--version"], folder=repository),
        blame=several(RUNS, [cmdb, "blame", reference], folder=repository),
        log=several(RUNS, [cmdb, "log", reference], folder=repository),
        first=lambda: median([_first_line([cmdb, "log", reference], repository) for _ in range(RUNS)]),
        first_of_all=lambda: median([_first_line([cmdb, "log"], repository) for _ in range(RUNS)]),
        walk=lambda: execute([cmdb, "blame", reference, "--no-index"], folder=repository),
        git_blame=lambda: execute(["git", "blame", "-p", "HEAD", "--", path], folder=repository),
        git_log=lambda: execute(["git", "log", "-p", "HEAD", "--", path], folder=repository))
    of = {name: median(found) for name, found in samples.items()}
    what = f"among {records:,}"
    rows = []
    for name, peer in (("blame", "git_blame"), ("log", "git_log")):
        git = "git blame" if name == "blame" else "git log -p"
        rows += [
            _times(f"history-{size}-{name}", f"{name} {what}, over start / {git}",
                   of[name] - of["version"], of[peer]),
            _times(f"history-{size}-{name}-whole", f"{name} {what}, whole process / {git}",
                   of[name], of[peer]),
        ]
    return rows + [
        more(f"history-{size}-first", f"first line of log REF {what} / cmdb --version",
             of["first"], of["version"]),
        more(f"history-{size}-first-all", f"first line of log {what} / cmdb --version",
             of["first_of_all"], of["version"]),
        Row(f"history-{size}-walk", f"blame --no-index {what} / git blame", _text(of["walk"]),
            _text(of["git_blame"]), of["walk"].wall / of["git_blame"].wall,
            of["walk"].cpu / of["git_blame"].cpu),
    ]


def _past(shop: Workshop, scale: Scale, repository: pathlib.Path) -> list[Row]:
    """Records of the day on which half of the history was written."""
    cmdb = shop.cmdb()
    half = subprocess.run(
        ["git", "rev-list", "--first-parent", "HEAD"], cwd=repository, capture_output=True,
        text=True, env=quiet_environment()).stdout.split()
    middle = half[len(half) // 2]
    serial = _serial(repository / Population(scale.many).path(FIRST))
    samples = interleave(
        scale.rounds,
        version=several(RUNS, [cmdb, "--version"], folder=repository),
        one=several(3, [cmdb, "ls", f"serial={serial}", "--at", middle], folder=repository),
        show=several(
            3, [cmdb, "show", Population(scale.many).reference(FIRST), "--at", middle],
            folder=repository),
        all=lambda: execute([cmdb, "ls", "--at", middle], folder=repository))
    of = {name: median(found) for name, found in samples.items()}
    what = f"of {scale.many:,} in the past / cmdb --version"
    return [
        more("history-ls-at", f"ls serial=… --at, 1 {what}", of["one"], of["version"]),
        more("history-ls-at-all", f"ls --at, all {what}", of["all"], of["version"]),
        more("history-show-at", f"show --at, 1 {what}", of["show"], of["version"]),
    ]


def _serial(file: pathlib.Path) -> str:
    for line in file.read_text().splitlines():
        if line.startswith("serial: "):
            return line.removeprefix("serial: ").strip('"')
    raise NotMeasured("the deep record has no serial")


def _first_line(command, folder) -> Sample:
    """How long until the first line is there; the rest is not waited for."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [str(word) for word in command], cwd=folder, env=quiet_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    line = child.stdout.readline()
    wall = time.perf_counter() - start
    child.stdout.close()
    child.wait()
    if not line:
        raise NotMeasured(f"{command[1]} said nothing")
    return Sample(wall, wall)


def _times(key: str, title: str, ours: Sample, peer: Sample) -> Row:
    return Row(key, title, _text(ours), _text(peer), peer.wall / ours.wall, peer.cpu / ours.cpu)


def _text(sample: Sample) -> str:
    return f"{sample.wall * MILLISECONDS:.1f} ms"
