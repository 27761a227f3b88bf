"""Tables of what was learned: the demo, ways to decide, values, returns on MuJoCo's tasks."""
import statistics

from .text import lines, place, table

# A return that no trial of `foresight compare` has by chance: it found the reward.
FOUND = 5

# Trials whose mean is what a run came to.
LAST = 3

# Mean and standard deviation of 4 seeds after 50,000 steps, propagation E (Wang and Ba 2020, table 1).
PUBLISHED = {
    "mujoco-cartpole": "199.6 ± 4.6",
    "mujoco-inverted-pendulum": "-29.5 ± 37.8",
    "mujoco-reacher": "-47.7 ± 43.6",
    "mujoco-pusher": "-52.7 ± 23.5",
    "mujoco-halfcheetah": "4204 ± 789",
}


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


def spread(values, form="{:.0f}"):
    text = form.format(statistics.mean(values))
    return f"{text} ± {form.format(statistics.stdev(values))}" if len(values) > 1 else text


def returns(files):
    """Per environment and study: the last returns at as many steps as all its seeds have, and what they cost."""
    runs = {}
    for file in files:
        for run in lines(file):
            runs[run["environment"], run["study"], run["seed"]] = run
    rows = []
    for environment in dict.fromkeys(key[0] for key in runs):
        for study in dict.fromkeys(key[1] for key in runs if key[0] == environment):
            own = [run for key, run in runs.items() if key[:2] == (environment, study)]
            trials = min(len(run["returns"]) for run in own)
            last = [statistics.mean(run["returns"][trials - LAST : trials]) for run in own]
            planned = [statistics.mean(run["returns"][1:trials]) for run in own]
            plan = [sum(run["planSeconds"][:trials]) / 60 for run in own]
            train = [sum(run["trainSeconds"][:trials]) / 60 for run in own]
            rows += [
                [
                    f"`{environment}`",
                    study,
                    str(len(own)),
                    f"{sum(own[0]['steps'][:trials]):,}",
                    spread(last),
                    spread(planned),
                    PUBLISHED.get(environment, ""),
                    spread(plan, "{:.1f}"),
                    spread(train, "{:.1f}"),
                ]
            ]
    head = ["environment", "study", "seeds", "steps", f"last {LAST} trials", "all but the first", "published, 50,000 steps"]
    head += ["minutes planning", "minutes training"]
    settings = {(run["environment"], run["study"]): run["options"] for run in runs.values()}
    used = "\n".join(f"- `{environment}`, {study}: `{options}`" for (environment, study), options in settings.items())
    names = ", ".join(f"`{place(file)}`" for file in files)
    return f"{table(head, rows)}\n\nOptions of `train`:\n\n{used}\n\nFrom {names}."
