"""Reference activations of whole networks at every cut, from torchvision's and PyTorch's layers.

python3 make_network_golden.py > network-golden.csv
torch 1.13, torchvision 0.14, float64 throughout. Weights are a formula of their name and index that
NetworkGoldenTest computes too, so no weight file is needed.
Rows: backbone,layer,height,width,channels,mean,largest magnitude,
eight values at flat index (k*7919) % size
"""
import zlib

import numpy as np
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

OUTPUTS = 3


def uniform(name, count):
    """SplitMix64 of the name's CRC-32: the upper 24 bits of each value, in [0,1)."""
    with np.errstate(over="ignore"):
        z = np.uint64(zlib.crc32(name.encode())) * np.uint64(0x9E3779B97F4A7C15)
        z = z + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / 2**24


def weight(name, shape):
    """float32 values in Keras' layout; kernels keep the variance of what a rectifier lets pass."""
    u = uniform(name, int(np.prod(shape)))
    kind = name.split(".")[1]
    if kind == "kernel":
        u = (2 * u - 1) * np.sqrt(6.0 / np.prod(shape[:-1]))
    elif kind == "gamma":
        u = 0.5 + u
    elif kind == "moving_variance":
        u = 0.5 + 1.5 * u
    else:
        u = (u - 0.5) * 0.4
    return torch.from_numpy(u.astype(np.float32).astype(np.float64).reshape(shape))


def fill_conv(conv, name):
    out, per_group, height, width = conv.weight.shape
    conv.weight.data = weight(name + ".kernel", (height, width, per_group, out)).permute(3, 2, 0, 1)
    if conv.bias is not None:
        conv.bias.data = weight(name + ".bias", (out,))


def fill_norm(norm, name):
    shape = (norm.num_features,)
    norm.weight.data = weight(name + ".gamma", shape)
    norm.bias.data = weight(name + ".beta", shape)
    norm.running_mean.data = weight(name + ".moving_mean", shape)
    norm.running_var.data = weight(name + ".moving_variance", shape)


def image(size):
    i, j, c = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    values = ((i * 31 + j * 17 + c * 7) % 256) / 127.5 - 1
    return torch.from_numpy(values.astype(np.float32).astype(np.float64)).permute(2, 0, 1)[None]


def row(backbone, layer, x):
    flat = x[0].permute(1, 2, 0).contiguous().numpy() if x.dim() == 4 else x.numpy()
    shape = ",".join(str(n) for n in (flat.shape if x.dim() == 4 else (1, 1, flat.size)))
    flat = flat.reshape(-1)
    values = [flat.mean(), np.abs(flat).max()] + [flat[(k * 7919) % flat.size] for k in range(8)]
    print(f"{backbone},{layer},{shape}," + ",".join(f"{v:.8g}" for v in values))


def head(backbone, x):
    x = x.mean((2, 3))
    kernel = weight("probs.kernel", (x.shape[1], OUTPUTS))
    row(backbone, "probs", x @ kernel + weight("probs.bias", (OUTPUTS,)))


def resnet(backbone, keras):
    net = torchvision.models.resnet50().double().eval()
    fill_conv(net.conv1, "conv1_conv")
    if keras:
        net.conv1.bias = nn.Parameter(weight("conv1_conv.bias", (64,)))
    fill_norm(net.bn1, "conv1_bn")
    net.maxpool.register_forward_hook(lambda m, i, o: row(backbone, "pool1_pool", o))
    for stage, layer in enumerate([net.layer1, net.layer2, net.layer3, net.layer4], 2):
        for number, block in enumerate(layer, 1):
            name = f"conv{stage}_block{number}"
            parts = [(block.conv1, block.bn1), (block.conv2, block.bn2), (block.conv3, block.bn3)]
            parts = [(p, i + 1) for i, p in enumerate(parts)]
            if block.downsample is not None:
                parts.append((block.downsample, 0))
            for (conv, norm), i in parts:
                if keras:
                    conv.bias = nn.Parameter(torch.zeros(conv.out_channels))
                fill_conv(conv, f"{name}_{i}_conv")
                fill_norm(norm, f"{name}_{i}_bn")
            if keras:
                block.conv1.stride, block.conv2.stride = block.conv2.stride, (1, 1)
            block.register_forward_hook(
                lambda m, i, o, layer=name + "_out": row(backbone, layer, o))
    if keras:
        for module in net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eps = 1.001e-5
    net.layer4.register_forward_hook(lambda m, i, o: head(backbone, o))
    net(image(64))


