"""The rollout of pets-halfcheetah in PyTorch, batched by hand: what a planner's inner loop costs there.

    OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2 python3 benchmarks/peers/rollout.py --threads 2
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python3 benchmarks/peers/rollout.py --workers 2
    python3 benchmarks/peers/rollout.py --device cuda

Five networks 24 -> 4 x 200 -> 36 (SiLU), 500 plans, 20 particles (TS-infinity: four for each member),
30 steps, soft bounds of the log-variance, the same futures for all plans. One member's rows are one
batch. With --threads PyTorch shares out each operation; with --workers Python's threads share out the
batches, each cut in two. On a GPU matrix products are in full FP32, and the time ends when the scores
are there. Prints one line of JSON; the rate counts two operations for each weight, as
Foresight's OperationBenchmark does.
"""
import argparse
import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import torch
from torch.nn.functional import linear, silu, softplus

STATES, ACTIONS, HIDDEN, DEPTH = 18, 6, 200, 4
MEMBERS, PARTICLES, PLANS, HORIZON = 5, 20, 500, 30
MIN_LOGVAR, MAX_LOGVAR = -10.0, -2.0


def network(device):
    """Random weights of [output, input], scaled so that states stay tame."""
    widths = [STATES + ACTIONS] + [HIDDEN] * DEPTH + [2 * STATES]
    layers = []
    for layer, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        scale = (0.1 if layer == DEPTH else 1.0) / inputs**0.5
        weight = torch.randn(outputs, inputs, device=device) * scale
        layers.append((weight, torch.zeros(outputs, device=device)))
    return layers


@torch.inference_mode()
def roll(layers, state, plans, noise):
    """Returns [particles, plans] of one member's particles for plans [plans, H, A], noise [H, particles, 1, S]."""
    particles = noise.shape[1]
    states = state.expand(particles * PLANS, STATES)
    actions = plans.transpose(0, 1).repeat(1, particles, 1)
    returns = torch.zeros(particles * PLANS, device=state.device)
    for t in range(HORIZON):
        x = torch.cat((states, actions[t]), 1)
        for weight, bias in layers[:-1]:
            x = silu(linear(x, weight, bias), inplace=True)
        mean, logvar = linear(x, *layers[-1]).split(STATES, 1)
        logvar = MAX_LOGVAR - softplus(MAX_LOGVAR - logvar)
        logvar = MIN_LOGVAR + softplus(logvar - MIN_LOGVAR)
        std = torch.exp(0.5 * logvar).view(particles, PLANS, STATES)
        returns += states[:, 0] - 0.1 * actions[t][:, 0].square()
        states = states + mean + (std * noise[t]).view(-1, STATES)
    return returns.view(particles, PLANS)


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
        sys.exit(
            "PyTorch uses the slow reference BLAS here, not worth comparing with;"
            " install OpenBLAS (Debian: apt install libopenblas0-pthread)"
        )
    return ", ".join(known) or "built in"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=1, help="threads within an operation")
    parser.add_argument("--workers", type=int, default=1, help="threads that share out batches")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--warmup", type=int, default=2)
    options = parser.parse_args()
    device = options.device
    library = blas(device)
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    members = [network(device) for _ in range(MEMBERS)]
    plans = torch.rand(PLANS, HORIZON, ACTIONS, device=device) * 2 - 1
    state = torch.zeros(STATES, device=device)
    parts = 1 if options.workers == 1 else 2
    weights = sum(weight.numel() for weight, _ in members[0])
    gflop = 2e-9 * weights * PLANS * PARTICLES * HORIZON
    seconds = []
    with ThreadPoolExecutor(options.workers) as pool:
        for repeat in range(options.warmup + options.repeats):
            start = time.perf_counter()
            jobs = []
            for layers in members:
                noise = torch.randn(HORIZON, PARTICLES // MEMBERS, 1, STATES, device=device)
                for part in noise.chunk(parts, 1):
                    jobs.append(pool.submit(roll, layers, state, plans, part))
            scores = torch.cat([job.result() for job in jobs]).mean(0).cpu()
            elapsed = time.perf_counter() - start
            if not torch.isfinite(scores).all():
                sys.exit("a score is not finite: nothing worth measuring")
            if repeat >= options.warmup:
                seconds.append(elapsed)
    rates = [gflop / s for s in seconds]
    result = {
        "benchmark": "pets-halfcheetah rollout in PyTorch",
        "torch": torch.__version__,
        "blas": library,
        "device": torch.cuda.get_device_name() if device == "cuda" else "cpu",
        "threads": options.threads,
        "workers": options.workers,
        "gflop": gflop,
        "seconds": [round(s, 4) for s in seconds],
        "gflopPerSecond": round(statistics.mean(rates), 2),
        "deviation": round(statistics.stdev(rates), 2) if len(rates) > 1 else None,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
