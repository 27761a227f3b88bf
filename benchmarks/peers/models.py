"""The world models of benchmarks/presets.json in PyTorch, with random weights: our own version, which shares no code with Foresight.

A model rolls plans [N, H, A] out into scores [N]. It cuts the work into jobs that do not wait for each other, each a call of its
function `roll`; whoever runs them may compile that function or share the jobs out over threads.
"""
import torch
from torch.nn.functional import linear, silu, softplus

MIN_LOGVAR, MAX_LOGVAR = -10.0, -2.0
DISCOUNT = 0.99


def network(widths, device):
    """Layers of random weights [output, input], scaled so that states stay tame."""
    layers = []
    for layer, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        scale = (0.1 if layer == len(widths) - 2 else 1.0) / inputs**0.5
        weight = torch.randn(outputs, inputs, device=device) * scale
        layers.append((weight, torch.zeros(outputs, device=device)))
    return layers


def apply(layers, x):
    for weight, bias in layers[:-1]:
        x = silu(linear(x, weight, bias), inplace=True)
    return linear(x, *layers[-1])


def weights(*networks):
    return sum(weight.numel() for layers in networks for weight, _ in layers)


class Ensemble:
    """PETS: particles keep their member (TS-infinity); one member's rows, all plans under its particles, are one batch."""

    def __init__(self, preset, device):
        self.states, self.actions = preset["states"], preset["actions"]
        widths = [preset["inputs"]] + [preset["width"]] * preset["depth"] + [2 * self.states]
        self.members = [network(widths, device) for _ in range(preset["members"])]
        self.particles, self.horizon, self.device = preset["particles"], preset["horizon"], device
        self.again = preset["inputs"] - self.actions - self.states
        self.state = torch.zeros(self.states, device=device)
        self.flop = 2 * weights(self.members[0]) * self.particles * self.horizon

    def jobs(self, plans, parts):
        for layers in self.members:
            share = self.particles // len(self.members)
            noise = torch.randn(self.horizon, share, 1, self.states, device=self.device)
            for part in noise.chunk(min(parts, share), 1):
                yield layers, self.state, plans, part, self.again

    def scores(self, results):
        return torch.cat(results).mean(0)

    @staticmethod
    def roll(layers, state, plans, noise, again):
        """Returns [particles, N], for noise [H, particles, 1, S]: all plans face the same futures."""
        count, horizon = plans.shape[:2]
        particles, size = noise.shape[1], state.shape[0]
        states = state.expand(particles * count, size)
        actions = plans.transpose(0, 1).repeat(1, particles, 1)
        returns = torch.zeros(particles * count, device=state.device)
        for t in range(horizon):
            features = (states, states[:, :again], actions[t]) if again > 0 else (states, actions[t])
            mean, logvar = apply(layers, torch.cat(features, 1)).split(size, 1)
            logvar = MAX_LOGVAR - softplus(MAX_LOGVAR - logvar)
            logvar = MIN_LOGVAR + softplus(logvar - MIN_LOGVAR)
            std = torch.exp(0.5 * logvar).view(particles, count, size)
            returns += states[:, 0] - 0.1 * actions[t][:, 0].square()
            states = states + mean + (std * noise[t]).view(-1, size)
        return returns.view(particles, count)


class Latent:
    """TD-MPC2's networks as Foresight's workload has them: dynamics, reward, five Q, a policy."""

    def __init__(self, preset, device):
        self.states, self.actions = preset["states"], preset["actions"]
        hidden = [preset["width"]] * preset["depth"]
        inputs = self.states + self.actions
        self.dynamics = network([inputs] + hidden + [self.states], device)
        self.reward = network([inputs] + hidden + [1], device)
        self.values = [network([inputs] + hidden + [1], device) for _ in range(preset["values"])]
        self.policy = network([self.states] + hidden + [self.actions], device)
        self.horizon = preset["horizon"]
        self.state = torch.zeros(self.states, device=device)
        last = weights(self.policy, *self.values)
        self.flop = 2 * (self.horizon * weights(self.dynamics, self.reward) + last)

    def jobs(self, plans, parts):
        for part in plans.chunk(parts):
            yield self.dynamics, self.reward, self.values, self.policy, self.state, part

    def scores(self, results):
        return torch.cat(results)

    def proposals(self, count, std):
        """What the policy does along its own path, with noise: [count, H, A]."""
        states = self.state.expand(count, self.states)
        actions = []
        for _ in range(self.horizon):
            action = torch.tanh(apply(self.policy, states))
            actions.append((action + std * torch.randn_like(action)).clamp(-1, 1))
            states = apply(self.dynamics, torch.cat((states, actions[-1]), 1))
        return torch.stack(actions, 1)

    @staticmethod
    def roll(dynamics, reward, values, policy, state, plans):
        states = state.expand(len(plans), len(state))
        returns, discount = torch.zeros(len(plans), device=state.device), 1.0
        for t in range(plans.shape[1]):
            x = torch.cat((states, plans[:, t]), 1)
            returns += discount * apply(reward, x)[:, 0]
            states = apply(dynamics, x)
            discount *= DISCOUNT
        x = torch.cat((states, torch.tanh(apply(policy, states))), 1)
        value = sum(apply(q, x)[:, 0] for q in values) / len(values)
        return returns + discount * value


