"""Steps of MuJoCo per second, the planner's beside plain C's of the same plans."""
from .text import lines, place, table


def simulator(file):
    runs = lines(file)
    rows = [
        [
            f"{run['plans']} of {run['horizon']} steps",
            f"{run['stepsPerSecond']:,}",
            f"{run['plainC']:,}",
            f"{run['ratio']:.0%} ({run['ratioFrom']:.0%} to {run['ratioTo']:.0%})",
            f"{run['millisPerPlan']:.1f}",
        ]
        for run in runs
    ]
    head = ["plans of the half-cheetah", "`mj_step`/s, planning", "plain C", "ratio (quartiles)", "ms for a plan"]
    last = runs[-1]
    return (
        f"{table(head, rows)}\n\n{last['threads']} threads; {last['date']}, {last['machine']}, commit"
        f" {last['commit']}; from `{place(file)}`."
    )
