"""One folder of benchmarks/run. Parts that a folder lacks, as older ones do, are empty."""
import json

from .text import lines


class Folder:
    def __init__(self, folder):
        self.path = folder
        self.machine = json.loads((folder / "machine.json").read_text())
        self.peers = lines(folder / "pytorch.jsonl") + lines(folder / "peers.jsonl")

    def jmh(self, *names):
        """The entries of JMH's files whose names fit."""
        files = [file for name in names for file in sorted(self.path.glob(f"{name}.json"))]
        return [entry for file in files for entry in json.loads(file.read_text())]

    def lines(self, name):
        return lines(self.path / name)

    def rates(self):
        """GFLOP/s of pets-halfcheetah's rollout by (kernels, threads), as JMH's metrics."""
        return {
            (e["params"]["kernels"] + precision, int(e["params"]["threads"])): e["secondaryMetrics"]["gflop"]
            for name, precision in (("rollout", ""), ("rollout-bf16", "-bf16"), ("nd4j", ""))
            for e in self.jmh(name)
        }

    def threads(self):
        return max((threads for kernels, threads in self.rates() if kernels != "nd4j"), default=1)

    def processor(self):
        """What this processor computes with by default: native code where it was built."""
        return "native" if ("native", self.threads()) in self.rates() else "vector"

    def rate(self, kernels):
        return self.rates()[kernels, self.threads()]["score"]

    def peaks(self):
        """The measured peak by the number of threads: the most of what Java and C reached, in GFLOP/s."""
        peaks = {}
        for e in self.jmh("peak-*"):
            peaks.setdefault(e["threads"], []).append((e["secondaryMetrics"]["gflop"]["score"], "Vector API"))
        for p in self.peers:
            if p.get("peer") == "peak in C" and "gflopPerSecond" in p:
                peaks.setdefault(p["threads"], []).append((p["gflopPerSecond"], "C"))
        return {threads: max(found) for threads, found in peaks.items()}

    def share(self, rate, threads):
        """Of the measured peak of the processor, as a cell; empty where it was not measured."""
        peak = self.peaks().get(threads)
        return f"{rate / peak[0]:.0%}" if peak else ""

    def share_of_gpu(self, rate):
        """Of what the GPU made of one large product in full float32."""
        peaks = [p["gflopPerSecond"] for p in self.peers if p.get("precision") == "float32"]
        return f"{rate / max(peaks):.0%}" if peaks else ""

    def torch(self, what, preset="pets-halfcheetah", gpu=False):
        """PyTorch's lines on the processor or the GPU; older ones have only rollouts of pets-halfcheetah and do not say so."""
        return [
            p
            for p in self.peers
            if p.get("peer", "PyTorch") == "PyTorch"
            and "gflopPerSecond" in p
            and p.get("what", "rollout") == what
            and p.get("preset", "pets-halfcheetah") == preset
            and (p["device"] != "cpu") == gpu
        ]

    def best_torch(self):
        """The fastest rollout of pets-halfcheetah; None without any."""
        return max(self.torch("rollout"), key=lambda p: p["gflopPerSecond"], default=None)

    def where(self, machine=None):
        m = machine or self.machine
        busy = f" (busy before: load {m['loadBefore']})" if m["loadBefore"] > 0.5 else ""
        return f"{m['date']}, {m['processor']}, {m['cores']} cores{busy}, {m['java']}, commit {m['commit']}"

    def warning(self):
        """Of a folder that only shows that everything runs."""
        if self.machine.get("quick"):
            return "**A quick run: it shows that everything runs. Nothing was warm, and the figures mean nothing.**"
        return None

    def again(self):
        """Parts that were measured again, with the machine of that time."""
        for file in sorted(self.path.glob("*.machine.json")):
            yield file.name.split(".")[0], self.where(json.loads(file.read_text()))
