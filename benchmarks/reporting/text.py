"""Markdown, and where it goes."""
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results"
IMAGES = ROOT / "docs" / "images"


def lines(file):
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def table(head, rows):
    """None without rows."""
    text = "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
    return text if rows else None


def digits(value):
    """Three significant digits, and no more than the figure bears."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def error(metric):
    """Half of JMH's 99.9 % confidence interval; nothing where one measurement has none."""
    value = float(metric["scoreError"])
    return f" ± {digits(value)}" if value == value else ""


def place(file):
    return file.relative_to(ROOT) if file.is_relative_to(ROOT) else file


def put(name, text):
    """Puts a block between its marks in a document, DOCUMENT or DOCUMENT#BLOCK."""
    name, _, part = name.partition("#")
    file = ROOT / name
    old = file.read_text()
    begin, end = f"<!-- measured{part and ' ' + part} -->", f"<!-- /measured{part and ' ' + part} -->"
    new = re.sub(f"({begin}\n).*?({end})", lambda m: m[1] + text + "\n" + m[2], old, flags=re.S)
    file.write_text(new)
    print(f"{name}: {'changed' if new != old else 'as it was'}")
