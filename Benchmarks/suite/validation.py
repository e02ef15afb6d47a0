"""The figures of validation: the engine alone, whole repositories, and what has been judged before."""

import pathlib
import random
import re
import statistics
from collections.abc import Callable

from suite.measures import MILLISECONDS, Row, Scale, more, said, times
from suite.records import FIRST, Population
from suite.timing import (
    Sample, execute, interleave, median, peak_memory, quiet_environment, several)
from suite.workshop import Workshop


def evaluate(shop: Workshop, scale: Scale) -> list[Row]:
    """isValid of parsed documents against jsonschema-rs over parsed Python objects, one thread."""
    paths = _list(shop, scale.records, min(2_000, scale.records), "evaluate.list")
    schemas, passes = shop.bundled_schemas(), 20
    program, peer = shop.program("EvaluateRecords"), shop.python_peer()
    allocations = []

    def ours() -> Sample:
        told = said(program, schemas, paths, passes)
        allocations.append(told["allocations"])
        return Sample(told["wall"], told["cpu"])

    def theirs() -> Sample:
        told = said(*peer, "evaluate", schemas, paths, passes)
        return Sample(told["wall"], told["cpu"])

    samples = interleave(scale.rounds, ours=ours, peer=theirs)
    count = min(2_000, scale.records) * passes
    return [
        times("evaluate", "judge parsed records / jsonschema-rs, one thread",
              median(samples["ours"]), median(samples["peer"]), count, "documents"),
        Row("evaluate-allocations", f"requests for memory in {count:,} valid documents",
            f"at most {max(allocations)}", "", max(allocations)),
    ]


def whole(shop: Workshop, scale: Scale) -> list[Row]:
    """All records through every rule, against a Python loop that only reads and judges by schema, and
    against reading the files and running libyaml's event loop over them on both cores."""
    repository = shop.repository(scale.records)
    paths = _list(shop, scale.records, scale.records, "whole.list")
    cmdb = [shop.cmdb(), "validate", "--no-index"]
    cores = shop.two_cores()
    peer, schemas, floor = shop.python_peer(), shop.bundled_schemas(), shop.event_loop()

    def theirs() -> Sample:
        told = said(*peer, "whole", schemas, paths)
        return Sample(told["wall"], told["cpu"])

    def events() -> Sample:
        told = said(floor, paths, 1, len(cores))
        return Sample(told["wall"], told["cpu"])

    samples = interleave(
        scale.rounds,
        one=lambda: execute(cmdb, folder=repository, cores=set(cores[:1])),
        both=lambda: execute(cmdb, folder=repository, cores=set(cores)),
        python=theirs, floor=events)
    one, both, python, least = (median(samples[n]) for n in ("one", "both", "python", "floor"))
    what, count = f"validate {scale.records:,} records", scale.records
    return [
        times("whole-python-both", f"{what}, two cores / yamlrocks + jsonschema-rs in Python",
              both, python, count, "records"),
        times("whole-python-one", f"{what}, one core / yamlrocks + jsonschema-rs in Python",
              one, python, count, "records"),
        times("whole-floor", f"{what}, two cores / read + libyaml's events in C, two cores",
              both, least, count, "records"),
    ]


def memory(shop: Workshop, scale: Scale) -> list[Row]:
    """The most memory that judging many records takes."""
    repository = shop.repository(scale.many)
    peaks = [peak_memory([shop.cmdb(), "validate", "--no-index"], repository) for _ in range(3)]
    return [Row(
        "memory", f"most memory of validate, {scale.many:,} records",
        f"{statistics.median(peaks):.0f} MB", "", statistics.median(peaks))]


def again(shop: Workshop, scale: Scale) -> list[Row]:
    """Many records again with nothing changed: the working tree, and a commit."""
    repository = shop.repository(scale.many)
    cmdb = shop.cmdb()
    samples = interleave(
        scale.rounds,
        tree=lambda: execute([cmdb, "validate"], folder=repository),
        status=lambda: execute(["git", "status", "--porcelain"], folder=repository),
        commit=several(3, [cmdb, "validate", "--at", "HEAD"], folder=repository),
        staged=several(3, [cmdb, "validate", "--staged"], folder=repository),
        quiet=several(3, ["git", "diff", "--cached", "--quiet"], folder=repository))
    tree, status, commit, staged, quiet = (
        median(samples[n]) for n in ("tree", "status", "commit", "staged", "quiet"))
    what = f"again, {scale.many:,} unchanged"
    return [
        Row("again-tree", f"{what}, working tree / git status --porcelain, processor time",
            f"{tree.cpu * MILLISECONDS:.0f} ms", f"{status.cpu * MILLISECONDS:.0f} ms",
            tree.cpu / status.cpu),
        more("again-commit", f"{what}, a commit / git diff --cached --quiet", commit, quiet),
        more("again-staged", f"{what}, the staged tree / git diff --cached --quiet", staged, quiet),
    ]


def pre_commit_many(shop: Workshop, scale: Scale) -> list[Row]:
    """The hook with 1, 10 and 1,000 records staged among many."""
    repository = shop.repository(scale.many)
    population = Population(scale.many)
    numbers = random.Random(2).sample(range(1, population.size), min(999, population.size - 1))
    rows = []
    for count in (1, 10, 1_000):
        paths = [population.path(n) for n in [FIRST, *numbers][:count]]
        rows.append(staged(
            shop, scale, repository, paths, _edit, f"pre-commit-many-{count}",
            f"{count:,} of {scale.many:,}"))
    return rows


def staged(shop: Workshop, scale: Scale, repository: pathlib.Path, paths: list[str],
           edit: Callable[[pathlib.Path], None], name: str, what: str) -> Row:
    """The hook with some records edited and staged."""
    environment = quiet_environment(GIT_INDEX_FILE=".git/index")
    try:
        for path in paths:
            edit(repository / path)
        execute(["git", "add", "records"], folder=repository)
        samples = interleave(
            scale.rounds,
            ours=several(
                3, [shop.cmdb(), "hook", "pre-commit"], folder=repository,
                environment=environment),
            peer=several(3, ["git", "diff", "--cached", "--quiet"], folder=repository, accept=(1,)))
    finally:
        execute(["git", "reset", "-q", "--hard"], folder=repository)
    return more(
        name, f"pre-commit, {what} staged / git diff --cached --quiet", median(samples["ours"]),
        median(samples["peer"]))


def form(shop: Workshop, scale: Scale) -> list[Row]:
    """fmt --check of all records, which are in form, at the speed of validate."""
    repository = shop.clone(shop.repository(scale.records), "form", bare=False)
    cmdb = shop.cmdb()
    execute([cmdb, "fmt"], folder=repository)
    samples = interleave(
        scale.rounds,
        ours=lambda: execute([cmdb, "fmt", "--check"], folder=repository),
        peer=lambda: execute([cmdb, "validate", "--no-index"], folder=repository))
    return [times(
        "form", f"fmt --check, {scale.records:,} records / validate", median(samples["ours"]),
        median(samples["peer"]), scale.records, "records")]


def _edit(file: pathlib.Path) -> None:
    """Gives a record another price, which every rule lets pass."""
    text = file.read_text()
    file.write_text(re.sub(r"monthly: [0-9.]+", "monthly: 77.77", text, count=1))


def _list(shop: Workshop, records: int, count: int, name: str) -> pathlib.Path:
    repository, population = shop.repository(records), Population(records)
    numbers = random.Random(1).sample(range(records), count)
    paths = shop.folder / name
    paths.write_text("".join(f"{repository / population.path(n)}\n" for n in numbers))
    return paths
