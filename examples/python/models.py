"""Foresight's model files in Python, with the standard library only.

A model file is a safetensors file: a 64-bit length, a header in JSON, then the tensors' values.
A tensor here is a pair of its shape and its values as a flat array of 32-bit floats; `write` also
takes PyTorch tensors and numpy arrays as they are.
"""
import array
import json
import math
import os
import struct
import sys


def write(path, tensors, metadata):
    """Write {name: tensor} and {name: text}; the file is there whole or not at all."""
    header, parts, begin = {"__metadata__": dict(sorted(metadata.items()))}, [], 0
    for name in sorted(tensors):
        shape, values = flat(tensors[name])
        if not all(map(math.isfinite, values)):
            raise ValueError(f"tensor {name} has a value that is not finite; no model can use it")
        if sys.byteorder == "big":
            values.byteswap()
        end = begin + 4 * len(values)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begin, end]}
        parts.append(values)
        begin = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    aside = f"{path}.tmp"
    with open(aside, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for part in parts:
            part.tofile(file)
    os.replace(aside, path)


def read(path):
    """Read ({name: (shape, values)}, {name: text}) from a file of 32-bit floats."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(length)), file.read()
    metadata, tensors = header.pop("__metadata__", {}), {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        if entry["dtype"] != "F32" or end - begin != 4 * math.prod(entry["shape"]):
            raise ValueError(f"tensor {name} is not an array of 32-bit floats: {entry}")
        values = array.array("f", data[begin:end])
        if sys.byteorder == "big":
            values.byteswap()
        tensors[name] = entry["shape"], values
    return tensors, metadata


def flat(tensor):
    """(shape, values) of a tensor of any kind that `write` takes."""
    if isinstance(tensor, tuple):
        shape, values = tensor
    else:
        tensor = tensor.detach().cpu() if hasattr(tensor, "detach") else tensor
        shape, values = tensor.shape, tensor.reshape(-1).tolist()
    values = array.array("f", values)
    if len(values) != math.prod(shape):
        raise ValueError(f"a tensor of shape {list(shape)} has {len(values)} values")
    return list(shape), values