def densenet121():
    backbone = "densenet121"
    net = torchvision.models.densenet121().double().eval().features
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eps = 1.001e-5

    def rectified(layer):
        return lambda m, i, o: row(backbone, layer, o.clamp(min=0))

    fill_conv(net.conv0, "conv1_conv")
    fill_norm(net.norm0, "conv1_bn")
    net.pool0.register_forward_hook(lambda m, i, o: row(backbone, "pool1", o))
    for stage in range(1, 5):
        for number, layer in enumerate(net.get_submodule(f"denseblock{stage}").values(), 1):
            name = f"conv{stage + 1}_block{number}"
            fill_norm(layer.norm1, name + "_0_bn")
            fill_conv(layer.conv1, name + "_1_conv")
            fill_norm(layer.norm2, name + "_1_bn")
            fill_conv(layer.conv2, name + "_2_conv")
            if number > 1:
                layer.norm1.register_forward_hook(rectified(name + "_0_relu"))
        if stage < 4:
            transition, name = net.get_submodule(f"transition{stage}"), f"pool{stage + 1}"
            fill_norm(transition.norm, name + "_bn")
            fill_conv(transition.conv, name + "_conv")
            transition.norm.register_forward_hook(rectified(name + "_relu"))
            transition.register_forward_hook(
                lambda m, i, o, layer=name + "_pool": row(backbone, layer, o))
    fill_norm(net.norm5, "bn")
    net.norm5.register_forward_hook(rectified("relu"))
    head(backbone, F.relu(net(image(64))))


def cbr(backbone, kernel, widths, padded, size, last_pool):
    x = image(size)
    channels = 3
    for unit, width in enumerate(widths, 1):
        conv = nn.Conv2d(channels, width, kernel, padding=kernel // 2 if padded else 0).double()
        norm = nn.BatchNorm2d(width).double().eval()
        fill_conv(conv, f"conv{unit}_conv")
        fill_norm(norm, f"conv{unit}_bn")
        x = F.relu(norm(conv(x)))
        layer = f"conv{unit}_relu"
        if unit < len(widths) or last_pool:
            x = F.max_pool2d(x, 3, 2, padding=1 if padded else 0)
            layer = f"pool{unit}_pool"
        row(backbone, layer, x)
        channels = width
    head(backbone, x)


def squeezenet():
    backbone = "squeezenet-1.1"

    def conv(x, name, filters, size):
        kernel = weight(name + ".kernel", (size, size, x.shape[1], filters)).permute(3, 2, 0, 1)
        stride, padding = (2, 0) if name == "conv1" else (1, size // 2)
        return F.relu(F.conv2d(x, kernel, weight(name + ".bias", (filters,)), stride, padding))

    x = conv(F.pad(image(64), (0, 1, 0, 1)), "conv1", 64, 3)
    x = F.max_pool2d(x, 3, 2)
    for fire, squeeze in zip(range(2, 10), [16, 16, 32, 32, 48, 48, 64, 64]):
        if fire in (4, 6):
            x = F.max_pool2d(x, 3, 2)
        x = conv(x, f"fire{fire}_squeeze1x1", squeeze, 1)
        wide = [conv(x, f"fire{fire}_expand{k}x{k}", 4 * squeeze, k) for k in (1, 3)]
        x = torch.cat(wide, 1)
        row(backbone, f"fire{fire}_concat", x)
    head(backbone, x)


with torch.no_grad():
    resnet("resnet50", False)
    resnet("resnet50-v1-bias", True)
    densenet121()
    cbr("cbr-large-t", 7, [32, 64, 128, 256, 512], True, 64, False)
    cbr("cbr-tiny-32-valid", 5, [32, 64, 128, 256], False, 128, True)
    squeezenet()
