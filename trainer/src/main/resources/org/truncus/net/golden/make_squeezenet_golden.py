"""Reference activations of SqueezeNet 1.1 at every fire module, in numpy from the original file.

python3 make_squeezenet_golden.py squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5 > squeezenet-1.1.csv
Written from the architecture's description, float64 throughout (h5py 3.7, numpy 1.24.2). The Theano
file holds the same kernels as OIHW, turned by 180 degrees; given it, this script turns them back.
Rows: layer,height,width,channels,mean,largest,then eight values at flat index (k*7919) % size
"""
import sys

import h5py
import numpy as np

file = h5py.File(sys.argv[1], "r")


def conv(x, layer, stride=1):
    group = file[layer]
    kernel, bias = (np.asarray(group[name], np.float64) for name in group.attrs["weight_names"])
    if kernel.shape[0] == len(bias) and kernel.shape[3] != len(bias):
        kernel = kernel.transpose(2, 3, 1, 0)[::-1, ::-1]
    side = kernel.shape[0]
    out = [-(-n // stride) for n in x.shape[:2]]
    total = [max((o - 1) * stride + side - n, 0) for o, n in zip(out, x.shape)]
    x = np.pad(x, [(t // 2, t - t // 2) for t in total] + [(0, 0)])
    y = 0
    for r in range(side):
        for q in range(side):
            y = y + x[r:r + out[0] * stride:stride, q:q + out[1] * stride:stride][:out[0], :out[1]] @ kernel[r, q]
    return np.maximum(y + bias, 0)


def pool(x):
    out = [(n - 3) // 2 + 1 for n in x.shape[:2]]
    parts = [x[r:r + 2 * out[0]:2, q:q + 2 * out[1]:2][:out[0], :out[1]] for r in range(3) for q in range(3)]
    return np.max(parts, axis=0)


def row(layer, x):
    flat = x.reshape(-1)
    values = [flat[(k * 7919) % flat.size] for k in range(8)]
    shape = ",".join(str(n) for n in x.shape)
    print(f"{layer},{shape}," + ",".join(f"{v:.8g}" for v in [x.mean(), x.max(), *values]))


i, j, c = np.meshgrid(np.arange(224), np.arange(224), np.arange(3), indexing="ij")
rgb = ((i * 31 + j * 17 + c * 7) % 256).astype(np.float64)
x = rgb[:, :, ::-1] - np.array([103.939, 116.779, 123.68])
x = pool(conv(x, "conv1", 2))
for fire in range(2, 10):
    if fire in (4, 6):
        x = pool(x)
    squeezed = conv(x, f"fire{fire}/squeeze1x1")
    x = np.concatenate([conv(squeezed, f"fire{fire}/expand1x1"), conv(squeezed, f"fire{fire}/expand3x3")], axis=2)
    row(f"fire{fire}_concat", x)
