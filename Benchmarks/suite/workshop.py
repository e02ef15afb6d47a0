"""Makes what is measured, and what it is measured against: programs, repositories, schemas."""

import os
import pathlib
import shutil
import subprocess
import sys

from suite.records import COMPLETE
from suite.timing import NotMeasured, quiet_environment

HERE = pathlib.Path(__file__).resolve().parent.parent
CHECK_JSONSCHEMA = "check-jsonschema==0.39.0"
PYTHON_PEERS = ("jsonschema-rs==0.61.0", "yamlrocks==0.7.1")
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12")


class Workshop:
    """Everything is made once, on first use, below one folder."""

    def __init__(
        self, folder: pathlib.Path, cmdb: pathlib.Path | None, programs: pathlib.Path | None
    ):
        self.folder = folder.resolve()
        self._cmdb = cmdb and cmdb.resolve()
        self._programs = programs and programs.resolve()
        self._failures: dict[pathlib.Path, NotMeasured] = {}
        self.folder.mkdir(parents=True, exist_ok=True)

    def cmdb(self) -> pathlib.Path:
        """The program, built for release with Swift's library inside, as it is installed."""
        if self._cmdb is None:
            words = ("--static-swift-stdlib", "--product", "cmdb")
            self._cmdb = self._build(HERE.parent, *words) / "cmdb"
        if not os.access(self._cmdb, os.X_OK):
            raise NotMeasured("there is no cmdb")
        return self._cmdb

    def program(self, name: str) -> pathlib.Path:
        """One of the executables of this package."""
        if self._programs is None:
            self._programs = self._build(HERE)
        program = self._programs / name
        if not program.exists():
            raise NotMeasured(f"there is no {name}")
        return program

    def event_loop(self) -> pathlib.Path:
        """The C loop over libyaml's events."""
        program = self.folder / "yaml-events"
        source = HERE / "C" / "yaml-events.c"
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            self._run(["cc", "-O2", "-o", program, source, "-lyaml"])
        return program

    def xml_tree(self) -> pathlib.Path:
        """The C loop over libxml2's parser."""
        program = self.folder / "xml-tree"
        source = HERE / "C" / "xml-tree.c"
        if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
            self._run([
                "cc", "-O2", "-I/usr/include/libxml2", "-o", program, source, "-lxml2"])
        return program

    @staticmethod
    def two_cores() -> list[int]:
        """The cores that measured programs may use."""
        return sorted(os.sched_getaffinity(0))[:2]

    def repository(self, records: int, commits: int | None = None) -> pathlib.Path:
        """A generated repository with a working tree. Whoever changes it puts it back."""
        commits = records if commits is None else commits
        folder = self.folder / f"records-{records}-commits-{commits}"
        if not (folder / COMPLETE).exists():
            shutil.rmtree(folder, ignore_errors=True)
            say(f"making {records:,} records with {commits:,} commits")
            self._run([HERE / "generate", "--records", records, "--commits", commits, folder])
        return folder

    def clone(self, repository: pathlib.Path, name: str, bare: bool) -> pathlib.Path:
        """A fresh copy that may be written to; its objects are hard links."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        kind = ["--bare"] if bare else []
        self._run(["git", "clone", "-q", "--local", *kind, repository, folder])
        for setting in ("gc.auto", "receive.autogc", "maintenance.auto"):
            self._run(["git", "-C", folder, "config", setting, "0"])
        return folder

    def check_jsonschema(self) -> pathlib.Path:
        """The peer of `validate`, in an environment of its own."""
        environment = self.folder / "check-jsonschema"
        program = environment / "bin" / "check-jsonschema"
        if not program.exists():
            say(f"installing {CHECK_JSONSCHEMA}")
            self._run([sys.executable, "-m", "venv", environment])
            self._run([environment / "bin" / "pip", "install", "-q", CHECK_JSONSCHEMA])
        return program

    def python_peer(self) -> list:
        """The command of the Python loop, in an environment of its own. yamlrocks wants a newer
        Python than Debian 12 has."""
        environment = self.folder / "python-peers"
        if not (environment / "complete").exists():
            say(f"installing {', '.join(PYTHON_PEERS)}")
            python = next(filter(None, map(self._working_python, NEWER_PYTHONS)), None)
            if python is None:
                raise NotMeasured(f"there is none of {', '.join(NEWER_PYTHONS)}")
            shutil.rmtree(environment, ignore_errors=True)
            self._run([python, "-m", "venv", environment])
            self._run([environment / "bin" / "pip", "install", "-q", *PYTHON_PEERS])
            (environment / "complete").touch()
        return [environment / "bin" / "python", HERE / "suite" / "python_peer.py"]

    @staticmethod
    def _working_python(name: str) -> str | None:
        found = shutil.which(name)
        if found is None:
            return None
        asked = [found, "-c", "import sys; print(sys.executable)"]
        said = subprocess.run(asked, capture_output=True, text=True)
        return said.stdout.strip() if said.returncode == 0 else None

    def bundled_schemas(self) -> pathlib.Path:
        """The built-in schemas, one file a class that needs no other."""
        folder = self.folder / "schemas"
        python = self.check_jsonschema().parent / "python"
        self._run([python, HERE / "suite" / "bundle_schemas.py", HERE.parent / "schema", folder])
        return folder

    def _build(self, package: pathlib.Path, *words: str) -> pathlib.Path:
        command = ["swift", "build", "-c", "release", "--package-path", package, *words]
        if package in self._failures:
            raise self._failures[package]
        say(f"building {' '.join(words[-1:]) or 'the programs of this package'}")
        try:
            self._run(command)
        except NotMeasured as failure:
            self._failures[package] = failure
            raise
        return pathlib.Path(self._run(command + ["--show-bin-path"]).strip())

    def _run(self, command) -> str:
        result = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True,
            env=quiet_environment())
        if result.returncode != 0:
            words = (result.stderr.strip() or result.stdout.strip() or "no words").splitlines()
            told = next((line for line in words if "error" in line), words[-1])
            raise NotMeasured(f"{pathlib.Path(str(command[0])).name} failed: {told}")
        return result.stdout


def say(text: str) -> None:
    """Tells whoever waits what is going on."""
    print(text, file=sys.stderr, flush=True)
