"""Turns the state dict of a PyTorch ensemble into the tensors and metadata of a model file.

    tensors, metadata = ensembles.convert(model.state_dict(), 17, 6, "silu", elites=[0, 2])
    models.write("model.safetensors", tensors, metadata)

It needs the standard library only: a tensor is what `models.write` takes. Two kinds of ensembles
are known by their names, with E members, F inputs and S states:

    mbrl-lib's GaussianMLP                 PETS                      shape
    hidden_layers.0.0.weight, 1.0 ...      lin0_w, lin1_w ...        [E, in, out]
    hidden_layers.0.0.bias, ...            lin0_b, lin1_b ...        [E, 1, out]
    mean_and_logvar.weight and .bias       the last of these         [E, in, 2 S], [E, 1, 2 S]
    min_logvar, max_logvar                 min_logvar, max_logvar    [1, S]; none of them: S outputs
    the normaliser's mean, std, if any     inputs_mu, inputs_sigma   [1, F]

Where a shape has a 1 before its last size, that may be left out. `model.` before all names, which
mbrl-lib's OneDTransitionRewardModel adds, is taken off.
"""
import array
import re

import models

ACTIVATIONS = {name: name for name in ("silu", "relu", "leaky_relu", "tanh", "sigmoid")}
ACTIVATIONS["swish"] = "silu"
ANY = None


