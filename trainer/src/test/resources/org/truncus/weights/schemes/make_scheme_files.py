"""The same few layers in every form that weight files come in, with the weights of formula.py.

/usr/bin/python3 make_scheme_files.py   (torch 1.13, h5py 3.7, numpy 1.24) writes the *.gz files here.
With a folder as argument it writes the forms of whole networks there, uncompressed, to try by hand.
ResNet50 ends after its first bottleneck (cut L2), DenseNet121 after its first dense layer (B1.1),
MobileNet v1 0.25 after its second block (L2), SqueezeNet 1.1 after its first fire module (L1).
"""
import gzip
import io
import json
import os
import struct
import sys
import zipfile
from collections import OrderedDict

import h5py
import numpy as np
import torch

import formula

WHOLE = sys.argv[1] if len(sys.argv) > 1 else None
KERAS_EPSILON, DEFAULT_EPSILON = 1.001e-5, 1e-3


def out(name, data):
    if WHOLE:
        with open(os.path.join(WHOLE, name), "wb") as file:
            file.write(data)
    else:
        with open(name + ".gz", "wb") as file:
            file.write(gzip.compress(data, 9, mtime=0))


def below(tensors, *prefixes):
    return tensors if WHOLE else {n: v for n, v in tensors.items() if n.startswith(prefixes)}


RESNET = below(formula.resnet50(), "conv1_", "conv2_block1_")
DENSENET = below(formula.densenet(), "conv1_", "conv2_block1_", "conv2_block2_0_bn")


# --- PyTorch ---------------------------------------------------------------------------------------

def state(tensors, rename, dtype, counters, prefix=""):
    result = OrderedDict()
    for name, value in tensors.items():
        new = prefix + rename(name)
        result[new] = torch.from_numpy(formula.torch_layout(value)).to(dtype)
        if counters and new.endswith("running_var"):
            result[new.replace("running_var", "num_batches_tracked")] = torch.tensor(7)
    return result


