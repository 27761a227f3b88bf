"""Write an ensemble that mbrl-lib or PETS in PyTorch has trained as a model file of Foresight.

    python3 export_ensemble.py model.pth model.safetensors --states 17 --actions 6 \\
        --activation silu --normaliser env_stats.pickle --elites 0,2,3,4,6
    ./foresight model model.safetensors

The source is a state dict, as `torch.save` wrote it or as a safetensors file (for which Python's
standard library is enough), of mbrl-lib's GaussianMLP or of a PETS network with lin0_w, lin0_b ...;
ensembles.py has the names and shapes. What else mbrl-lib's OneDTransitionRewardModel was made with,
the options say: its normaliser, elite members (elite_models.pkl), no_delta_list, target_is_delta,
learned_rewards, obs_process_fn. A file with elite_models in it says those itself.

With the task's options the file can be planned with as it is:

    --environment cheetah --reward 'next(0) - 0.1 * action(0) * action(0)' \\
    --action-low=-1,-1 --action-high=1,1
"""
import argparse
import pickle
import sys

import ensembles
import models

TASK = ("environment", "reward", "termination", "action_low", "action_high")


def options_of(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="state dict: .safetensors, or what torch.save wrote")
    parser.add_argument("target", help="the model file to write")
    parser.add_argument("--states", type=int, required=True, help="how many state elements")
    parser.add_argument("--actions", type=int, required=True, help="how many actions")
    parser.add_argument("--activation", required=True, help=", ".join(ensembles.ACTIVATIONS))
    parser.add_argument("--normaliser", help="mean and std of the input: .safetensors or .pickle")
    parser.add_argument("--elites", type=integers, help="the members to keep, such as 0,2,4")
    parser.add_argument("--no-delta", type=integers, default=[], metavar="I,J",
                        help="states of which not the change is predicted but the value")
    parser.add_argument("--absolute", action="store_true",
                        help="of no state the change is predicted (target_is_delta=False)")
    parser.add_argument("--drop-reward", action="store_true", help="leave out a learned reward")
    parser.add_argument("--features", help="obs_process_fn as formulas, separated by semicolons")
    for name in TASK:
        parser.add_argument("--" + name.replace("_", "-"), help="of the task")
    return parser.parse_args(arguments)


def integers(text):
    return [int(part) for part in text.split(",")]


def load(path):
    """What a file holds. Give it only pickles (.pth, .pickle) that you trust: they can run code."""
    if path.endswith(".safetensors"):
        return models.read(path)[0]
    if path.endswith((".pickle", ".pkl")):
        with open(path, "rb") as file:
            return pickle.load(file)
    import torch

    return torch.load(path, map_location="cpu")


def main(arguments):
    options = options_of(arguments)
    state, elites = load(options.source), options.elites
    if "state_dict" in state:
        elites = elites or state.get("elite_models")
        state = state["state_dict"]
    wrong = [i for i in options.no_delta if not 0 <= i < options.states]
    if wrong:
        raise ValueError(f"--no-delta has {wrong}; the states are 0 to {options.states - 1}")
    tensors, metadata = ensembles.convert(
        state,
        options.states,
        options.actions,
        options.activation,
        normaliser=options.normaliser and load(options.normaliser),
        elites=elites,
        features=options.features and [text.strip() for text in options.features.split(";")],
        delta=[not options.absolute and i not in options.no_delta for i in range(options.states)],
        drop_reward=options.drop_reward,
        task={name: getattr(options, name) for name in TASK if getattr(options, name) is not None},
    )
    models.write(options.target, tensors, metadata)
    members = tensors["layers.0.bias"][0][0]
    print(f"{options.target}: {members} members; ./foresight model {options.target} tells more")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (ValueError, OSError) as problem:
        sys.exit(f"export_ensemble.py: {problem}")
