"""CEM, iCEM, MPPI and TD-MPC2's planner in PyTorch, as one loop over the sizes of a preset.

Plans are [N, H, A], of several problems [N, B, H, A]; scores [N] or [N, B].
"""
import torch


class Planner:
    """Plans through a model; `run` takes the model's jobs and gives their results."""

    def __init__(self, preset, model, run):
        self.preset, self.model, self.run = preset, model, run
        problems = preset.get("problems", 1)
        self.size = *([problems] if problems > 1 else []), preset["horizon"], model.actions
        self.device = model.state.device
        self.elites = preset.get("elites", preset["plans"])
        self.kept = round(preset.get("keptElites", 0) * self.elites)
        self.colour = self.coloured(preset.get("beta", 0))
        self.mean = torch.zeros(self.size, device=self.device)

    def counts(self):
        """Plans of each round: iCEM's fall, to two for each elite at the least."""
        least = min(self.preset["plans"], 2 * self.elites)
        decay = self.preset.get("decay", 1)
        return [max(least, int(self.preset["plans"] / decay**i)) for i in range(self.preset["iterations"])]

    def flop(self):
        return self.model.flop * sum(self.counts())

    def coloured(self, beta):
        """A matrix that makes white noise over the horizon fall with frequency as 1 / f^beta; None: white."""
        if not beta:
            return None
        horizon = self.size[-2]
        spectrum = torch.fft.rfftfreq(horizon).clamp(min=1 / horizon) ** (-beta / 2)
        matrix = torch.fft.irfft(torch.fft.rfft(torch.eye(horizon)) * spectrum, horizon)
        return (matrix / matrix.norm(dim=1, keepdim=True)).to(self.device)

    def noise(self, count):
        noise = torch.randn(count, *self.size, device=self.device)
        if self.colour is not None:
            return torch.matmul(self.colour, noise)
        return noise.clamp_(-2, 2) if self.preset["planner"] == "cem" else noise

    def elite(self, scores, actions):
        """The best and their scores; where every plan counts, all as they are."""
        if self.elites >= len(actions):
            return scores, actions
        best, which = scores.topk(self.elites, 0)
        return best, torch.take_along_dim(actions, which[..., None, None], 0)

    def plan(self):
        """The first action of each problem, on the host."""
        return self.search()[..., 0, :].cpu()

    @torch.no_grad()
    def search(self):
        """The mean of the last round; the next call begins one step on."""
        mean = self.mean.roll(-1, -2)
        std = torch.full(self.size, self.preset.get("initialStd", 0.5), device=self.device)
        least = self.preset.get("minStd", 0)
        momentum = self.preset.get("momentum", 0)
        count = self.preset.get("proposals", 0)
        first = self.model.proposals(count, least) if count else None
        for plans in self.counts():
            actions = (mean + std * self.noise(plans)).clamp_(-1, 1)
            if first is not None:
                actions[: len(first)] = first
            scores = self.model.scores(self.run(self.model, actions))
            best, chosen = self.elite(scores, actions)
            if self.preset["planner"] in ("cem", "icem"):
                fitted, spread = chosen.mean(0), chosen.std(0, unbiased=False)
            else:
                share = torch.softmax(best / self.preset["temperature"], 0)[..., None, None]
                fitted = (share * chosen).sum(0)
                spread = (share * (chosen - fitted).square()).sum(0).sqrt()
            mean = momentum * mean + (1 - momentum) * fitted
            std = (momentum * std + (1 - momentum) * spread).clamp(min=least)
            first = chosen[: self.kept] if self.kept else first
        self.mean.copy_(mean)
        return mean
