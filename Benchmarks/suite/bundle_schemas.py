"""Writes each schema of a folder with all that it refers to as one JSON file.

Run by the Python of check-jsonschema, which brings a YAML reader: bundle_schemas.py SCHEMAS OUT
"""

import json
import pathlib
import sys

from ruamel.yaml import YAML


def bundle(source: pathlib.Path, target: pathlib.Path) -> None:
    """Embeds every schema by its `$id` (JSON Schema 2020-12, section 9.3.1)."""
    reader = YAML(typ="safe", pure=True)
    schemas = {}
    for file in sorted(source.glob("*.yaml")):
        schema = reader.load(file.read_text())
        if isinstance(schema, dict) and "$id" in schema:
            schemas[file.stem] = schema
    target.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        whole = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"https://example.net/bundle/{name}",
            "$ref": schema["$id"],
            "$defs": schemas,
        }
        (target / f"{name}.json").write_text(json.dumps(whole, default=str))


if __name__ == "__main__":
    bundle(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
