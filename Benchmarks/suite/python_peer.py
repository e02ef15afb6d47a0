"""What a Python program does at its best: yamlrocks to read, jsonschema-rs to judge.

    python_peer.py evaluate SCHEMAS LIST PASSES    judges what was read before the watch starts
    python_peer.py whole SCHEMAS LIST              reads, parses and judges every file once

Prints as JSON how long that took.
"""

import json
import pathlib
import sys
import time

import jsonschema_rs
import yamlrocks


def class_of(path: str) -> str:
    parts = pathlib.PurePath(path).parts
    return parts[len(parts) - 1 - parts[::-1].index("records") + 1]


def main() -> None:
    mode, schemas, paths = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    files = [line for line in pathlib.Path(paths).read_text().splitlines() if line]
    judges = {
        name: jsonschema_rs.validator_for(
            json.loads((schemas / f"{name}.json").read_text()), validate_formats=True)
        for name in {class_of(path) for path in files}
    }
    cases = [(judges[class_of(path)], path) for path in files]
    if mode == "evaluate":
        passes = int(sys.argv[4])
        read = [(judge, yamlrocks.loads(pathlib.Path(path).read_bytes())) for judge, path in cases]
        wall, cpu = time.perf_counter(), time.process_time()
        valid = sum(judge.is_valid(value) for _ in range(passes) for judge, value in read)
        count = len(read) * passes
    else:
        wall, cpu = time.perf_counter(), time.process_time()
        valid = 0
        for judge, path in cases:
            with open(path, "rb") as file:
                valid += judge.is_valid(yamlrocks.loads(file.read()))
        count = len(cases)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if valid != count:
        sys.exit(f"{count - valid} records are not valid")
    print(json.dumps({"documents": count, "wall": wall, "cpu": cpu}))


if __name__ == "__main__":
    main()
