"""Tables of what was learned: the demo, ways to decide, values."""
import statistics

from .text import lines, place, table

# A return that no trial of `foresight compare` has by chance: it found the reward.
FOUND = 5


def demo(file):
    runs = sorted(lines(file), key=lambda run: run["seed"])
    rows = [
        [
            str(run["seed"]),
            "yes" if run["solved"] else "no",
            str(run["trials"]),
            ", ".join(f"{value:.0f}" for value in run["returns"]),
            f"{run['seconds']:.0f}",
        ]
        for run in runs
    ]
    solved = sum(run["solved"] for run in runs)
    median = statistics.median(run["seconds"] for run in runs)
    head = ["seed", "solved", "trials", "return of each trial", "seconds"]
    return (
        f"{table(head, rows)}\n\n{solved} of {len(runs)} seeds solved, in {median:.0f} s at the median;"
        f" from `{place(file)}`."
    )


def decisions(file):
    """Per environment and way: who found the reward, and what greedy plans earn through what was learned."""
    runs = lines(file)
    rows = []
    for environment in dict.fromkeys(run["environment"] for run in runs):
        for way in dict.fromkeys(run["way"] for run in runs):
            own = [r for r in runs if r["environment"] == environment and r["way"] == way]
            worth = [statistics.mean(run["learned"]) for run in own]
            spread = f" ± {statistics.stdev(worth):.1f}" if len(worth) > 1 else ""
            first = [next((t for t, r in enumerate(run["returns"], 1) if r > FOUND), None) for run in own]
            found = [t for t in first if t]
            when = f", at trial {statistics.median(found):g}" if found else ""
            rows += [
                [
                    f"`{environment}`",
                    way.lower(),
                    f"{len(found)} of {len(own)}{when}",
                    f"{statistics.mean(run['returns'][-1] for run in own):.1f}",
                    f"{statistics.mean(worth):.1f}{spread}",
                    f"{min(worth):.1f} to {max(worth):.1f}",
                ]
            ]
    head = ["environment", "way", "found the reward", "last trial", "greedy afterwards", "least to most"]
    return f"{table(head, rows)}\n\nFrom `{place(file)}`."


def values(file):
    """Per seed: mean return and standard error by horizon, without and with a learned Q."""
    runs = sorted(lines(file), key=lambda run: run["seed"])
    names = [name for name in runs[0] if name not in ("seed", "seconds")]
    rows = [
        [str(run["seed"]), *(f"{run[n]['mean']:.0f} ± {run[n]['error']:.0f}" for n in names)] for run in runs
    ]
    if len(runs) > 1:
        rows += [["mean", *(f"{statistics.mean(run[n]['mean'] for run in runs):.0f}" for n in names)]]
    return f"{table(['seed', *names], rows)}\n\nFrom `{place(file)}`."