class Drive:
    """A differential drive on its way to a goal past a soft obstacle."""

    def __init__(self, preset, device):
        self.actions, self.flop = 2, 0
        self.state = torch.zeros(3, device=device)

    def jobs(self, plans, parts):
        for part in plans.chunk(parts):
            yield self.state, part

    def scores(self, results):
        return torch.cat(results)

    @staticmethod
    def roll(state, plans):
        steps = plans.permute(1, 2, 0).contiguous() * 0.02
        x, y, heading = (state[i].expand(plans.shape[0]) for i in range(3))
        returns = torch.zeros(plans.shape[0], device=state.device)
        for speed, turn in steps:
            goal = (x - 4).square_().add_((y - 4).square_())
            rock = (x - 2).square_().add_((y - 2).square_())
            returns.sub_(goal).sub_(rock.mul_(-4).exp_(), alpha=10)
            x = torch.cos(heading).mul_(speed).add_(x)
            y = torch.sin(heading).mul_(speed).add_(y)
            heading = heading + turn
        return returns


class CartPole:
    """The cart-pole that swings up, by its equations, in a step of Runge and Kutta's: [N, B] at once, or less than fits no cache."""

    STEP, GRAVITY, CART, POLE, LENGTH, FRICTION, FORCE = 0.04, 9.82, 0.5, 0.5, 0.6, 0.1, 20.0
    CACHED = 1 << 16

    def __init__(self, preset, device):
        self.actions, self.flop, self.device = 1, 0, device
        self.state = torch.zeros(4, device=device)

    def jobs(self, plans, parts):
        if self.device == "cpu":
            parts = max(parts, plans[..., 0, 0].numel() // self.CACHED)
        for part in plans.chunk(parts):
            yield self.state, part

    def scores(self, results):
        return torch.cat(results)

    @classmethod
    def acceleration(cls, angle, speed, turn, force):
        """Of the cart and of the pole, a uniform rod."""
        sin, cos = torch.sin(angle), torch.cos(angle)
        mass, push = cls.CART + cls.POLE, force - speed * cls.FRICTION
        swing = turn * turn * sin * (cls.POLE * cls.LENGTH)
        inertia = 4 * mass - cos * cos * (3 * cls.POLE)
        cart = (push * 4 - swing * 2 - sin * cos * (3 * cls.POLE * cls.GRAVITY)) / inertia
        pole = (push * 6 * cos - swing * cos * 3 - sin * (6 * mass * cls.GRAVITY)) / (inertia * cls.LENGTH)
        return cart, pole

    @classmethod
    def step(cls, x, angle, speed, turn, force):
        dt, half = cls.STEP, cls.STEP / 2
        a1, b1 = cls.acceleration(angle, speed, turn, force)
        v2, w2 = speed + a1 * half, turn + b1 * half
        a2, b2 = cls.acceleration(angle + turn * half, v2, w2, force)
        v3, w3 = speed + a2 * half, turn + b2 * half
        a3, b3 = cls.acceleration(angle + w2 * half, v3, w3, force)
        v4, w4 = speed + a3 * dt, turn + b3 * dt
        a4, b4 = cls.acceleration(angle + w3 * dt, v4, w4, force)
        x = x + (speed + (v2 + v3) * 2 + v4) * (dt / 6)
        angle = angle + (turn + (w2 + w3) * 2 + w4) * (dt / 6)
        return x, angle, speed + (a1 + (a2 + a3) * 2 + a4) * (dt / 6), turn + (b1 + (b2 + b3) * 2 + b4) * (dt / 6)

    @staticmethod
    def roll(state, plans):
        cls = CartPole
        actions = plans[..., 0].movedim(-1, 0).contiguous()
        moving = [value.expand(actions.shape[1:]) for value in state]
        returns = torch.zeros(actions.shape[1:], device=state.device)
        for action in actions:
            moving = cls.step(*moving, action * cls.FORCE)
            across = moving[0] - torch.sin(moving[1]) * cls.LENGTH
            below = torch.cos(moving[1]) * -cls.LENGTH - cls.LENGTH
            returns += torch.exp((across * across + below * below) * (-1 / cls.LENGTH**2)) - action * action * 0.01
        return returns


KINDS = {"ensemble": Ensemble, "latent": Latent, "drive": Drive, "cartpole": CartPole}
