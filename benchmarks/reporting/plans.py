"""Tables of whole planning calls."""
import json

from .text import ROOT, digits, error, table

# Samples beyond a percentile without which it is not told.
BEYOND = 5


def heap(entry):
    metrics = entry["secondaryMetrics"]
    return next((f"{m['score']:,.0f}" for n, m in metrics.items() if n.endswith("alloc.rate.norm")), "")


def percentile(metric, percent):
    """As a cell: milliseconds, or a dash where too few samples lie beyond it."""
    enough = metric["samples"] * (1 - percent / 100) >= BEYOND
    return digits(metric["scorePercentiles"][f"{percent:.1f}"]) if enough else "-"


def sampled(folder):
    """Every preset on the CPU, in their order, then on other devices."""
    order = list(json.loads((ROOT / "benchmarks" / "presets.json").read_text()))
    found = [e for e in folder.jmh("plan*") if e["mode"] == "sample"]
    backends = sorted({e["params"]["backend"] for e in found}, key=lambda name: (name != "CPU", name))
    return sorted(found, key=lambda e: (backends.index(e["params"]["backend"]), order.index(e["params"]["workload"])))


def middle(folder, workload):
    """Milliseconds of a plan on the CPU: the median, in older folders the mean."""
    for e in folder.jmh("plan*"):
        if e["params"]["workload"] == workload and e["params"].get("backend", "CPU") == "CPU":
            metric = e["primaryMetric"]
            return metric["scorePercentiles"]["50.0"] if e["mode"] == "sample" else metric["score"]
    return None


def best_torch(folder, preset, gpu):
    return min(folder.torch("plan", preset, gpu), key=lambda p: p["millis"], default=None)


def plans(folder):
    rows = []
    for e in sampled(folder):
        metric, params = e["primaryMetric"], e["params"]
        row = [f"`{params['workload']}`", params["backend"].lower(), f"{metric['samples']:,}"]
        row += [digits(metric["scorePercentiles"]["50.0"])]
        rows += [row + [percentile(metric, 99), percentile(metric, 99.9), heap(e)]]
    head = ["planning call", "on", "samples", "p50, ms", "p99", "p99.9", "bytes of heap"]
    return [table(head, rows)] if rows else averages(folder)


def averages(folder):
    """Older folders have the mean of a call."""
    rows = []
    for e in sorted(folder.jmh("plan"), key=lambda e: e["params"]["workload"]):
        metric = e["primaryMetric"]
        rows += [[f"`{e['params']['workload']}`", digits(metric["score"]) + error(metric), heap(e)]]
    return [table(["planning call", "ms", "bytes of heap"], rows)]


def ways(p):
    way = {"eager": "eager", "compile": "torch.compile", "graphs": "one CUDA graph"}[p["mode"]]
    return f"{way}, {p['threads']} thread{'s' if p['threads'] > 1 else ''}" + (
        f", {p['workers']} share out batches" if p["workers"] > 1 else ""
    )


def beside_torch(folder):
    """On the processor and, where both have planned there, on the GPU."""
    rows = []
    for e in sampled(folder):
        preset, backend = e["params"]["workload"], e["params"]["backend"]
        peer = best_torch(folder, preset, backend == "CUDA")
        if peer and backend in ("CPU", "CUDA"):
            ours = e["primaryMetric"]["scorePercentiles"]["50.0"]
            row = [f"`{preset}`", backend.lower(), digits(ours), digits(peer["millis"])]
            rows += [[*row, str(peer["samples"]), ways(peer), f"{peer['millis'] / ours:.2f}"]]
    head = ["a whole plan, p50", "on", "Foresight, ms", "PyTorch, ms", "samples", "its best way", "Foresight is so many times as fast"]
    return [table(head, rows)]


def tiny(folder):
    rows = []
    for e in folder.jmh("tiny"):
        metric = e["primaryMetric"]
        rows += [[e["params"]["backend"].lower(), digits(metric["score"]) + error(metric)]]
    for e in folder.jmh("host"):
        name = "cuda, what it costs the host: a stand-in driver whose kernels do nothing"
        rows += [[name, digits(e["primaryMetric"]["score"]) + error(e["primaryMetric"])]]
    return [table(["tiny plan: 64 plans of 10 steps of a pendulum, 3 rounds", "µs"], rows)]
