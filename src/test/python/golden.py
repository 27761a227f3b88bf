"""Makes the golden values: what PyTorch predicts with a random ensemble, and where its plans lead.

    python3 src/test/python/golden.py      (needs PyTorch and numpy; the tests need neither)

Writes ensemble.safetensors (a model file) and values.safetensors to src/test/resources/golden. The
arithmetic is in double precision; the random numbers are those of noise.py.
"""
import math
import pathlib
import sys

import numpy as np
import torch

import noise

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "examples" / "python"))
import models  # noqa: E402

GOLDEN = ROOT / "src" / "test" / "resources" / "golden"
E, S, A, HIDDEN = 5, 4, 2, 24
B, N, P, H = 2, 33, 7, 8
SEED, FIRST_PROBLEM, CALL, DISCOUNT = -0x123456789ABCDEF, 3, 6, 0.97
DELTA = torch.tensor([1.0, 0.0, 1.0, 1.0]).double()
THRESHOLD = 3.0
METADATA = {
    "format": "foresight-1",
    "kind": "ensemble",
    "activations": "silu,silu,identity",
    "state_size": str(S),
    "action_size": str(A),
    "features": "state(0); state(1); sin(state(2)); cos(state(2)); state(3); action(0); action(1)",
    "delta": "1,0,1,1",
    "environment": "golden",
    "reward": "cos(next(2)) - 0.1 * action(0) * action(0) - state(1) * state(1) + action(1)",
    "termination": "3.0 < abs(next(0))",
    "action_low": "-1.0,-2.0",
    "action_high": "1.0,2.0",
}


def features(state, action):
    angle = state[..., 2:3]
    parts = [state[..., :2], angle.sin(), angle.cos(), state[..., 3:], action]
    return torch.cat(parts, -1)


def reward(state, action, after):
    return after[..., 2].cos() - 0.1 * action[..., 0] ** 2 - state[..., 1] ** 2 + action[..., 1]


def value(state):
    return 0.5 * state[..., 1] - state[..., 3].abs()


def make_tensors():
    torch.manual_seed(1)
    tensors = {
        "input_mean": 0.3 * torch.randn(7),
        "input_std": 0.5 + torch.rand(7),
        "min_logvar": -5 - torch.rand(S),
        "max_logvar": -1 - torch.rand(S),
    }
    for layer, (inputs, outputs) in enumerate([(7, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, 2 * S)]):
        members = [torch.nn.Linear(inputs, outputs) for _ in range(E)]
        # Wider than PyTorch's start, so that log-variances reach both of their bounds.
        tensors[f"layers.{layer}.weight"] = torch.stack([2 * m.weight.detach() for m in members])
        tensors[f"layers.{layer}.bias"] = torch.stack([2 * m.bias.detach() for m in members])
    tensors["layers.2.bias"][:, S:] -= 3
    return tensors


def make_predict(tensors):
    """A function of member, state and action that gives mean and variance of the next state."""
    wide = {name: tensor.double() for name, tensor in tensors.items()}
    low, high = wide["min_logvar"], wide["max_logvar"]
    members = []
    for e in range(E):
        layers = []
        for layer in range(3):
            weight = wide[f"layers.{layer}.weight"][e]
            linear = torch.nn.Linear(weight.shape[1], weight.shape[0]).double()
            linear.weight.data, linear.bias.data = weight, wide[f"layers.{layer}.bias"][e]
            layers += [linear, torch.nn.SiLU()]
        members.append(torch.nn.Sequential(*layers[:-1]))

    @torch.no_grad()
    def predict(member, state, action):
        x = (features(state, action) - wide["input_mean"]) / wide["input_std"]
        mean, logvar = members[member](x).split(S, -1)
        softplus = torch.nn.functional.softplus
        logvar = high - softplus(high - logvar)
        logvar = low + softplus(logvar - low)
        return mean + DELTA * state, logvar.exp()

    return predict


def words(problem, stream, count):
    return noise.words(SEED, CALL, problem, stream, count)


def members_of(problem, infinite):
    """Which member carries particle p at step t: [P][H]."""
    if infinite:
        offset = words(problem, 1 << 16, 1)[0] * E >> 32
        return [[(p + offset) % E] * H for p in range(P)]
    drawn = words(problem, 1 << 16, P * H)
    return [[drawn[p * H + t] * E >> 32 for t in range(H)] for p in range(P)]


def noise_of(problem):
    """Standard normal noise: [P, H, S]."""
    normal = noise.normals(SEED, CALL, problem, 2 << 16, P * H * S)
    return torch.tensor(normal, dtype=torch.float64).reshape(P, H, S)


def rollout(predict, start, plans, infinite):
    """Returns of every plan through every particle, [B, N, P], and how near any came to ending."""
    returns, margin, ended = torch.zeros(B, N, P).double(), math.inf, 0
    for b in range(B):
        members, drawn = members_of(FIRST_PROBLEM + b, infinite), noise_of(FIRST_PROBLEM + b)
        for p in range(P):
            state, alive = start[b].expand(N, S), torch.ones(N).double()
            for t in range(H):
                action = plans[b, :, t]
                mean, variance = predict(members[p][t], state, action)
                after = mean + variance.sqrt() * drawn[p, t]
                returns[b, :, p] += alive * DISCOUNT**t * reward(state, action, after)
                beyond = after[:, 0].abs() - THRESHOLD
                margin = min([margin] + beyond[alive > 0].abs().tolist())
                alive = alive * (beyond <= 0)
                state = after
            returns[b, :, p] += alive * DISCOUNT**H * value(state)
            ended += int((alive == 0).sum())
    print(f"{ended} of {B * N * P} futures ended early; the nearest miss was {margin:.1e}")
    assert margin > 1e-4, "rounding could decide about an end: take other plans"
    assert 0.1 < ended / (B * N * P) < 0.9, "too many or too few end"
    return returns


def main():
    tensors = make_tensors()
    predict = make_predict(tensors)
    random = np.random.default_rng(4)
    state = torch.tensor(random.normal(size=(16, S)), dtype=torch.float32)
    action = torch.tensor(random.uniform(-1, 1, size=(16, A)), dtype=torch.float32)
    start = torch.tensor(random.normal(size=(B, S)) * 0.5, dtype=torch.float32)
    limits = np.array([1.0, 2.0])
    plans = torch.tensor(random.uniform(-limits, limits, size=(B, N, H, A)), dtype=torch.float32)
    moments = [predict(e, state.double(), action.double()) for e in range(E)]
    means = torch.stack([mean for mean, _ in moments])
    variances = torch.stack([variance for _, variance in moments])
    values = {
        "state": state,
        "action": action,
        "member_mean": means,
        "member_variance": variances,
        "mean": means.mean(0),
        "aleatoric": variances.mean(0),
        "epistemic": means.var(0, unbiased=False),
        "start": start,
        "plans": plans,
        "returns_ts_infinity": rollout(predict, start.double(), plans.double(), True),
        "returns_ts1": rollout(predict, start.double(), plans.double(), False),
    }
    GOLDEN.mkdir(parents=True, exist_ok=True)
    models.write(GOLDEN / "ensemble.safetensors", tensors, METADATA)
    numbers = {"seed": SEED, "first_problem": FIRST_PROBLEM, "call": CALL, "particles": P}
    models.write(GOLDEN / "values.safetensors", values, {k: str(v) for k, v in numbers.items()})


if __name__ == "__main__":
    main()
