"""Small files of every form, from which the fuzz tests start; the gate runs them as ordinary tests.

/usr/bin/python3 make_seeds.py   (torch 1.13, h5py 3.7, numpy 1.24) writes a folder for each test here.
"""
import io
import json
import os
import struct
import zipfile
from collections import OrderedDict

import h5py
import numpy as np
import torch


def out(test, name, data):
    folder = test if "/" in test else os.path.join("ReaderFuzzTestInputs", test)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def hdf5(write, **options):
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", **options) as file:
        write(file)
    return buffer.getvalue()


def legacy(file, text=lambda names: np.array(names, dtype="S"), **options):
    file.attrs["layer_names"] = text(["conv1", "bn"])
    file.attrs["backend"] = np.bytes_("tensorflow")
    for layer, weights in {"conv1": ["kernel"], "bn": ["gamma", "beta"]}.items():
        group = file.create_group(layer)
        group.attrs["weight_names"] = text([f"{layer}/{w}:0" for w in weights])
        for w in weights:
            shape = (3, 3, 2, 4) if w == "kernel" else (4,)
            group.create_dataset(f"{layer}/{w}:0", data=np.arange(np.prod(shape), dtype="<f4").reshape(shape), **options)


out("hdf5", "legacy.h5", hdf5(legacy))
out("hdf5", "packed.h5", hdf5(lambda f: legacy(f, chunks=True, compression="gzip", shuffle=True, fletcher32=True)))
texts = lambda names: np.array(names, dtype=object)
out("hdf5", "variable.h5", hdf5(lambda f: legacy(f, texts)))
out("hdf5", "latest.h5", hdf5(lambda f: legacy(f, texts), libver="latest"))


def single(file):
    """Version 4 layouts: one chunk, packed and not."""
    vars_ = file.create_group("layers/conv2d/vars")
    vars_.create_dataset("0", data=np.ones((3, 3, 2, 4), "<f4"), chunks=(3, 3, 2, 4), compression="gzip")
    vars_.create_dataset("1", data=np.arange(4.0), chunks=(4,))


out("hdf5", "single.h5", hdf5(single, libver="latest"))


def dense(file):
    """More links and attributes than fit an object header."""
    for n in range(12):
        file.attrs[f"attribute{n}"] = n
        file.create_group(f"layers/conv2d_{n}/vars").create_dataset("0", data=np.zeros((1, 1, 1, n + 1), "<f2"))


out("hdf5", "dense.h5", hdf5(dense, libver="latest"))
out("hdf5", "keras3.h5", hdf5(dense))


def nested(file):
    file.attrs["model_config"] = json.dumps({"config": {"layers": [{"class_name": "BatchNormalization", "config": {"name": "bn", "epsilon": 0.001}}]}})
    legacy(file.create_group("model_weights"))


out("hdf5", "model.h5", hdf5(nested))


def cycle(file):
    file.attrs["layer_names"] = np.array(["a"], dtype="S")
    group = file.create_group("a")
    group.attrs["weight_names"] = np.array(["b/" * 40 + "kernel:0"], dtype="S")
    group["b"] = group
    file["layers"] = file["/"]


out("hdf5", "cycle.h5", hdf5(cycle))


def cycle3(file):
    layers = file.create_group("layers")
    layers.create_group("functional")["layers"] = layers


out("hdf5", "cycle3.h5", hdf5(cycle3))


def line_feed(file):
    """A name that fuzzing found to be too much for a pattern."""
    file.create_group("layers/a\nb_1/vars").create_dataset("0", data=np.zeros((1, 1), "<f4"))


out("hdf5", "found-line-feed.h5", hdf5(line_feed))


def saved(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


state = OrderedDict(a=torch.arange(6.0).reshape(2, 3).t(), b=torch.ones(2, dtype=torch.float16), n=torch.tensor(3))
state["p"] = torch.nn.Parameter(torch.zeros(2, 2, dtype=torch.bfloat16))
out("torchArchive", "state.pth", saved(state))
out("torchArchive", "nested.pth", saved({"epoch": 3, "lr": 0.1, "names": ["a", ("b", None)], "state_dict": state, 7: True}))
out("torchStream", "state.pth", saved(state, _use_new_zipfile_serialization=False))
out("torchStream", "nested.pth", saved({"epoch": 1 << 40, "state_dict": state}, _use_new_zipfile_serialization=False))
with zipfile.ZipFile(io.BytesIO(saved(state))) as archive:
    out("torch/PickleFuzzTestInputs/pickle", "state.pkl", archive.read("archive/data.pkl"))
out("torch/PickleFuzzTestInputs/pickle", "constants.pkl", b"\x80\x02}q\x00(X\x01\x00\x00\x00aq\x01K\x05U\x01bM\x00\x01X\x01\x00\x00\x00c\x8a\x02\x00\x80X\x01\x00\x00\x00dG?\xf0\x00\x00\x00\x00\x00\x00u.")


def safetensors(header, data):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


out("safetensors", "types.safetensors", safetensors({
    "__metadata__": {"format": "pt"},
    "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
    "b": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [8, 12]},
    "c": {"dtype": "I64", "shape": [], "data_offsets": [12, 20]}}, bytes(range(20))))
out("safetensors", "overlap.safetensors", safetensors({
    "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
    "b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}}, bytes(12)))

for name, save in [("stored.npz", np.savez), ("packed.npz", np.savez_compressed)]:
    buffer = io.BytesIO()
    save(buffer, **{"conv1/kernel": np.asfortranarray(np.ones((3, 2), ">f8")), "b": np.zeros(4, "<f2"), "n": np.int64(3)})
    out("npz", name, buffer.getvalue())

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("config.json", json.dumps({"class_name": "Functional", "config": {"layers": [{"class_name": "Conv2D", "config": {"name": "conv1", "strides": [2, 2]}}]}}))
    archive.writestr("model.weights.h5", hdf5(single, libver="latest"))
out("kerasArchive", "model.keras", buffer.getvalue())

out("tensorFlowJs", "model.json", json.dumps({
    "modelTopology": {"model_config": {"class_name": "Model", "config": {"layers": []}}},
    "weightsManifest": [{"paths": ["shard1", "shard2"], "weights": [
        {"name": "conv1/kernel", "shape": [1, 1, 1, 3], "dtype": "float32"},
        {"name": "n", "shape": [], "dtype": "int32"},
        {"name": "bn/gamma", "shape": [2], "dtype": "float32", "quantization": {"dtype": "float16", "original_dtype": "float32"}}]}]}).encode())


def field(number, data):
    if isinstance(data, int):
        return bytes([number << 3, data])
    return bytes([number << 3 | 2, len(data)]) + data


tensor = field(1, 1) + field(2, field(2, field(1, 2))) + field(4, struct.pack("<2f", 1, 2))
node = field(1, b"conv1.bias") + field(2, b"Const") + field(5, field(1, b"value") + field(2, field(8, tensor)))
out("graph", "saved_model.pb", field(1, 1) + field(2, field(2, field(1, node))))
