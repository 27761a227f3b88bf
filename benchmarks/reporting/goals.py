"""What the project set out to reach, and whether a folder's figures do."""
from . import plans, rollouts
from .text import digits, table

# Rounds of a plan of pets-halfcheetah.
ROUNDS = 5


def share_of_peak(folder):
    peak = folder.peaks().get(2)
    return peak and folder.rates().get((folder.processor(), 2)) and folder.rate(folder.processor()) / peak[0]


def beside_torch(folder):
    best = folder.best_torch()
    return best and folder.rate(folder.processor()) / best["gflopPerSecond"]


def beside_blas(folder):
    best = max((rate for _, _, rate, _ in rollouts.blas_rows(folder)), default=None)
    return best and folder.rate(folder.processor()) / best


def threads(folder):
    one, two = (folder.rates().get((folder.processor(), count)) for count in (1, 2))
    return one and two and two["score"] / one["score"]


def besides(folder):
    """What of a plan of pets-halfcheetah is no rollout."""
    whole = plans.middle(folder, "pets-halfcheetah")
    parts = [e["primaryMetric"]["score"] for e in folder.jmh("operations")]
    return whole and parts and ROUNDS * sum(parts) / whole


def returned(folder, workload):
    """Milliseconds within which 99.9 % of calls returned on the idle machine."""
    for line in folder.lines("deadline.jsonl"):
        if line["machine"] == "idle" and (line["workload"] == "clock") == (workload == "clock"):
            return dict(line["distribution"]).get(99.9)
    return None


def problems(folder):
    """The dearest batch of problems beside as many plans of one problem."""
    found = {}
    for e in folder.jmh("scaling"):
        letter, value = e["params"]["size"].split("=")
        if letter == "B":
            found[int(value)] = e["primaryMetric"]["score"]
    return max((ms / b / found[1] for b, ms in found.items() if b > 1), default=None) if 1 in found else None


def on_gpu(folder, workload):
    for e in folder.jmh("plan*"):
        if e["params"].get("backend") == "CUDA" and e["params"]["workload"] == workload:
            return e["primaryMetric"]["scorePercentiles"]["50.0"]
    return None


def beside_eager(folder):
    """PyTorch's eager plan of pets-halfcheetah on the same GPU beside ours."""
    ours = on_gpu(folder, "pets-halfcheetah")
    eager = [p["millis"] for p in folder.torch("plan", gpu=True) if p["mode"] == "eager"]
    return ours and eager and min(eager) / ours


def times(value):
    return f"{value:.2f} times"


def percent(value):
    return f"{value:.1%}"


def millis(value):
    return f"{digits(value)} ms"


# What, how it is told, at least or at most, how much, how it is found.
GOALS = [
    ("rollout of `pets-halfcheetah`, 2 threads, share of the peak", percent, ">=", 0.6, share_of_peak),
    ("the same beside the best of PyTorch's", times, ">=", 2.5, beside_torch),
    ("the same beside the best of OpenBLAS's", times, ">=", 1.3, beside_blas),
    ("the same with 2 threads beside 1", times, ">=", 1.8, threads),
    ("what of a plan of `pets-halfcheetah` is no rollout", percent, "<=", 0.02, besides),
    ("a plan of `mppi-diffdrive`, p50", millis, "<=", 4, lambda f: plans.middle(f, "mppi-diffdrive")),
    ("a plan with 10 ms, machine idle, p99.9", millis, "<=", 11, lambda f: returned(f, "plan")),
    ("many problems planned together, the dearest beside as many alone", times, "<=", 1, problems),
    ("on a GPU, a plan of `pets-halfcheetah`", millis, "<=", 2, lambda f: on_gpu(f, "pets-halfcheetah")),
    ("the same beside PyTorch's eager mode on the same GPU", times, ">=", 50, beside_eager),
    ("on a GPU, a plan of `mppi-diffdrive-16384`", millis, "<=", 0.3, lambda f: on_gpu(f, "mppi-diffdrive-16384")),
    ("on a GPU, a plan of `mppi-cartpole-4096`, 4,096 problems", millis, "<=", 5, lambda f: on_gpu(f, "mppi-cartpole-4096")),
]


def judged(folder):
    """Each goal: what, what is asked, what was measured, whether that reaches it."""
    for what, say, way, bound, find in GOALS:
        value = find(folder)
        good = value and (value >= bound if way == ">=" else value <= bound)
        asked = f"{'at least' if way == '>=' else 'at most'} {say(bound)}"
        yield what, asked, say(value) if value else "not measured", ("yes" if good else "no") if value else ""


def goals(folder):
    return [table(["goal", "asked", "measured", "reached"], [list(goal) for goal in judged(folder)])]


def side_by_side(folders):
    """The goals that any of the folders measured."""
    rows = []
    for same in zip(*map(judged, folders)):
        if any(reached for *_, reached in same):
            what, asked = same[0][:2]
            rows += [[what, asked, *(f"{value}{', ' if reached else ''}{reached}" for *_, value, reached in same)]]
    return table(["goal", "asked", *(f"`{folder.path.name}`" for folder in folders)], rows)
