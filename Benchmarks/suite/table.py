"""The table of figures: verdicts against thresholds.json, and the record in README.md."""

import datetime
import json
import os
import pathlib
import platform
import subprocess

from suite.figures import FIGURES
from suite.measures import Row
from suite.workshop import HERE

HEADER = "| figure | ours | peer | ratio | limit | verdict |\n|---|---|---|---|---|---|"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def thresholds() -> dict[str, dict]:
    """The limit of every row, by its key."""
    return json.loads((HERE / "thresholds.json").read_text())


def cells(row: Row, limit: dict, neighbours: float, is_quick: bool) -> list[str]:
    """The cells of a row; `neighbours` is the share of the machine that others used."""
    return [
        row.title, row.ours, row.peer or "–", _ratio(row, limit), _limit(limit),
        "quick run, no figure" if is_quick else _verdict(row, limit) + _noise(neighbours),
    ]


def unmeasured(key: str, reason: str) -> list[str]:
    """The cells of a figure that could not be taken."""
    return [key, "", "", "", _limit(thresholds().get(key, {})), f"not measured: {reason}"]


def keys(figure: str) -> list[str]:
    """The rows that a figure gives, for the table of one that could not be taken."""
    prefix = {
        "commits": "commits-10k", "commits-many": "commits-100k",
        "merge-tree": "merge-tree-10k", "merge-tree-many": "merge-tree-100k",
    }.get(figure, figure)
    more = {"start": ["start", "open"], "edit": ["set", "show"]}
    for name, size in (("index", "10k"), ("index-many", "100k")):
        more[name] = [f"index-{what}-{size}" for what in ("cold", "size", "memory", "one")]
    if figure in ("pre-commit", "merge"):
        return [figure]
    return more.get(figure) or [key for key in thresholds() if key.startswith(prefix)]


def line(texts: list[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"


def machine() -> str:
    """The kind of machine, in words that say nothing about whose it is."""
    def first(*command: str) -> str:
        try:
            said = subprocess.run(command, capture_output=True, text=True).stdout
        except OSError:
            return f"no {command[0]}"
        return next((text for text in said.splitlines() if "version" in text), "").strip()

    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return ", ".join([
        f"{len(os.sched_getaffinity(0))} cores", platform.machine(), system,
        first("git", "--version"), first("swift", "--version").split(" (")[0],
    ])


def record(rows: dict[str, list[str]]) -> None:
    """Writes measured rows into README.md with date and machine; others stay as they are."""
    store = HERE / "measured.json"
    known = json.loads(store.read_text()) if store.exists() else {}
    today = datetime.date.today().isoformat()
    for key, texts in rows.items():
        known[key] = {"cells": texts, "date": today, "machine": machine()}
    store.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")
    readme = HERE / "README.md"
    before, rest = readme.read_text().split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(f"{before}{BEGIN}\n{_recorded(known)}\n{END}{after}")


def _recorded(known: dict[str, dict]) -> str:
    head, rule = HEADER.splitlines()
    text = [f"{head} measured |", f"{rule}---|"]
    machines: list[str] = []
    for key in (key for figure in FIGURES for key in keys(figure)):
        if key not in known:
            text.append(line([f"`{key}`", "", "", "", _limit(thresholds()[key]), "", ""]))
            continue
        entry = known[key]
        if entry["machine"] not in machines:
            machines.append(entry["machine"])
        place = machines.index(entry["machine"]) + 1
        text.append(line(entry["cells"] + [f"{entry['date']}, machine {place}"]))
    told = [f"Machine {number}: {kind}." for number, kind in enumerate(machines, 1)]
    return "\n".join(text + [""] * bool(told) + told)


def _ratio(row: Row, limit: dict) -> str:
    if limit["unit"] == "times":
        beside = "" if row.cpu is None else f" (cpu {_rounded(row.cpu)})"
        return f"{_rounded(row.wall)} times{beside}"
    if limit["unit"] == "ms":
        return f"{row.wall:+.1f} ms (cpu {row.cpu:+.1f})"
    return f"{row.wall:.0f}"


def _rounded(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _limit(limit: dict) -> str:
    if not limit:
        return ""
    word, bound = ("≥", limit["at_least"]) if "at_least" in limit else ("≤", limit["at_most"])
    aim = f", aim {limit['aim']}" if "aim" in limit else ""
    return f"{word} {bound}{aim} {limit['unit']}"


def _verdict(row: Row, limit: dict) -> str:
    def reaches(bound: float) -> bool:
        return row.wall >= bound if "at_least" in limit else row.wall <= bound

    if not reaches(limit.get("at_least", limit.get("at_most"))):
        return "**misses**"
    return "holds, aim reached" if "aim" in limit and reaches(limit["aim"]) else "holds"


def _noise(neighbours: float) -> str:
    return f" (others used {neighbours:.0%} of the machine)" if neighbours >= 0.1 else ""
