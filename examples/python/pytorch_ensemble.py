"""Write a PyTorch ensemble as a model file that Foresight plans with.

    python3 pytorch_ensemble.py pendulum.safetensors
    ./foresight plan --model pendulum.safetensors --state 1,0,0

The networks here are untrained: put your own training between making and writing them.
"""
import sys

import torch

import models

STATES, ACTIONS, MEMBERS, HIDDEN = 3, 1, 5, 64

members = [
    torch.nn.Sequential(
        torch.nn.Linear(STATES + ACTIONS, HIDDEN),
        torch.nn.SiLU(),
        torch.nn.Linear(HIDDEN, HIDDEN),
        torch.nn.SiLU(),
        torch.nn.Linear(HIDDEN, 2 * STATES),  # the mean of the change, then its log-variance
    )
    for _ in range(MEMBERS)
]

tensors = {
    "input_mean": torch.zeros(STATES + ACTIONS),
    "input_std": torch.ones(STATES + ACTIONS),
    "min_logvar": torch.full((STATES,), -10.0),
    "max_logvar": torch.full((STATES,), 0.5),
}
for layer, place in enumerate((0, 2, 4)):
    for name in ("weight", "bias"):
        stacked = torch.stack([getattr(member[place], name) for member in members])
        tensors[f"layers.{layer}.{name}"] = stacked

metadata = {
    "format": "foresight-1",
    "kind": "ensemble",
    "activations": "silu,silu,identity",
    "state_size": str(STATES),
    "action_size": str(ACTIONS),
    "environment": "pendulum",
    "reward": "state(0) - 0.1 * state(2) * state(2) - 0.001 * action(0) * action(0)",
    "action_low": "-2",
    "action_high": "2",
}
models.write(sys.argv[1], tensors, metadata)
