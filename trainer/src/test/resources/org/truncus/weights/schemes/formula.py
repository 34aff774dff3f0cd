"""Weights that are a function of their name: small numbers that every float type holds exactly.

The Java tests compute the same (class Formula).
"""
import math

import numpy as np


def levels(name, count):
    """One of 0, 5, 10 and 15 each; so few, that files of them pack well."""
    h = 0x811C9DC5
    for byte in name.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    x = (np.uint64(h) + np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B1)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(15)
    x = (x * np.uint64(0x2C1B3C6D)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(12)
    return (x >> np.uint64(30)).astype(np.float64) * 5


def tensor(name, shape):
    """A weight by our name, in our layout (HWIO), float64."""
    k = levels(name, int(np.prod(shape)))
    weight = name.rsplit(".", 1)[1]
    if weight in ("gamma", "moving_variance"):
        values = (8 + k) / 16
    elif weight in ("beta", "moving_mean", "bias"):
        values = (k - 8) / 64
    else:
        inputs = shape[0] * shape[1] * (1 if weight == "depthwise_kernel" else shape[2])
        values = (k - 7.5) * 2.0 ** (math.frexp(math.sqrt(6 / inputs) / 7.5)[1] - 1)
    return values.reshape(shape)


def norm(name, channels):
    return {f"{name}.{w}": (channels,) for w in ("gamma", "beta", "moving_mean", "moving_variance")}


def resnet50(blocks=(3, 4, 6, 3)):
    """Shapes by our names; no bias, epsilon 1e-5."""
    shapes = {"conv1_conv.kernel": (7, 7, 3, 64), **norm("conv1_bn", 64)}
    inputs = 64
    for stage, count in enumerate(blocks):
        width = 64 << stage
        for block in range(1, count + 1):
            name = f"conv{stage + 2}_block{block}_"
            parts = [(1, 1, inputs, width), (2, 3, width, width), (3, 1, width, 4 * width)]
            if block == 1:
                parts.insert(0, (0, 1, inputs, 4 * width))
            for part, side, i, o in parts:
                shapes[f"{name}{part}_conv.kernel"] = (side, side, i, o)
                shapes.update(norm(f"{name}{part}_bn", o))
            inputs = 4 * width
    return {name: tensor(name, shape) for name, shape in shapes.items()}


def densenet(blocks=(6, 12, 24, 16)):
    """Shapes by our names; epsilon 1e-5 as in PyTorch."""
    shapes = {"conv1_conv.kernel": (7, 7, 3, 64), **norm("conv1_bn", 64)}
    inputs = 64
    for stage, count in enumerate(blocks):
        for layer in range(1, count + 1):
            name = f"conv{stage + 2}_block{layer}_"
            shapes.update(norm(name + "0_bn", inputs))
            shapes[name + "1_conv.kernel"] = (1, 1, inputs, 128)
            shapes.update(norm(name + "1_bn", 128))
            shapes[name + "2_conv.kernel"] = (3, 3, 128, 32)
            inputs += 32
        if stage < len(blocks) - 1:
            name = f"pool{stage + 2}_"
            shapes.update(norm(name + "bn", inputs))
            shapes[name + "conv.kernel"] = (1, 1, inputs, inputs // 2)
            inputs //= 2
    shapes.update(norm("bn", inputs))
    return {name: tensor(name, shape) for name, shape in shapes.items()}


def torch_name(name):
    """torchvision's name of a weight of ResNet50 or DenseNet."""
    import re
    layer, weight = name.rsplit(".", 1)
    weight = {"kernel": "weight", "gamma": "weight", "beta": "bias", "moving_mean": "running_mean",
              "moving_variance": "running_var"}[weight]
    return layer, weight, re


def resnet_torch_name(name):
    layer, weight, re = torch_name(name)
    if layer.startswith("conv1_"):
        return ("conv1." if layer == "conv1_conv" else "bn1.") + weight
    stage, block, part, kind = re.fullmatch(r"conv(\d)_block(\d+)_(\d)_(conv|bn)", layer).groups()
    own = f"downsample.{0 if kind == 'conv' else 1}" if part == "0" else f"{kind}{part}"
    return f"layer{int(stage) - 1}.{int(block) - 1}.{own}.{weight}"


def densenet_torch_name(name):
    layer, weight, re = torch_name(name)
    top = {"conv1_conv": "conv0", "conv1_bn": "norm0", "bn": "norm5"}
    if layer in top:
        return f"features.{top[layer]}.{weight}"
    match = re.fullmatch(r"pool(\d)_(conv|bn)", layer)
    if match:
        return f"features.transition{int(match[1]) - 1}.{'norm' if match[2] == 'bn' else 'conv'}.{weight}"
    stage, block, part, kind = re.fullmatch(r"conv(\d)_block(\d+)_(\d)_(conv|bn)", layer).groups()
    own = f"norm{int(part) + 1}" if kind == "bn" else f"conv{part}"
    return f"features.denseblock{int(stage) - 1}.denselayer{block}.{own}.{weight}"


def torch_layout(value):
    return np.ascontiguousarray(value.transpose(3, 2, 0, 1)) if value.ndim == 4 else value


def keras_form(tensors, epsilon, with_bias):
    """The same function in Keras' form: another epsilon, and biases that the means take back."""
    form = {}
    for name, value in tensors.items():
        layer, weight = name.rsplit(".", 1)
        if weight == "moving_variance":
            value = value + 1e-5 - epsilon
        if weight == "moving_mean" and with_bias:
            value = value + tensor(layer.replace("_bn", "_conv") + ".bias", value.shape)
        form[name] = value
        if weight == "kernel" and with_bias:
            form[layer + ".bias"] = tensor(layer + ".bias", value.shape[3:])
    return form
