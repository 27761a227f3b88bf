"""Tables of the rollout and the other operations, beside the peers and the processor's peak."""
from .text import digits, error, table

# Futures of each plan in the workload whose propagations are measured; E has one.
HALF_CHEETAH_PARTICLES = 20

NAMES = {
    "native": "Foresight, native code",
    "native-bf16": "Foresight, native code, in BF16 (8 bits of each factor)",
    "vector": "Foresight, Vector API",
    "plain": "Foresight, plain Java",
    "nd4j": "Foresight on ND4J",
}


def spread(line):
    return "" if line.get("deviation") is None else f" (deviation {digits(line['deviation'])})"


def torch_rows(folder):
    """Those in the environment that suits PyTorch best."""
    best = folder.best_torch()
    for p in folder.torch("rollout"):
        if p.get("environment") == best.get("environment"):
            name = f"PyTorch {p['torch']} ({p['blas']})"
            name += ", torch.compile" if p.get("mode") == "compile" else ""
            name += ", batches shared out by Python's threads" if p["workers"] > 1 else ""
            yield name, max(p["threads"], p["workers"]), p["gflopPerSecond"], spread(p)


def blas_rows(folder):
    """OpenBLAS's products alone, the best size of batches for each way to use the threads."""
    best = {}
    for p in folder.peers:
        if p.get("peer") == "OpenBLAS" and "gflopPerSecond" in p:
            key = p["threads"], p["split"]
            best[key] = max(best.get(key, p), p, key=lambda each: each["gflopPerSecond"])
    for (threads, split), p in sorted(best.items()):
        name = f"OpenBLAS ({p['core']}), products, bias and SiLU in C, batches of {p['rows']}"
        name += ", shared out by threads" if split == "sharing" else ""
        yield name, threads, p["gflopPerSecond"], spread(p)


def rollout(folder):
    rows = [
        (NAMES[kernels], threads, metric["score"], error(metric))
        for (kernels, threads), metric in sorted(folder.rates().items(), reverse=True)
    ]
    rows += [*torch_rows(folder), *blas_rows(folder)]
    peaks = folder.peaks()
    rows += [(f"measured peak ({by})", threads, peak, "") for threads, (peak, by) in sorted(peaks.items(), reverse=True)]
    head = ["rollout of `pets-halfcheetah`", "threads", "GFLOP/s"] + (["of the measured peak"] if peaks else [])
    cells = [[name, str(t), digits(rate) + more] + ([folder.share(rate, t)] if peaks else []) for name, t, rate, more in rows]
    return [table(head, cells), *ratios(folder)]


def ratios(folder):
    best = folder.best_torch()
    if not best:
        return
    own = folder.processor()
    ratio = folder.rate(own) / best["gflopPerSecond"]
    blas = max((rate for _, _, rate, _ in blas_rows(folder)), default=None)
    text = f"In this same run Foresight's rollout was {ratio:.2f} times as fast as the best of PyTorch's"
    text += f" and {folder.rate(own) / blas:.2f} times as fast as the best of OpenBLAS's" if blas else ""
    if own == "native":
        text += f"; with the Vector API it has {folder.rate('vector') / folder.rate(own):.0%} of the rate"
    yield f"{text}; in plain Java {folder.rate('plain') / folder.rate(own):.0%}."
    others = {p.get("environment"): p for p in sorted(folder.torch("rollout"), key=lambda p: p["gflopPerSecond"])}
    for name, other in others.items():
        if name != best.get("environment"):
            yield (
                f"PyTorch's rows are with OpenBLAS's environment {best['environment']};"
                f" {name} its best was {digits(other['gflopPerSecond'])} GFLOP/s."
            )


def presets(folder):
    """The rollout of every preset."""
    rows = []
    for e in folder.jmh("rollouts", "rollouts-*"):
        params, counters = e["params"], e["secondaryMetrics"]
        gflop = counters["gflop"]["score"]
        processor = params["kernels"] in ("native", "vector")
        on = f"{params['threads']} threads" if processor else params["kernels"]
        share = folder.share(gflop, int(params["threads"])) if processor else folder.share_of_gpu(gflop)
        evals = digits(counters["evals"]["score"] / 1e6)
        rows += [[f"`{params['workload']}`", on, evals, *([digits(gflop), share] if gflop else ["", ""])]]
    head = ["rollout of one round", "on", "million model evals/s", "GFLOP/s", "of the measured peak"]
    return [table(head, rows)]


def propagations(folder):
    """What a particle's rollout costs, beside TS-infinity's."""
    costs = {}
    for e in folder.jmh("propagation"):
        name, metric = e["params"]["propagation"], e["primaryMetric"]
        particles = 1 if name == "E" else HALF_CHEETAH_PARTICLES
        costs[name] = 1000 / metric["score"] / particles, float(metric["scoreError"]) / metric["score"]
    rows = []
    for name, (cost, share) in costs.items():
        more = f" ± {cost * share:.1f}" if share == share else ""
        rows += [[name, f"{cost:.1f}{more}", f"{cost / costs['TS_INFINITY'][0]:.2f}"]]
    return [table(["propagation through 5 members", "ms for a particle of every plan", "beside TS-infinity"], rows)]


def operations(folder):
    rows = [
        [f"`{e['benchmark'].split('.')[-1]}`", digits(1000 * e["primaryMetric"]["score"])]
        for e in folder.jmh("operations")
    ]
    return [table(["operation on `pets-halfcheetah`, one round", "µs"], rows)]