def saved(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def safetensors(tensors, metadata):
    header, offset, parts = {"__metadata__": metadata}, 0, []
    names = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64", torch.int64: "I64"}
    for name, value in tensors.items():
        raw = value.contiguous().view(torch.int16).numpy().tobytes() if value.dtype == torch.bfloat16 else value.contiguous().numpy().tobytes()
        header[name] = {"dtype": names[value.dtype], "shape": list(value.shape), "data_offsets": [offset, offset + len(raw)]}
        offset += len(raw)
        parts.append(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(parts)


resnet = state(RESNET, formula.resnet_torch_name, torch.float32, True)
resnet["fc.weight"], resnet["fc.bias"] = torch.zeros(3, 2048), torch.zeros(3)
out("torchvision.pth", saved(resnet))

old = state(RESNET, formula.resnet_torch_name, torch.float16, False, "module.")
checkpoint = {"epoch": 90, "arch": "resnet50", "best_acc1": 76.1, "state_dict": old,
              "optimizer": {"state": {}, "param_groups": [{"lr": 0.1, "nesterov": False, "params": [0, 1]}]}}
out("module-stream.pth", saved(checkpoint, _use_new_zipfile_serialization=False))

channels_last = state(RESNET, formula.resnet_torch_name, torch.float64, True, "model.backbone.")
channels_last = {n: torch.nn.Parameter(v.to(memory_format=torch.channels_last) if v.ndim == 4 else v, v.is_floating_point())
                 if v.is_floating_point() else v for n, v in channels_last.items()}
out("channels-last.pth", saved({"model": channels_last} if WHOLE else channels_last))

bf16 = state(RESNET, formula.resnet_torch_name, torch.bfloat16, True)
out("timm.safetensors", safetensors(bf16, {"format": "pt"}))

sequence = OrderedDict()
for name, value in state(RESNET, formula.resnet_torch_name, torch.float32, False).items():
    owner, rest = name.split(".", 1)
    number = {"conv1": 0, "bn1": 1}.get(owner) if owner in ("conv1", "bn1") else int(owner[5:]) + 3
    sequence[f"backbone.{number}.{rest}"] = value
out("sequence.pth", saved(sequence))


def dotted(name):
    """Names of torchvision's files of 2017: norm.1, conv.2."""
    parts = formula.densenet_torch_name(name).split(".")
    return ".".join(p[:-1] + "." + p[-1] if p in ("norm1", "norm2", "conv1", "conv2") else p for p in parts)


out("densenet-dotted.pth", saved(state(DENSENET, dotted, torch.float32, False), _use_new_zipfile_serialization=False))
grey = state(DENSENET, formula.densenet_torch_name, torch.float32, True)
grey["features.conv0.weight"] = grey["features.conv0.weight"].sum(1, keepdim=True)
out("xrv.safetensors", safetensors(grey, {}))


# --- Keras -----------------------------------------------------------------------------------------

def hdf5(write, **options):
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", **options) as file:
        write(file)
    return buffer.getvalue()


ORDER = {"kernel": 0, "depthwise_kernel": 0, "gamma": 0, "bias": 1, "beta": 1, "moving_mean": 2, "moving_variance": 3}


def by_layer(tensors):
    """Layers in the order of Keras' models: the shortcut's between those of the main path."""
    layers = {}
    for name, value in tensors.items():
        layer, weight = name.rsplit(".", 1)
        layers.setdefault(layer, {})[weight] = value
    layers = {layer: dict(sorted(w.items(), key=lambda item: ORDER[item[0]])) for layer, w in layers.items()}
    if not any("_0_conv" in layer for layer in layers):
        return layers
    names = list(layers)
    ordered = []
    for name in names:
        head = name.rsplit("_", 2)[0]
        if name.startswith("conv1_") or f"{head}_0_conv" not in layers:
            ordered.append(name)
        elif name == f"{head}_0_conv":
            ordered += [f"{head}_{p}" for p in ("1_conv", "1_bn", "2_conv", "2_bn", "0_conv", "3_conv", "0_bn", "3_bn")]
    return {name: layers[name] for name in ordered}


def legacy(root, layers, path, group_name=lambda layer: layer, names_as=np.bytes_, create=None):
    """save_weights of Keras 1 and 2; create writes one data set."""
    root.attrs["layer_names"] = np.array(["input_1", *map(group_name, layers)], dtype="S")
    root.attrs["backend"], root.attrs["keras_version"] = b"tensorflow", b"2.1.6"
    root.create_group("input_1").attrs["weight_names"] = np.array([], dtype="S1")
    for layer, weights in layers.items():
        group = root.create_group(group_name(layer))
        paths = [path(layer, weight) for weight in weights]
        group.attrs["weight_names"] = np.array(paths, dtype="S")
        for name, value in zip(paths, weights.values()):
            (create or (lambda g, n, v: g.create_dataset(n, data=v.astype("<f4"))))(group, name, value)


KERAS_RESNET = by_layer(formula.keras_form(RESNET, KERAS_EPSILON, True))
top = {"predictions": {"kernel": np.zeros((2048, 3)), "bias": np.zeros(3)}}
out("keras.h5", hdf5(lambda f: legacy(f, {**KERAS_RESNET, **top}, lambda l, w: f"{l}/{w}:0")))


def res2a(layer):
    if layer.startswith("conv1_"):
        return "conv1" if layer == "conv1_conv" else "bn_conv1"
    stage, block, part, kind = layer.replace("conv", "", 1).replace("block", "").split("_")
    branch = "1" if part == "0" else "2" + "abc"[int(part) - 1]
    return f"{'res' if kind == 'conv' else 'bn'}{stage}{'abcdef'[int(block) - 1]}_branch{branch}"


KERAS_1 = {"kernel": "W", "moving_mean": "running_mean", "moving_variance": "running_std", "bias": "b"}
old_layers = by_layer(formula.keras_form(RESNET, DEFAULT_EPSILON, True))
out("res2a.h5", hdf5(lambda f: legacy(
    f, old_layers, lambda l, w: f"{res2a(l)}_{KERAS_1.get(w, w)}_1:0", res2a)))


def config(layers, epsilon, v1=True, keras3=True):
    """The part of model.get_config() that matters, for a backbone in Keras' order."""
    entries = [{"class_name": "InputLayer", "config": {"name": "input_1"}}]
    for layer, weights in layers.items():
        if "gamma" in weights:
            entries.append({"class_name": "BatchNormalization", "config": {"name": layer, "epsilon": epsilon, "momentum": 0.99}})
        else:
            first = layer.endswith("block1_1_conv") or layer.endswith("block1_0_conv")
            strided = layer == "conv1_conv" or (not layer.startswith("conv2_") and (
                layer.endswith("block1_0_conv") or layer.endswith("block1_1_conv" if v1 else "block1_2_conv")))
            entries.append({"class_name": "Conv2D", "config": {"name": layer, "strides": [2, 2] if strided else [1, 1], "use_bias": True}})
    return {"class_name": "Functional", "config": {"name": "resnet50", "layers": entries}}


def nested(file):
    """A whole model of Keras 2 whose first layer is the backbone; packed, in float64."""
    inner = config(KERAS_RESNET, KERAS_EPSILON)
    inner["name"] = "resnet50"
    file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"layers": [inner, {"class_name": "Dense", "config": {"name": "dense"}}]}})
    root = file.create_group("model_weights")
    root.attrs["layer_names"] = np.array(["resnet50", "dense"], dtype="S")
    group = root.create_group("resnet50")
    flat = [(f"{l}/{w}:0", v) for l, ws in KERAS_RESNET.items() for w, v in ws.items()]
    flat = [e for e in flat if "moving" not in e[0]] + [e for e in flat if "moving" in e[0]]
    group.attrs["weight_names"] = np.array([n for n, _ in flat], dtype="S")
    for name, value in flat:
        group.create_dataset(name, data=value, chunks=tuple(max(1, (s + 1) // 2) for s in value.shape), compression="gzip", shuffle=True, fletcher32=True)
    dense = root.create_group("dense")
    dense.attrs["weight_names"] = np.array(["dense/kernel:0"], dtype="S")
    dense.create_dataset("dense/kernel:0", data=np.zeros((2048, 3)))


out("nested.h5", hdf5(nested))


def latest(file):
    """The newest structures of HDF5, split attributes, texts of variable length, big-endian."""
    names = list(KERAS_RESNET)
    half = len(names) // 2
    for part, some in enumerate([names[:half], names[half:]]):
        file.attrs.create(f"layer_names{part}", some, dtype=h5py.string_dtype())
    for extra in range(9):
        file.attrs[f"note{extra}"] = extra
    for layer, weights in KERAS_RESNET.items():
        group = file.create_group(layer)
        group.attrs.create("weight_names", [f"{layer}_1/{w}:0" for w in weights], dtype=h5py.string_dtype())
        for weight, value in weights.items():
            group.create_dataset(f"{layer}_1/{weight}:0", data=value.astype(">f4"))


out("latest.h5", hdf5(latest, libver="latest"))


def keras3(file, layers, names, top="layers", above=""):
    """Keras 3: classes and numbers, weights by number; newer versions add the name."""
    counts = {}
    for layer, weights in layers.items():
        kind = "batch_normalization" if "gamma" in weights else "depthwise_conv2d" if "depthwise_kernel" in weights else "conv2d"
        number = counts[kind] = counts.get(kind, -1) + 1
        group = file.create_group(f"{above}{top}/{kind}{f'_{number}' if number else ''}/vars")
        if names:
            group.attrs["name"] = layer
        for place, value in enumerate(weights.values()):
            group.create_dataset(str(place), data=value.astype("<f4"))
    file.create_group(f"{above}{top}/input_layer/vars")


def archive(v1):
    weights = hdf5(lambda f: keras3(f, KERAS_RESNET, False))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zip_file:
        for name, data in [("metadata.json", b'{"keras_version": "3.3.3"}'),
                           ("config.json", json.dumps(config(KERAS_RESNET, KERAS_EPSILON, v1)).encode()),
                           ("model.weights.h5", weights)]:
            zip_file.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


out("named.weights.h5", hdf5(lambda f: keras3(f, KERAS_RESNET, True)))
out("numbered.weights.h5", hdf5(lambda f: keras3(f, KERAS_RESNET, False, "_layer_checkpoint_dependencies")))
out("v1.keras", archive(True))
if WHOLE:
    out("v1.5.keras", archive(False))

KERAS_DENSENET = by_layer(formula.keras_form(DENSENET, KERAS_EPSILON, False))
slashed = lambda l: l.replace("conv1_", "conv1/") if l in ("conv1_conv", "conv1_bn") else l
out("densenet.h5", hdf5(lambda f: legacy(f, KERAS_DENSENET, lambda l, w: f"{slashed(l)}/{w}:0", slashed)))


def npz():
    """numpy.savez with names of paths; Fortran's order, other types, deflated."""
    arrays = {}
    for n, (name, value) in enumerate(formula.keras_form(DENSENET, KERAS_EPSILON, False).items()):
        kind = (">f8", "<f4", "<f8")[n % 3]
        arrays[slashed(name.rsplit(".", 1)[0]) + "/" + name.rsplit(".", 1)[1]] = np.asarray(value.astype(kind), order="F" if n % 2 == 0 else "C")
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


out("densenet.npz", npz())


def mobilenet():
    shapes = {"conv1.kernel": (3, 3, 3, 8), **formula.norm("conv1_bn", 8)}
    for block, (i, o) in enumerate([(8, 16), (16, 32)], 1):
        shapes[f"conv_dw_{block}.depthwise_kernel"] = (3, 3, i, 1)
        shapes.update(formula.norm(f"conv_dw_{block}_bn", i))
        shapes[f"conv_pw_{block}.kernel"] = (1, 1, i, o)
        shapes.update(formula.norm(f"conv_pw_{block}_bn", o))
    for block in (3, 4):
        shapes[f"conv_pw_{block}.kernel"] = (1, 1, 32 if block == 3 else 32, 32 if block == 3 else 64)
    return {name: formula.tensor(name, shape) for name, shape in shapes.items()}


if not WHOLE:
    out("mobilenet.weights.h5", hdf5(lambda f: keras3(f, by_layer(mobilenet()), False)))


    def theano(file):
        """Keras 1 on Theano: kernels of any name, out-in-height-width, turned."""
        shapes = {"conv1": (3, 3, 3, 64), "fire2/squeeze1x1": (1, 1, 64, 16), "fire2/expand1x1": (1, 1, 16, 64), "fire2/expand3x3": (3, 3, 16, 64)}
        file.attrs["layer_names"] = np.array(["input_1", *shapes], dtype="S")
        file.create_group("input_1").attrs["weight_names"] = np.array([])
        for number, (layer, shape) in enumerate(shapes.items(), 1):
            group = file.create_group(layer)
            paths = [f"uniform{number}", f"{layer}_b"]
            group.attrs["weight_names"] = np.array(paths, dtype="S")
            ours = layer.replace("/", "_")
            kernel = formula.tensor(ours + ".kernel", shape)[::-1, ::-1].transpose(3, 2, 0, 1)
            group.create_dataset(paths[0], data=kernel.astype("<f4"))
            group.create_dataset(paths[1], data=formula.tensor(ours + ".bias", shape[3:]).astype("<f4"))


    out("theano.h5", hdf5(theano))
