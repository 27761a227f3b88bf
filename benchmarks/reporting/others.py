"""Tables of scaling, training, cold starts and deadlines, and what was not measured."""
from .plans import BEYOND
from .text import digits, error, table


def scaling(folder):
    rows = {}
    for e in folder.jmh("scaling"):
        letter, value = e["params"]["size"].split("=")
        rows.setdefault(letter, []).append((int(value), e["primaryMetric"]["score"]))
    cells = [[name, ", ".join(f"{v:,}: {digits(ms)}" for v, ms in sorted(row))] for name, row in rows.items()]
    head = ["one round of 128 plans, 16 steps, 4 particles, 4 members, 1 problem, but for", "ms"]
    return [table(head, cells)]


def training(folder):
    rows = {}
    peaks = folder.peaks()
    for e in folder.jmh("training"):
        fit = e["benchmark"].endswith(".fit")
        metric = e["primaryMetric"] if fit else e["secondaryMetrics"]["gflop"]
        row = rows.setdefault(e["params"]["threads"], ["", "", ""])
        row[fit] = digits(metric["score"]) + error(metric)
        if not fit:
            row[2] = folder.share(metric["score"], int(e["params"]["threads"]))
    head = ["threads that train", "GFLOP/s in an epoch", "seconds for 10,000 transitions, 5 epochs", "of the measured peak"]
    width = 4 if peaks else 3
    return [table(head[:width], [[threads, *row][:width] for threads, row in rows.items()])]


def cold(folder):
    rows = [
        [
            e["params"]["backend"].lower(),
            e["params"]["cache"],
            digits(e["primaryMetric"]["scorePercentiles"]["50.0"]),
            str(sum(len(fork) for fork in e["primaryMetric"]["rawData"])),
        ]
        for e in folder.jmh("cold")
    ]
    return [table(["from the start of a JVM to its first plan", "caches", "ms, median", "samples"], rows)]


def deadline(folder):
    rows = []
    for line in folder.lines("deadline.jsonl"):
        at = dict(line["distribution"])
        cells = [
            digits(at[p]) if p in at and line["samples"] * (1 - p / 100) >= BEYOND else "-" for p in (50, 99, 99.9)
        ]
        what = "a thread that only looks at the clock" if line["workload"] == "clock" else f"`{line['workload']}`"
        machine = "every core busy" if line["machine"] == "busy" else "machine idle"
        name = f"{what}, {line['deadlineMillis']} ms, {machine}"
        late = f"{line['late'] / line['samples']:.2%}"
        rounds = f"{line['rounds']:.1f}" if line["workload"] != "clock" else ""
        late = late if rounds else ""
        rows += [[name, f"{line['samples']:,}", *cells, digits(line["millisMax"]), late, rounds]]
    head = ["planning with a deadline", "calls", "returned, p50, ms", "p99", "p99.9", "last", "late", "rounds"]
    return [table(head, rows)]


def missing(folder):
    """What was not measured, each reason once."""
    reasons = {}
    for p in folder.peers:
        if "whyNot" in p:
            name = " ".join(str(p[key]) for key in ("peer", "preset", "mode") if key in p)
            reasons.setdefault(p["whyNot"], name)
    if reasons:
        yield "Not measured:\n\n" + "\n".join(f"- {name}: {why}" for why, name in reasons.items())
