"""What docs/performance.md and the README tell of a folder of benchmarks/run."""
from . import goals, others, plans, rollouts
from .folder import Folder
from .text import IMAGES, digits, place, table

PICTURES = {
    "speed-rollout.png": "The rollout beside the peers and the processor's peak",
    "speed-plans.png": "Whole plans beside PyTorch",
    "speed-scaling.png": "The time of a round as its sizes grow",
    "speed-deadline.png": "When plans with a deadline return",
}

TABLES = [
    rollouts.rollout,
    goals.goals,
    rollouts.presets,
    rollouts.propagations,
    rollouts.operations,
    plans.plans,
    plans.beside_torch,
    plans.tiny,
    others.deadline,
    others.scaling,
    others.cold,
    others.training,
    others.missing,
]


def pictures():
    """Those that were drawn."""
    return [f"![{what}](images/{name})" for name, what in PICTURES.items() if (IMAGES / name).exists()]


def full(path):
    folder = Folder(path)
    parts = [folder.warning()] if folder.warning() else []
    parts += [part for make in TABLES for part in make(folder) if part]
    parts += [f"{part.capitalize()} was measured again: {where}." for part, where in folder.again()]
    return "\n\n".join([*parts, f"Measured {folder.where()}; files: `{place(path)}`.", *pictures()])


def kind(path):
    """Of processor, of a folder named DATE-KIND; empty for one that is named DATE."""
    return path.name[len("2026-01-01-"):]


def processors(paths):
    """The goals on each kind of processor, by its newest folder."""
    newest = {kind(path): Folder(path) for path in paths if kind(path)}
    lines = [f"`{folder.path.name}`: {folder.where()}." for folder in newest.values()]
    return "\n\n".join([goals.side_by_side(list(newest.values())), *lines])


def short(path):
    folder = Folder(path)
    own = folder.processor()
    ours = folder.rate(own)
    rows = []
    for kernels, how in (("native", "native code"), ("vector", "Vector API")):
        if (kernels, folder.threads()) in folder.rates():
            what = "the same" if rows else "PETS's half-cheetah rollout"
            rows += [[f"{what}, {how}", f"{digits(folder.rate(kernels))} GFLOP/s"]]
    rows += [["the same in plain Java", f"{digits(folder.rate('plain'))} GFLOP/s"]]
    best = folder.best_torch()
    if best:
        rate = best["gflopPerSecond"]
        peer = f"{digits(rate)} GFLOP/s: Foresight is {ours / rate:.2f} times as fast"
        rows += [["the same in PyTorch, batched by hand", peer]]
    for workload, what in (
        ("demo-cartpole", "a plan of the demo, through five networks"),
        ("mppi-diffdrive", "an MPPI plan, 2048 plans of 100 steps through equations"),
    ):
        rows += [[what, f"{digits(plans.middle(folder, workload))} ms"]]
    return f"{table(['what', 'measured'], rows)}\n\n{folder.threads()} threads; {folder.where()}."
