"""Makes the golden values of exported ensembles: what PyTorch modules, made as mbrl-lib's and PETS',
predict, and where their plans lead.

    python3 src/test/python/golden_exports.py      (needs PyTorch and numpy; the tests need neither)

For each of mbrl and pets, writes NAME-state.safetensors (the module's state dict), NAME.safetensors
(the model file that examples/python makes of it) and NAME-values.safetensors to
src/test/resources/golden, and mbrl-normaliser.safetensors. Sizes, random numbers and the rollout
are golden.py's; predictions are the modules' own, in double precision.
"""
import numpy as np
import torch
from golden import A, B, CALL, DELTA, FIRST_PROBLEM, GOLDEN, H, METADATA, N, P, S, SEED
from golden import features, models, rollout

import ensembles

MEMBERS, ELITES, ROWS = 7, [4, 1, 6, 0, 2], 24
TASK = {key: METADATA[key] for key in
        ("environment", "reward", "termination", "action_low", "action_high")}
FEATURES = [text.strip() for text in METADATA["features"].split(";")]
DELTAS = [mark == "1" for mark in METADATA["delta"].split(",")]


class Linear(torch.nn.Module):
    """A layer of all members at once: `[E, rows, in]` to `[E, rows, out]`."""

    def __init__(self, members, inputs, outputs, gain=1):
        super().__init__()
        spread = gain * inputs**-0.5
        self.weight = torch.nn.Parameter(spread * torch.randn(members, inputs, outputs))
        self.bias = torch.nn.Parameter(0.2 * torch.randn(members, 1, outputs))

    def forward(self, x):
        return torch.baddbmm(self.bias, x, self.weight)


class Head(torch.nn.Module):
    """Softly bounded log-variances beside the means."""

    def make_limits(self, last, width):
        with torch.no_grad():
            # So that log-variances come near both of their limits, and means stay small.
            last[..., :width] *= 0.5
            last[..., width:] *= 3
        self.min_logvar = torch.nn.Parameter(-5 - torch.rand(1, width))
        self.max_logvar = torch.nn.Parameter(-1 - torch.rand(1, width))

    def split(self, y):
        softplus = torch.nn.functional.softplus
        mean, logvar = y.chunk(2, -1)
        logvar = self.max_logvar - softplus(self.max_logvar - logvar)
        return mean, self.min_logvar + softplus(logvar - self.min_logvar)


class Mbrl(Head):
    """Named as mbrl-lib's GaussianMLP; the last prediction is a reward."""

    def __init__(self, inputs, hidden, width):
        super().__init__()
        sizes = [inputs, hidden, hidden]
        self.hidden_layers = torch.nn.Sequential(*[
            torch.nn.Sequential(Linear(MEMBERS, before, after), torch.nn.LeakyReLU())
            for before, after in zip(sizes, sizes[1:])
        ])
        self.mean_and_logvar = Linear(MEMBERS, hidden, 2 * width)
        self.make_limits(self.mean_and_logvar.weight, width)

    def forward(self, x):
        return self.split(self.mean_and_logvar(self.hidden_layers(x)))


class Pets(Head):
    """Named as PETS in PyTorch, with its normaliser inside."""

    def __init__(self, inputs, hidden, width):
        super().__init__()
        self.sizes = [inputs, hidden, hidden, hidden, 2 * width]
        for i, (before, after) in enumerate(zip(self.sizes, self.sizes[1:])):
            layer = Linear(len(ELITES), before, after, gain=2)
            setattr(self, f"lin{i}_w", layer.weight)
            setattr(self, f"lin{i}_b", layer.bias)
        self.inputs_mu = torch.nn.Parameter(0.3 * torch.randn(1, inputs))
        self.inputs_sigma = torch.nn.Parameter(0.5 + torch.rand(1, inputs))
        self.make_limits(self.lin3_w, width)

    def forward(self, x):
        x = (x - self.inputs_mu) / self.inputs_sigma
        for i in range(len(self.sizes) - 1):
            x = x @ getattr(self, f"lin{i}_w") + getattr(self, f"lin{i}_b")
            x = x * torch.sigmoid(x) if i < len(self.sizes) - 2 else x
        return self.split(x)


def mbrl():
    model = Mbrl(S + A, 14, S + 1)
    normaliser = {"mean": 0.3 * torch.randn(1, S + A), "std": 0.5 + torch.rand(1, S + A)}
    models.write(GOLDEN / "mbrl-normaliser.safetensors", normaliser, {})
    state = write_state("mbrl", model)
    exported = ensembles.convert(
        state, S, A, "leaky_relu", normaliser=normaliser, elites=ELITES, delta=DELTAS,
        drop_reward=True, task=TASK)

    model.double()

    def moments(state, action):
        shifted = torch.cat([state, action], -1) - normaliser["mean"].double()
        x = shifted / normaliser["std"].double()
        mean, logvar = model(x.expand(MEMBERS, -1, -1))
        return mean[ELITES, :, :S], logvar[ELITES, :, :S]

    return exported, moments


def pets():
    model = Pets(len(FEATURES), 10, S)
    state = write_state("pets", model)
    exported = ensembles.convert(state, S, A, "swish", features=FEATURES, delta=DELTAS, task=TASK)
    model.double()

    def moments(state, action):
        return model(features(state, action).expand(len(ELITES), -1, -1))

    return exported, moments


def write_state(name, model):
    state = model.state_dict()
    models.write(GOLDEN / f"{name}-state.safetensors", state, {})
    return {key: tensor.clone() for key, tensor in state.items()}


@torch.no_grad()
def main():
    for make in (mbrl, pets):
        torch.manual_seed(2)
        (tensors, metadata), moments = make()
        random = np.random.default_rng(5)
        draw = lambda *shape: torch.tensor(random.uniform(-1, 1, size=shape), dtype=torch.float32)
        state, action, start = 2 * draw(ROWS, S), draw(ROWS, A), draw(B, S)
        plans = draw(B, N, H, A) * torch.tensor([1.0, 2.0])
        mean, logvar = moments(state.double(), action.double())

        def predict(member, state, action):
            means, logvars = moments(state, action)
            return means[member] + DELTA * state, logvars[member].exp()

        values = {
            "state": state,
            "action": action,
            "member_mean": mean + DELTA * state.double(),
            "member_log_variance": logvar,
            "start": start,
            "plans": plans,
            "returns_ts_infinity": rollout(predict, start.double(), plans.double(), True),
        }
        numbers = {"seed": SEED, "first_problem": FIRST_PROBLEM, "call": CALL, "particles": P}
        models.write(GOLDEN / f"{make.__name__}.safetensors", tensors, metadata)
        models.write(GOLDEN / f"{make.__name__}-values.safetensors", values,
                     {key: str(number) for key, number in numbers.items()})


if __name__ == "__main__":
    main()
