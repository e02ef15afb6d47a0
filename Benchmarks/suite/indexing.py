"""The figures of the derived index: made anew, its size and memory, and brought up to date."""

import pathlib
import shutil
import statistics

from suite.measures import Row, Scale, more
from suite.timing import Sample, execute, interleave, median, peak_memory
from suite.workshop import Workshop


def index(shop: Workshop, scale: Scale) -> list[Row]:
    """The index of as many commits as there are records."""
    return _rows(shop, scale, scale.records, "10k")


def index_many(shop: Workshop, scale: Scale) -> list[Row]:
    """The same among many."""
    return _rows(shop, scale, scale.many, "100k")


def _rows(shop: Workshop, scale: Scale, records: int, key: str) -> list[Row]:
    repository = _clone(shop, records)
    cmdb = [shop.cmdb(), "index", "rebuild"]
    rounds = scale.rounds if records <= scale.records else min(3, scale.rounds)
    samples = interleave(
        rounds, ours=lambda: execute(cmdb, folder=repository),
        peer=lambda: execute(
            ["git", "log", "--raw", "--no-abbrev", "--format=%H", "HEAD"], folder=repository))
    ours, peer = median(samples["ours"]), median(samples["peer"])
    size = sum(f.stat().st_size for f in (repository / "cmdb").glob("index.sqlite*"))
    packed = sum(f.stat().st_size for f in (repository / "objects" / "pack").iterdir())
    memory = statistics.median(peak_memory(cmdb, repository) for _ in range(1 + rounds // 3))
    what = f"index of {records:,} commits"
    return [
        Row(f"index-cold-{key}", f"{what}, anew / git log --raw", f"{ours.wall:.1f} s",
            f"{peer.wall:.1f} s", ours.wall / peer.wall, ours.cpu / peer.cpu),
        Row(f"index-size-{key}", f"{what}, size / the packs after git repack -adf",
            f"{size / 1e6:.0f} MB", f"{packed / 1e6:.0f} MB", size / packed),
        Row(f"index-memory-{key}", f"{what}, most memory", f"{memory:.0f} MB", "", memory),
        _one(shop, scale, repository, f"index-one-{key}", records),
    ]


def _one(shop: Workshop, scale: Scale, repository: pathlib.Path, key: str, records: int) -> Row:
    """What one new commit costs the command after it, which asks the history of one record."""
    reference = "server/server-000000"
    ours: list[Sample] = []
    start: list[Sample] = []
    log = [shop.cmdb(), "log", reference, "--limit", "1"]
    execute(log, folder=repository)
    for _ in range(scale.rounds * 3):
        _commit(repository)
        start.append(execute([shop.cmdb(), "--version"], folder=repository))
        ours.append(execute(log, folder=repository))
    return more(
        key, f"cmdb log after 1 new commit, {records:,} commits / cmdb --version", median(ours),
        median(start))


def _commit(repository: pathlib.Path) -> None:
    """A commit on main that changes nothing, made without a working tree."""
    execute(
        ["sh", "-c", "git update-ref HEAD $(git commit-tree -p HEAD -m more 'HEAD^{tree}')"],
        folder=repository)


def _clone(shop: Workshop, records: int) -> pathlib.Path:
    """A bare copy, with the commit-graph of the original."""
    original = shop.repository(records)
    repository = shop.clone(original, f"index-{records}.git", bare=True)
    graph = pathlib.Path("objects/info/commit-graph")
    if (original / ".git" / graph).exists():
        (repository / graph).unlink(missing_ok=True)
        shutil.copy(original / ".git" / graph, repository / graph)
    return repository