def convert(state, states, actions, activation, *, normaliser=None, elites=None, features=None,
            delta=None, drop_reward=False, task=None):
    """The (tensors, metadata) of a model file.

    state        {name: tensor} with the names above
    activation   of the hidden layers: silu (or swish), relu, leaky_relu (slope 0.01), tanh, sigmoid
    normaliser   {"mean": tensor, "std": tensor} of the F inputs; PETS has it in its state
    elites       the members to keep, in this order; all if left out
    features     F formulas over state(i) and action(i); the states, then the actions, if left out
    delta        S marks: whether the network predicts the element's change; all if left out
    drop_reward  leave out the last prediction, a learned reward
    task         texts by name: environment, reward, termination, action_low, action_high

    A ValueError names at once all that is missing, extra or of another shape.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation is {activation}; known are {', '.join(sorted(ACTIVATIONS))}")
    state = _prefixed(state, normaliser or {})
    layers, scale = _names(state)
    parts = _Parts(state)
    inputs = states + actions if features is None else len(features)
    gaussian = "min_logvar" in state or "max_logvar" in state
    heads = 2 if gaussian else 1
    width = states + 1 if drop_reward else states
    taken = _take_layers(parts, layers, inputs, heads * width)
    mean, std = [parts.take(name, [1, inputs])[1] for name in scale] or [None, None]
    limits = ("min_logvar", "max_logvar") if gaussian else ()
    bounds = {name: parts.take(name, [1, width])[1] for name in limits}

    members = range(taken[0][0][0] if taken[0][0] else 0)
    elites = list(members if elites is None else elites)
    if members and not (elites and set(elites) <= set(members) and len(set(elites)) == len(elites)):
        parts.problems.append(
            f"elites is {elites}; they must be different members of 0 to {len(members) - 1}")
    if std and min(std) <= 0:
        parts.problems.append(f"{scale[1]} has {min(std)}; it must be above 0 (1 for a constant)")
    if delta is not None and len(delta) != states:
        parts.problems.append(f"delta has length {len(delta)} instead of {states}")
    parts.finish(_reward_hint(state, layers, heads, states, drop_reward))

    outputs = [head * width + i for head in range(heads) for i in range(states)]
    tensors = {name: ([states], values[:states]) for name, values in bounds.items()}
    if mean:
        tensors["input_mean"], tensors["input_std"] = ([inputs], mean), ([inputs], std)
    for i, (shape, weight, bias) in enumerate(taken):
        columns = outputs if i == len(taken) - 1 else range(shape[2])
        tensors.update(_turned(f"layers.{i}", shape, weight, bias, elites, columns))
    metadata = {
        "format": "foresight-1",
        "kind": "ensemble",
        "activations": ",".join([ACTIVATIONS[activation]] * (len(taken) - 1) + ["identity"]),
        "state_size": str(states),
        "action_size": str(actions),
        "delta": ",".join(str(int(mark)) for mark in delta or [1] * states),
        **({} if features is None else {"features": "; ".join(features)}),
        **(task or {}),
    }
    return tensors, metadata


def _take_layers(parts, names, inputs, outputs):
    """Shape and values of each layer's weight, and its bias' values."""
    taken, members = [], ANY
    for layer, (weight, bias) in enumerate(names):
        expected = outputs if layer == len(names) - 1 else ANY
        shape, values = parts.take(weight, [members, inputs, expected])
        members, _, inputs = shape or [members, ANY, expected]
        taken.append((shape, values, parts.take(bias, [members, 1, inputs])[1]))
    return taken


def _turned(name, shape, weight, bias, members, columns):
    """A layer of some members and some of its outputs, as `[E, out, in]`."""
    _, rows, cols = shape
    weights, biases = array.array("f"), array.array("f")
    for e in members:
        for o in columns:
            weights.extend(weight[e * rows * cols + o:(e + 1) * rows * cols:cols])
            biases.append(bias[e * cols + o])
    sizes = [len(members), len(columns)]
    return {name + ".weight": (sizes + [rows], weights), name + ".bias": (sizes, biases)}


class _Parts:
    """The tensors of a state dict, taken one by one; what does not fit is collected."""

    def __init__(self, tensors):
        self.left, self.problems = dict(tensors), []

    def take(self, name, expected):
        """(shape, values) of a tensor; (None, None) where there is a problem."""
        text = str(expected).replace("None", "any")
        if name not in self.left:
            self.problems.append(f"{name} {text} is missing")
            return None, None
        shape, values = models.flat(self.left.pop(name))
        if expected[-2] == 1 and len(shape) == len(expected) - 1:
            shape = shape[:-1] + [1] + shape[-1:]
        if len(shape) == len(expected) and all(e in (ANY, s) for s, e in zip(shape, expected)):
            return shape, values
        self.problems.append(f"{name} has shape {shape} instead of {text}")
        return None, None

    def finish(self, hint):
        self.problems += [f"{name} is not part of such an ensemble" for name in sorted(self.left)]
        if self.problems:
            raise ValueError("the tensors do not fit: " + "; ".join(self.problems) + hint)


def _reward_hint(state, layers, heads, states, drop_reward):
    """What to say where the last layer tells of a learned reward, or of none."""
    last = state.get(layers[-1][0], ([], None))
    shape = list(last[0] if isinstance(last, tuple) else last.shape)
    if shape[-1:] == [heads * (states + 1)] and not drop_reward:
        return ("; one prediction more than states may be a learned reward, which drop_reward"
                " (--drop-reward) leaves out: planning takes the reward as a formula")
    if shape[-1:] == [heads * states] and drop_reward:
        return "; there is no learned reward to drop"
    return ""


def _prefixed(state, normaliser):
    """The state by the names above, the normaliser's arrays among it."""
    prefix = "model."
    if state and all(name.startswith(prefix) for name in state):
        state = {name[len(prefix):]: tensor for name, tensor in state.items()}
    return {**state, **{f"normaliser.{name}": tensor for name, tensor in normaliser.items()}}


def _names(state):
    """The names of each layer's weight and bias, and of the normaliser's mean and std."""
    hidden = [re.fullmatch(r"hidden_layers\.(\d+)\.0\.(weight|bias)", name) for name in state]
    linear = [re.fullmatch(r"lin(\d+)_[wb]", name) for name in state]
    if any(hidden) or "mean_and_logvar.weight" in state:
        count = max([int(match[1]) + 1 for match in hidden if match], default=0)
        prefixes = [f"hidden_layers.{i}.0" for i in range(count)] + ["mean_and_logvar"]
        scaled = any(name.startswith("normaliser.") for name in state)
        scale = ["normaliser.mean", "normaliser.std"] if scaled else []
        return [(prefix + ".weight", prefix + ".bias") for prefix in prefixes], scale
    if any(linear):
        count = max(int(match[1]) + 1 for match in linear if match)
        return [(f"lin{i}_w", f"lin{i}_b") for i in range(count)], ["inputs_mu", "inputs_sigma"]
    raise ValueError(
        "the tensors are neither mbrl-lib's GaussianMLP (with mean_and_logvar.weight) nor PETS'"
        f" (with lin0_w), but {sorted(state)[:20]}")
