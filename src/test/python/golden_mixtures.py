"""Makes the golden values of propagation E, DS and MM, in NumPy and double precision.

    python3 src/test/python/golden_mixtures.py      (needs numpy; the test does not)

Takes the model and the plans that golden.py made, and writes mixtures.safetensors beside them.
"""
import pathlib
import sys

import numpy as np
from noise import normals

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "examples" / "python"))
import models  # noqa: E402

GOLDEN = ROOT / "src" / "test" / "resources" / "golden"
# Constants of a model are 32-bit floats.
DISCOUNT, PRICE, THRESHOLD = float(np.float32(0.97)), float(np.float32(0.1)), 3.0


def load(name):
    tensors, metadata = models.read(GOLDEN / name)
    arrays = {key: np.array(values, float).reshape(shape) for key, (shape, values) in tensors.items()}
    return arrays, metadata


MODEL, METADATA = load("ensemble.safetensors")
VALUES, NUMBERS = load("values.safetensors")
DELTA = np.array([float(d) for d in METADATA["delta"].split(",")])
P = int(NUMBERS["particles"])
B, N, H, _ = VALUES["plans"].shape
S = len(DELTA)


def gaussians(state, action):
    """Means and variances of the next state as all members predict them: [E, ..., S] each."""
    angle = state[..., 2:3]
    parts = [state[..., :2], np.sin(angle), np.cos(angle), state[..., 3:], action]
    x = (np.concatenate(parts, -1) - MODEL["input_mean"]) / MODEL["input_std"]
    means, variances = [], []
    for e in range(len(MODEL["layers.0.weight"])):
        y = x
        for layer in range(3):
            y = y @ MODEL[f"layers.{layer}.weight"][e].T + MODEL[f"layers.{layer}.bias"][e]
            y = y / (1 + np.exp(-y)) if layer < 2 else y
        low, high = MODEL["min_logvar"], MODEL["max_logvar"]
        logvar = high - np.logaddexp(0, high - y[..., S:])
        logvar = low + np.logaddexp(0, logvar - low)
        means.append(y[..., :S] + DELTA * state)
        variances.append(np.exp(logvar))
    return np.stack(means), np.stack(variances)


def mixture(means, variances, axes):
    """Moments of a mixture: by the law of total variance."""
    mean = means.mean(axes)
    return mean, variances.mean(axes) + (means**2).mean(axes) - mean**2


def expected(state, action, alive, noise):
    means, _ = gaussians(state, action)
    return means.mean(0)


def drawn(state, action, alive, noise):
    mean, variance = mixture(*gaussians(state, action), 0)
    return mean + np.sqrt(variance) * noise


def matched(state, action, alive, noise):
    """One plan after the other: the moments over all members and all particles that live."""
    means, variances = gaussians(state, action)
    after = np.zeros_like(state)
    for n in range(N):
        living = alive[n] > 0
        if living.any():
            mean, variance = mixture(means[:, n, living], variances[:, n, living], (0, 1))
            after[n] = mean + np.sqrt(variance) * noise
    return after


def rollout(step, particles):
    """Returns of every plan through every particle, [B, N, particles]."""
    returns, margin, ended = np.zeros((B, N, particles)), np.inf, 0
    for b in range(B):
        seed, problem = int(NUMBERS["seed"]), int(NUMBERS["first_problem"]) + b
        noise = np.array(normals(seed, int(NUMBERS["call"]), problem, 2 << 16, P * H * S))
        noise = noise.reshape(P, H, S)[:particles]
        state = np.broadcast_to(VALUES["start"][b], (N, particles, S))
        alive = np.ones((N, particles))
        for t in range(H):
            action = np.broadcast_to(VALUES["plans"][b, :, None, t], (N, particles, 2))
            after = step(state, action, alive, noise[:, t])
            reward = np.cos(after[..., 2]) - PRICE * action[..., 0] ** 2
            reward += action[..., 1] - state[..., 1] ** 2
            returns[b] += alive * DISCOUNT**t * reward
            beyond = np.abs(after[..., 0]) - THRESHOLD
            margin = min([margin] + list(np.abs(beyond[alive > 0])))
            alive = alive * (beyond <= 0)
            state = after
        returns[b] += alive * DISCOUNT**H * (0.5 * state[..., 1] - np.abs(state[..., 3]))
        ended += int((alive == 0).sum())
    print(f"{step.__name__}: {ended} of {returns.size} futures ended; nearest miss {margin:.1e}")
    assert margin > 1e-4, "rounding could decide about an end: take other plans"
    return returns


def main():
    mean, variance = mixture(*gaussians(VALUES["state"], VALUES["action"]), 0)
    values = {
        "mean": mean,
        "variance": variance,
        "returns_e": rollout(expected, 1),
        "returns_ds": rollout(drawn, P),
        "returns_mm": rollout(matched, P),
    }
    values = {name: value.astype(np.float32) for name, value in values.items()}
    models.write(GOLDEN / "mixtures.safetensors", values, {"made_by": "golden_mixtures.py"})


if __name__ == "__main__":
    main()
