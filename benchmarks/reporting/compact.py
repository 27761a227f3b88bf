#!/usr/bin/env python3
"""Makes a file of JMH small: in the place of a histogram of samples stands their number, `samples`; of what profilers count only
the bytes of heap per call stay."""
import json
import sys
from pathlib import Path


def compact(entries):
    for entry in entries:
        metric = entry["primaryMetric"]
        histogram = metric.pop("rawDataHistogram", None)
        if histogram:
            metric["samples"] = sum(count for fork in histogram for run in fork for _, count in run)
        metrics = entry["secondaryMetrics"]
        for name in [n for n in metrics if "gc." in n and not n.endswith("gc.alloc.rate.norm")]:
            del metrics[name]
        for key in ("jvmArgs", "jvm", "jmhVersion", "vmName"):
            entry.pop(key, None)
    return entries


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(json.dumps(compact(json.loads(file.read_text())), indent=1) + "\n")
