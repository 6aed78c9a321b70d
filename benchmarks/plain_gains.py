"""Reads the project's YAML with libyaml and without, and writes PROV directly and by the library `prov`.

Both of a pair take turns in one process, so that only their ratio counts. Run it with
`.venv/bin/python benchmarks/plain_gains.py`.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml
from prov.model import ProvDocument

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import briefing
from briefing.core.problems import ProblemLog
from briefing.project.yaml import read_yaml
from briefing.writers.ledger.prov import as_prov_json

ROOT = Path(__file__).resolve().parents[1]
TURNS = 15


def seconds(work):
    """Processor time of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ratio(label, plain, gained, goal):
    """Print how many times as long the plain way takes."""
    slow, fast = [], []
    for _ in range(TURNS):
        slow.append(seconds(plain))
        fast.append(seconds(gained))
    a, b = statistics.median(slow), statistics.median(fast)
    print(f"{label}: {1000 * a:.1f} ms against {1000 * b:.1f} ms; {a / b:.1f} times (goal: {goal})")


def main():
    texts = [path.read_bytes() for path in sorted((ROOT / "config").glob("*.yaml"))]

    def read():
        for text in texts:
            read_yaml(text, "f.yaml", ProblemLog())

    def read_without_libyaml():
        has, yaml.__with_libyaml__ = yaml.__with_libyaml__, False
        try:
            read()
        finally:
            yaml.__with_libyaml__ = has

    ratio("YAML in Python against libyaml", read_without_libyaml, read, "at least 10")

    with tempfile.TemporaryDirectory() as folder:
        brief = briefing.build(ROOT / "config/us-economy.yaml", output=folder)
        ledger = json.loads(brief.files["facts.json"].read_text(encoding="utf-8"))
    document = ProvDocument.deserialize(content=as_prov_json(ledger).decode())

    def by_library():
        """What the library takes to write records that are there already."""
        found = json.loads(document.serialize(format="json"))
        json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)

    ratio("PROV by its library against directly", by_library, lambda: as_prov_json(ledger), "> 1")


if __name__ == "__main__":
    main()
