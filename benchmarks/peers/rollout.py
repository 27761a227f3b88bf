"""A preset of benchmarks/presets.json in PyTorch, batched by hand: a whole plan, or one round's rollout.

    OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 python3 benchmarks/peers/rollout.py --threads 2
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 benchmarks/peers/rollout.py --workers 2 --plan --preset pets-reacher
    python3 benchmarks/peers/rollout.py --device cuda --plan --mode graphs

With --threads PyTorch shares out each operation; with --workers Python's threads share out batches. On a GPU matrix
products are in full FP32, and the time ends when the result is on the host. Modes: eager; compile: torch.compile of the function that
rolls out; graphs: the whole plan as one CUDA graph. Prints one line of JSON; the rate counts two operations for each weight, as
Foresight's OperationBenchmark does. Ends with 3 where this PyTorch cannot do what is asked, and says why.
"""
import argparse
import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch

import models
import planners

HERE = Path(__file__).resolve().parent
CANNOT = 3


def cannot(why):
    print(f"PyTorch {torch.__version__}: {why}", file=sys.stderr)
    sys.exit(CANNOT)


def presets():
    """From the checkout, or from beside this file."""
    file = next(p for p in (HERE.parent / "presets.json", HERE / "presets.json") if p.exists())
    return json.loads(file.read_text())


def blas(device):
    """The library of matrix products that PyTorch has loaded; none: the one built into it."""
    if device == "cuda":
        return "cuBLAS"
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            names = {line.split("/")[-1].strip() for line in maps if "blas" in line.lower()}
    except OSError:
        return "unknown"
    known = sorted(n for n in names if any(k in n for k in ("openblas", "mkl", "blis")))
    if names and not known:
        cannot(
            "it uses the slow reference BLAS here, not worth comparing with;"
            " install OpenBLAS (Debian: apt install libopenblas0-pthread)"
        )
    return ", ".join(known) or "built in"


def check(device):
    """Refuses products that are wrong, as those of old libraries on new processors have been."""
    a, b = torch.randn(2000, 200, device=device), torch.randn(200, 203, device=device)
    error = ((a @ b).double() - a.double() @ b.double()).abs().max().item()
    if not error < 1e-3:
        cannot(f"its products are wrong here, by {error}")


def roller(model, options):
    """The function that rolls out, eager or compiled."""
    roll = type(model).roll
    if options.mode != "compile":
        return roll
    if not hasattr(torch, "compile"):
        cannot("it has no torch.compile, which needs PyTorch 2")
    return torch.compile(roll)


def work(options, pool):
    """What is timed, and its operations on floats."""
    preset = presets()[options.preset]
    model = models.KINDS[preset["model"]](preset, options.device)
    roll = roller(model, options)
    parts = options.workers

    @torch.no_grad()
    def guarded(*job):
        return roll(*job)

    def run(model, actions):
        jobs = list(model.jobs(actions, parts))
        return list(pool.map(lambda job: guarded(*job), jobs)) if parts > 1 else [guarded(*job) for job in jobs]

    planner = planners.Planner(preset, model, run)
    if options.plan:
        return planner.plan, planner.flop()
    actions = torch.rand(preset["plans"], *planner.size, device=options.device) * 2 - 1
    return lambda: model.scores(run(model, actions)).cpu(), model.flop * preset["plans"]


def captured(planner):
    """The plan as one CUDA graph."""
    search = planner.__self__.search
    stream = torch.cuda.Stream()
    with torch.cuda.stream(stream):
        for _ in range(3):
            search()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        mean = search()

    def replay():
        graph.replay()
        return mean[0].cpu()

    return replay


def times(call, options):
    """Seconds of each call, after the warm-up, for about as long as is asked."""
    for _ in range(options.warmup):
        call()
    seconds = []
    begin = time.perf_counter()
    while len(seconds) < options.repeats or time.perf_counter() - begin < options.seconds:
        start = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - start)
        if not torch.isfinite(result).all():
            sys.exit("a result is not finite: nothing worth measuring")
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--preset", choices=sorted(presets()), default="pets-halfcheetah")
    parser.add_argument("--plan", action="store_true", help="a whole plan instead of one round's rollout")
    parser.add_argument("--mode", choices=["eager", "compile", "graphs"], default="eager")
    parser.add_argument("--threads", type=int, default=1, help="threads within an operation")
    parser.add_argument("--workers", type=int, default=1, help="threads that share out batches")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--repeats", type=int, default=7, help="calls at the least")
    parser.add_argument("--seconds", type=float, default=0, help="time to fill with calls")
    parser.add_argument("--warmup", type=int, default=2)
    options = parser.parse_args()
    if options.mode == "graphs" and (options.device != "cuda" or not options.plan):
        cannot("CUDA graphs are for whole plans (--plan) on CUDA (--device cuda)")
    if options.device == "cuda" and not torch.cuda.is_available():
        cannot("there is no CUDA device")
    library = blas(options.device)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    check(options.device)
    with ThreadPoolExecutor(options.workers) as pool:
        call, flop = work(options, pool)
        seconds = times(captured(call) if options.mode == "graphs" else call, options)
    rates = [1e-9 * flop / s for s in seconds]
    what = "plan" if options.plan else "rollout"
    result = {
        "benchmark": f"{options.preset} {what} in PyTorch",
        "preset": options.preset,
        "what": what,
        "mode": options.mode,
        "torch": torch.__version__,
        "blas": library,
        "device": torch.cuda.get_device_name() if options.device == "cuda" else "cpu",
        "threads": options.threads,
        "workers": options.workers,
        "gflop": round(1e-9 * flop, 3),
        "samples": len(seconds),
        "millis": round(1000 * statistics.median(seconds), 4),
        "gflopPerSecond": round(statistics.mean(rates), 2),
        "deviation": round(statistics.stdev(rates), 2) if len(rates) > 1 else None,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
