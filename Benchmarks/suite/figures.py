"""The figures: each measures ours and a peer in one run and gives rows of the table."""

import pathlib
import random
import statistics
import sys

from suite import history, indexing, merging, texts, validation
from suite.measures import Row, Scale, more, said, times
from suite.records import CLASSES, FIRST, Population
from suite.timing import Sample, execute, interleave, median, several
from suite.workshop import HERE, Workshop

def parse(shop: Workshop, scale: Scale) -> list[Row]:
    """Documents.parse against libyaml's own event loop, over the same files in memory."""
    repository = shop.repository(scale.records)
    population = Population(scale.records)
    numbers = random.Random(1).sample(range(scale.records), min(2_000, scale.records))
    paths = shop.folder / "parse.list"
    paths.write_text("".join(f"{repository / population.path(n)}\n" for n in numbers))
    ours, peer = shop.program("ParseRecords"), shop.event_loop()
    passes = 20

    def case(program):
        def run():
            told = said(program, paths, passes)
            return Sample(told["wall"], told["cpu"])
        return run

    samples = interleave(scale.rounds, ours=case(ours), peer=case(peer))
    return [times(
        "parse", "parse records / libyaml's event loop in C", median(samples["ours"]),
        median(samples["peer"]), len(numbers) * passes, "documents")]


def validate(shop: Workshop, scale: Scale) -> list[Row]:
    """All records through every rule, against check-jsonschema, which knows schemas alone."""
    repository = shop.repository(scale.records)
    cmdb = [shop.cmdb(), "validate", "--no-index"]
    cores = shop.two_cores()
    judge = _JudgeBySchema(shop, repository, scale)
    samples = interleave(
        scale.rounds,
        one=lambda: execute(cmdb, folder=repository, cores={cores[0]}),
        both=lambda: execute(cmdb, folder=repository, cores=set(cores)),
        peer=judge)
    peer = median(samples["peer"])
    what = f"validate {scale.records:,} records"
    return [
        times(f"validate-{name}", f"{what}, {told} / check-jsonschema", median(samples[name]),
              peer, scale.records, "records")
        for name, told in (("one", "one core"), ("both", "two cores"))
    ]


class _JudgeBySchema:
    """check-jsonschema over some files of each class, scaled to all; its start counts once."""

    def __init__(self, shop: Workshop, repository: pathlib.Path, scale: Scale):
        self.program, schemas = shop.check_jsonschema(), shop.bundled_schemas()
        self.repository = repository
        each = min(scale.checked, scale.records) // len(CLASSES)
        population = Population(scale.records)
        self.commands = []
        for offset, name in enumerate(CLASSES):
            paths = [population.path(offset + len(CLASSES) * n) for n in range(each)]
            self.commands.append(
                [self.program, "-q", "--schemafile", schemas / f"{name}.json", *paths])
        self.factor = scale.records / (each * len(CLASSES))

    def __call__(self) -> Sample:
        starts = [execute(c[:5], folder=self.repository) for c in self.commands]
        whole = [execute(c, folder=self.repository) for c in self.commands]
        # A start reads one file, which is counted twice over: in the peer's favour.
        work = [(w - s).scaled(self.factor) for w, s in zip(whole, starts)]
        return sum(work, start=median(starts))


def connectors(shop: Workshop, scale: Scale) -> list[Row]:
    """Deliveries out of a GLPI inventory and an nmap sweep, against plain parsers in C."""
    ours, folder = shop.program("ReadDeliveries"), HERE.parent / "schema" / "connectors"
    inventory = HERE.parent / "Tests/ConnectorsTests/Fixtures/glpi/03-inventory-web-01.json"
    sweep = shop.folder / "sweep.xml"
    sweep.write_text(texts.nmap_sweep(2_000))
    passes = {"glpi": 20 if scale.is_quick else 400, "nmap": 2 if scale.is_quick else 20}

    def case(*words):
        def run():
            told = said(*words)
            return Sample(told["wall"], told["cpu"])
        return run

    json_loop = HERE / "suite" / "json_peer.py"
    samples = interleave(
        scale.rounds,
        glpi=case(ours, folder / "glpi.yaml", inventory, passes["glpi"]),
        json=case(sys.executable, json_loop, inventory, passes["glpi"]),
        nmap=case(ours, folder / "nmap.yaml", sweep, passes["nmap"]),
        xml=case(shop.xml_tree(), sweep, passes["nmap"]))
    rows = []
    for kind, peer, title, file in (
            ("glpi", "json", "a GLPI inventory / json.loads, written in C", inventory),
            ("nmap", "xml", "an nmap sweep / libxml2's tree", sweep)):
        megabytes = file.stat().st_size * passes[kind] / 1e6
        rows.append(times(
            f"connectors-{kind}", f"read {title}", median(samples[kind]), median(samples[peer]),
            megabytes, "MB"))
    return rows


def pre_commit(shop: Workshop, scale: Scale) -> list[Row]:
    """The hook with one record staged, against the least that any hook must ask git."""
    repository = shop.repository(scale.records)
    path = Population(scale.records).path(FIRST)
    return [validation.staged(
        shop, scale, repository, [path], _widen, "pre-commit", f"1 of {scale.records:,}")]


def _widen(file: pathlib.Path) -> None:
    """Changes a record in form alone."""
    file.write_text(file.read_text().replace("criticality: ", "criticality:   "))


def commits(shop: Workshop, scale: Scale) -> list[Row]:
    """Commits without a working tree among as many records as the other figures use."""
    return _commits(shop, scale, scale.records, "10k")


