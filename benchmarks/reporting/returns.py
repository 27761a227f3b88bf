"""Tables of what is earned on MuJoCo's tasks: each study, ours beside the published settings, and what each part is worth."""
import statistics

from .text import IMAGES, lines, place, table

# Trials whose mean is what a run came to; the first one is at random and never among them.
LAST = 3

# Ours, and what it is held against: published settings at full size where they were run, else reduced.
OURS = "fast"
BASELINES = ("pets", "pets-reduced")

# Mean and standard deviation of 4 seeds after 50,000 steps, propagation E (Wang and Ba 2020, table 1).
PUBLISHED = {
    "mujoco-cartpole": "199.6 ± 4.6",
    "mujoco-inverted-pendulum": "-29.5 ± 37.8",
    "mujoco-reacher": "-47.7 ± 43.6",
    "mujoco-pusher": "-52.7 ± 23.5",
    "mujoco-halfcheetah": "4204 ± 789",
}


def spread(values, form="{:.0f}"):
    if not values:
        return "-"
    text = form.format(statistics.mean(values))
    return f"{text} ± {form.format(statistics.stdev(values))}" if len(values) > 1 else text


class Study:
    """The runs of a study in an environment, a seed each, at as many trials as all of them have.

    Those that were made again on another processor are there for their times alone.
    """

    def __init__(self, runs, timed):
        self.runs = runs
        self.timed = timed
        self.trials = min(len(run["returns"]) for run in runs)

    def steps(self, trials):
        return sum(self.runs[0]["steps"][:trials])

    def last(self, trials):
        return [statistics.mean(run["returns"][max(1, trials - LAST) : trials]) for run in self.runs]

    def planned(self, trials):
        return [statistics.mean(run["returns"][1:trials]) for run in self.runs]

    def minutes(self, trials):
        """Of a core, by processor: what a run's process computed, or how long it took if it had a core to itself."""
        costs = {}
        for run in self.timed:
            if len(run["returns"]) < trials:
                continue
            if run.get("cpuSeconds"):
                seconds = run["cpuSeconds"][:trials]
            elif "disturbed" not in run:
                seconds = run["planSeconds"][:trials] + run["trainSeconds"][:trials]
            else:
                continue
            costs.setdefault(run["processor"], []).append(sum(seconds) / 60)
        return costs


def fullest(costs):
    """The processor with the most of those times, of several the last."""
    return max(reversed(costs), key=lambda processor: len(costs[processor]), default=None)


def studies(files):
    """By environment and study; of runs that were made again, the last, and for times the last on each processor."""
    found = {}
    for file in files:
        for run in lines(file):
            runs, timed = found.setdefault(run["environment"], {}).setdefault(run["study"], ({}, {}))
            runs[run["seed"]] = run
            timed[run["processor"], run["seed"]] = run
    return {
        environment: {
            name: Study(list(runs.values()), list(timed.values())) for name, (runs, timed) in sorted(each.items())
        }
        for environment, each in sorted(found.items())
    }


def pairs(found):
    """The environments where ours and a baseline were run, with it."""
    for environment, each in found.items():
        baseline = next((name for name in BASELINES if name in each), None)
        if OURS in each and baseline:
            yield environment, baseline


def compared(files):
    return [environment for environment, _ in pairs(studies(files))]


def picture(environment):
    return IMAGES / f"returns-{environment}.png"


def curves(found):
    """Those that were drawn."""
    return "\n\n".join(
        f"![Returns against steps, {environment}](images/{picture(environment).name})"
        for environment, _ in pairs(found)
        if picture(environment).exists()
    )


def beside(found):
    """Ours and the baseline at equal steps."""
    rows = []
    for environment, baseline in pairs(found):
        ours, theirs = found[environment][OURS], found[environment][baseline]
        trials = min(ours.trials, theirs.trials)
        costs = theirs.minutes(trials), ours.minutes(trials)
        processor = fullest({p: costs[0][p] for p in costs[0] if p in costs[1]})
        minutes = [each.get(processor, []) for each in costs]
        rows += [
            [
                f"`{environment}`",
                f"{ours.steps(trials):,}",
                baseline,
                f"{spread(theirs.last(trials))}; {spread(theirs.planned(trials))}",
                f"{spread(ours.last(trials))}; {spread(ours.planned(trials))}",
                *(spread(each, "{:.1f}") for each in minutes),
                f"{statistics.mean(minutes[0]) / statistics.mean(minutes[1]):.1f}" if all(minutes) else "-",
            ]
        ]
    head = ["environment", "steps", "baseline", "it earns: last trials; all planned", f"{OURS} earns"]
    head += ["core-minutes, baseline", f"core-minutes, {OURS}", "times as fast"]
    return table(head, rows) if rows else ""


def parts(found):
    """What ours earns with one part as in the published settings, or one more, at equal steps."""
    rows = []
    for environment, each in found.items():
        others = [name for name in each if name != OURS and name not in BASELINES]
        if OURS not in each or not others:
            continue
        trials = min(study.trials for name, study in each.items() if name == OURS or name in others)
        processor = fullest(each[others[0]].minutes(trials))
        for name in [OURS, *others]:
            study = each[name]
            rows += [
                [
                    f"`{environment}`",
                    name,
                    str(len(study.runs)),
                    f"{study.steps(trials):,}",
                    spread(study.last(trials)),
                    spread(study.planned(trials)),
                    spread(study.minutes(trials).get(processor, []), "{:.1f}"),
                ]
            ]
    head = ["environment", "study", "seeds", "steps", f"last {LAST} trials", "all planned trials", "core-minutes"]
    return table(head, rows) if rows else ""


def every(found):
    rows = [
        [
            f"`{environment}`",
            name,
            str(len(study.runs)),
            f"{study.steps(study.trials):,}",
            spread(study.last(study.trials)),
            spread(study.planned(study.trials)),
            PUBLISHED.get(environment, ""),
        ]
        for environment, each in found.items()
        for name, study in each.items()
    ]
    head = ["environment", "study", "seeds", "steps", f"last {LAST} trials", "all planned trials"]
    return table([*head, "published, 50,000 steps"], rows)


def returns(files):
    found = studies(files)
    used = "\n".join(
        f"- `{environment}`, {name}: `{study.runs[0]['options']}`"
        for environment, each in found.items()
        for name, study in each.items()
    )
    names = ", ".join(f"`{place(file)}`" for file in files)
    blocks = [
        ("Ours beside the baseline, at equal steps:", beside(found)),
        ("Returns against steps, the mean of the seeds between lines a standard deviation away:", curves(found)),
        ("What each part of ours is worth:", parts(found)),
        ("Every study:", every(found)),
        ("Options of `train`:", used),
    ]
    return "".join(f"{title}\n\n{block}\n\n" for title, block in blocks if block) + f"From {names}."
