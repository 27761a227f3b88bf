"""The most operations on floats that a device makes in one large product of matrices, by PyTorch: what a rollout there is a share of.

    python3 benchmarks/peers/matmul.py --device cuda

Prints a line of JSON for each precision: full float32, and on CUDA those of the tensor cores, too (inputs rounded to TF32; bfloat16).
"""
import argparse
import json
import time

import torch


def rate(a, b, seconds):
    """GFLOP/s, the best of repeated products within a time."""

    def finish():
        if a.is_cuda:
            torch.cuda.synchronize()

    best, begin = 0.0, time.perf_counter()
    while time.perf_counter() - begin < seconds:
        finish()
        start = time.perf_counter()
        torch.matmul(a, b)
        finish()
        best = max(best, 2e-9 * a.shape[0] * a.shape[1] * b.shape[1] / (time.perf_counter() - start))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cuda")
    parser.add_argument("--size", type=int, default=8192)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    precisions = [("float32", torch.float32, False)]
    if options.device == "cuda":
        precisions += [("tf32", torch.float32, True), ("bfloat16", torch.bfloat16, False)]
    for name, kind, tf32 in precisions:
        torch.backends.cuda.matmul.allow_tf32 = tf32
        a = torch.randn(options.size, options.size, device=options.device, dtype=kind)
        line = {
            "peer": "peak in PyTorch",
            "torch": torch.__version__,
            "device": torch.cuda.get_device_name() if options.device == "cuda" else "cpu",
            "precision": name,
            "gflopPerSecond": round(rate(a, a, options.seconds), 1),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
