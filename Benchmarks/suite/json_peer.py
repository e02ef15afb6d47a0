"""Parses one JSON file from memory over and over, and prints as JSON how long that took.

Usage: json_peer.py FILE PASSES. CPython's parser is written in C.
"""

import json
import pathlib
import sys
import time

text = pathlib.Path(sys.argv[1]).read_bytes()
passes = int(sys.argv[2])
wall, cpu = time.monotonic(), time.process_time()
for _ in range(passes):
    json.loads(text)
print(json.dumps({
    "bytes": len(text) * passes,
    "wall": time.monotonic() - wall,
    "cpu": time.process_time() - cpu,
}))
