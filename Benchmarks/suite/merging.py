"""The figures of merging: how many pairs of edits are joined, and whole commits without a working
tree."""

import pathlib
import random
import re
import shutil
import subprocess

from suite.measures import Row, Scale
from suite.records import Population
from suite.timing import execute, interleave, median, quiet_environment
from suite.workshop import Workshop

CHANGED = 1_000
PAIRS = 200


def merge(shop: Workshop, scale: Scale) -> list[Row]:
    """Pairs of edits of different attributes of one record, by the driver and by git's own merge."""
    population, chance = Population(scale.records), random.Random(7)
    folder = shop.folder / "merge"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pairs = 20 if scale.is_quick else PAIRS
    ours = peer = 0
    for number in chance.sample(range(scale.records), pairs):
        base = population.text(number, [chance.randrange(9) for _ in range(6)])
        topics = chance.sample(_topics(base), 6)
        texts = [base, _edited(base, topics[:3], chance), _edited(base, topics[3:], chance)]
        for name, text in zip("oab", texts):
            (folder / name).write_text(text)
        peer += _is_joined(["git", "merge-file", "--quiet", "-p", "a", "o", "b"], folder)
        ours += _is_joined(
            [shop.cmdb(), "merge-driver", "o", "a", "b", population.path(number)], folder)
    share = 100 * ours / pairs
    return [Row(
        "merge", f"{pairs} pairs of edits of different attributes joined / git merge-file",
        f"{share:.0f} of 100", f"{100 * peer / pairs:.0f} of 100", share)]


def _is_joined(command, folder: pathlib.Path) -> bool:
    result = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, env=quiet_environment())
    return result.returncode == 0


def _topics(text: str) -> list[str]:
    """The outermost attributes that people change, each with what is below it."""
    parts = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    return [part for part in parts if part and not re.match(r"(id|class):", part)]


def _edited(text: str, topics: list[str], chance: random.Random) -> str:
    for topic in topics:
        text = text.replace(topic, _edited_topic(topic, chance))
    return text


def _edited_topic(topic: str, chance: random.Random) -> str:
    """Removes an attribute, notes something above it, or changes or adds a value."""
    lines = topic.splitlines()
    act = chance.randrange(6)
    if act == 0:
        return ""
    if act == 1:
        return f"# note {chance.randrange(1_000)}\n{topic}"
    if lines[-1].lstrip().startswith("- ") and ": " not in lines[-1]:
        indent = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())]
        return topic + f"{indent}- added-{chance.randrange(1_000)}\n"
    name, _, _ = lines[-1].partition(": ")
    return "\n".join(lines[:-1] + [f"{name}: {chance.randrange(1_000)}"]) + "\n"


def merge_tree(shop: Workshop, scale: Scale) -> list[Row]:
    """Whole commits among as many records as the other figures use."""
    return _merge_tree(shop, scale, scale.records, "10k")


def merge_tree_many(shop: Workshop, scale: Scale) -> list[Row]:
    """The same among ten times as many records."""
    return _merge_tree(shop, scale, scale.many, "100k")


def _merge_tree(shop: Workshop, scale: Scale, records: int, size: str) -> list[Row]:
    repository = shop.clone(shop.repository(records), f"merge-tree-{size}.git", bare=True)
    population = Population(records)
    count = min(CHANGED, records // 2)
    numbers = random.Random(3).sample(range(records), 2 * count)
    same, others = ([population.path(n) for n in half] for half in (numbers[:count], numbers[count:]))
    _commit(repository, "ours", same, r"^criticality: .*", "criticality: low # reviewed")
    _commit(repository, "same", same, r"^  monthly: .*", "  monthly: 77.77")
    _commit(repository, "others", others, r"^  monthly: .*", "  monthly: 77.77")
    rows = []
    for branch, told in (("same", "the same"), ("others", "other")):
        desk = _MergeDesk(shop, repository, branch)
        samples = interleave(scale.rounds, ours=desk.ours, peer=desk.peer)
        ours, peer = median(samples["ours"]), median(samples["peer"])
        rows.append(Row(
            f"merge-tree-{size}-{branch}",
            f"merge-tree of {count:,} against {told} {count:,} of {records:,} / git merge-tree",
            f"{ours.wall * 1_000:.0f} ms", f"{peer.wall * 1_000:.0f} ms",
            ours.wall / peer.wall, ours.cpu / peer.cpu))
    return rows


class _MergeDesk:
    """Merges by both ways; each time what is written goes to an empty folder of its own."""

    def __init__(self, shop: Workshop, repository: pathlib.Path, branch: str):
        self.repository = repository
        self.objects = shop.folder / "merge-tree-objects"
        self.branch = branch
        self.cmdb = shop.cmdb()

    def ours(self):
        return self._run([self.cmdb, "merge-tree", "ours", self.branch, "--write"])

    def peer(self):
        return self._run(["git", "merge-tree", "--write-tree", "ours", self.branch])

    def _run(self, command):
        shutil.rmtree(self.objects, ignore_errors=True)
        (self.objects / "pack").mkdir(parents=True)
        environment = quiet_environment(
            GIT_OBJECT_DIRECTORY=str(self.objects),
            GIT_ALTERNATE_OBJECT_DIRECTORIES=str(self.repository / "objects"))
        return execute(command, folder=self.repository, environment=environment)


def _commit(repository: pathlib.Path, branch: str, paths: list[str], old: str, new: str) -> None:
    """Makes a branch of one commit on top of what is there, in which each of the records has one
    line replaced."""
    asked = "".join(f"HEAD:{path}\n" for path in paths).encode()
    told = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch"], input=asked, capture_output=True,
        env=quiet_environment(), check=True).stdout
    stream = [f"commit refs/heads/{branch}\ncommitter A <a@example.net> 1764000000 +0000\n"
              f"data 6\nchange\nfrom {_head(repository)}\n".encode()]
    start = 0
    for path in paths:
        end = told.index(b"\n", start)
        size = int(told[start:end].split()[2])
        text = told[end + 1:end + 1 + size].decode()
        start = end + 1 + size + 1
        text = re.sub(old, new, text, count=1, flags=re.MULTILINE).encode()
        stream.append(f"M 100644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n")
    subprocess.run(
        ["git", "-C", str(repository), "fast-import", "--quiet", "--force"],
        input=b"".join(stream), env=quiet_environment(), check=True)


def _head(repository: pathlib.Path) -> str:
    return subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "HEAD"], capture_output=True, text=True,
        env=quiet_environment(), check=True).stdout.strip()