def commits_many(shop: Workshop, scale: Scale) -> list[Row]:
    """The same among ten times as many records."""
    return _commits(shop, scale, scale.many, "100k")


def _commits(shop: Workshop, scale: Scale, records: int, size: str) -> list[Row]:
    program = shop.program("CommitRecords")
    source = shop.repository(records)
    bare = shop.clone(source, f"commits-{size}.git", bare=True)
    tree = shop.clone(source, f"commits-{size}", bare=False)
    desk = _CommitDesk(shop, Population(records), scale, program, bare, tree)
    samples = interleave(
        scale.rounds, one=lambda: desk.ours(1), ten=lambda: desk.ours(10), peer=desk.peer)
    peer = median(samples["peer"])
    rows = [
        times(f"commits-{size}-{flush}",
              f"commits of 100 of {records:,}, {flush} a flush / git add + commit, fsynced",
              median(samples[name]), peer, desk.a_commit, "records")
        for name, flush in (("one", 1), ("ten", 10))
    ]
    left = statistics.median(desk.packs)
    rows.append(Row(
        f"commits-{size}-packs", f"packs after {desk.written:,} commits of 100 of {records:,}",
        f"at most {max(desk.packs)}", "", max(desk.packs), left))
    return rows


class _CommitDesk:
    """Makes commits of 100 records by both ways; a sample is the time of one commit."""

    a_commit = 100
    ours_commits = 20
    peer_commits = 3

    def __init__(self, shop, population, scale, program, bare, tree):
        self.shop, self.population, self.program = shop, population, program
        self.bare, self.tree = bare, tree
        self.packs: list[int] = []
        self.written = 0
        self._chance = random.Random(1)
        self._list = shop.folder / "commits.list"

    def _paths(self) -> list[str]:
        numbers = range(self.population.size)
        count = min(self.a_commit, self.population.size)
        return [self.population.path(n) for n in self._chance.sample(numbers, count)]

    def ours(self, flush: int) -> Sample:
        paths = [path for _ in range(self.ours_commits) for path in self._paths()]
        self._list.write_text("\n".join(paths) + "\n")
        told = said(
            self.program, self.bare, self._list, self.ours_commits, self.a_commit, flush,
            f"touched {self.written}")
        self.written += self.ours_commits
        self.packs.append(len(list((self.bare / "objects" / "pack").glob("*.pack"))))
        return Sample(told["wall"], told["cpu"]).scaled(1 / self.ours_commits)

    def peer(self) -> Sample:
        """Writing the files is not counted, as making up the texts is not for ours."""
        whole = Sample(0, 0)
        durable = ["git", "-c", "core.fsync=all"]
        for _ in range(self.peer_commits):
            paths = self._paths()
            for path in paths:
                with open(self.tree / path, "a") as file:
                    file.write(f"# touched {self._chance.random()}\n")
            self._list.write_text("\n".join(paths) + "\n")
            whole += execute(
                durable + ["add", f"--pathspec-from-file={self._list}"], folder=self.tree)
            whole += execute(durable + ["commit", "-qm", "Change records"], folder=self.tree)
        return whole.scaled(1 / self.peer_commits)


def start(shop: Workshop, scale: Scale) -> list[Row]:
    """The program's start, and what opening a repository adds."""
    repository = shop.repository(1, commits=0)
    cmdb = shop.cmdb()
    samples = interleave(
        scale.rounds,
        git=several(15, ["git", "--version"], folder=repository),
        version=several(15, [cmdb, "--version"], folder=repository),
        show=several(15, [cmdb, "show", Population(1).reference(FIRST)], folder=repository))
    git, version, show = (median(samples[name]) for name in ("git", "version", "show"))
    return [
        more("start", "cmdb --version / git --version", version, git),
        more("open", "cmdb show, one record there / cmdb --version", show, version),
    ]


def edit(shop: Workshop, scale: Scale) -> list[Row]:
    """Reading and changing one record among many, over the program's start."""
    repository = shop.repository(scale.many)
    reference = Population(scale.many).reference(FIRST)
    cmdb = shop.cmdb()
    prices = iter(range(1_000_000))

    def change() -> Sample:
        return median([
            execute([cmdb, "set", reference, f"cost.monthly={100 + next(prices)}.25"],
                    folder=repository)
            for _ in range(5)])

    try:
        samples = interleave(
            scale.rounds, change=change,
            show=several(5, [cmdb, "show", reference], folder=repository),
            version=several(5, [cmdb, "--version"], folder=repository))
    finally:
        execute(["git", "checkout", "-q", "--", "records"], folder=repository)
    version = median(samples["version"])
    return [
        more("set", f"cmdb set, 1 of {scale.many:,} / cmdb --version",
             median(samples["change"]), version),
        more("show", f"cmdb show, 1 of {scale.many:,} / cmdb --version",
             median(samples["show"]), version),
    ]


FIGURES = {
    "parse": parse,
    "validate": validate,
    "connectors": connectors,
    "evaluate": validation.evaluate,
    "whole": validation.whole,
    "memory": validation.memory,
    "again": validation.again,
    "pre-commit": pre_commit,
    "pre-commit-many": validation.pre_commit_many,
    "form": validation.form,
    "commits": commits,
    "commits-many": commits_many,
    "merge": merging.merge,
    "merge-tree": merging.merge_tree,
    "merge-tree-many": merging.merge_tree_many,
    "start": start,
    "edit": edit,
    "history": history.history,
    "history-many": history.history_many,
    "index": indexing.index,
    "index-many": indexing.index_many,
}
