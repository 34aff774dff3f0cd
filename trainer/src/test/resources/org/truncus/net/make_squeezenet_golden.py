"""Reference activations of SqueezeNet 1.1 after every fire module, in numpy from the original file.

python3 make_squeezenet_golden.py squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5 \
    > squeezenet-1.1-golden.csv
Written from the architecture's description, float64 throughout (h5py, numpy 1.24.2).
Rows: layer,height,width,channels,mean,largest,then eight values at flat index (k*7919) % size
"""
import sys

import h5py
import numpy as np

file = h5py.File(sys.argv[1], "r")
MEANS = np.array([103.939, 116.779, 123.68])


def weights(layer):
    group = file[layer]
    kernel, bias = [np.asarray(group[name.decode()], np.float64) for name in group.attrs["weight_names"]]
    return kernel, bias


def conv(x, layer, stride=1):
    """A convolution with TensorFlow's SAME padding and a rectifier."""
    kernel, bias = weights(layer)
    size = kernel.shape[0]
    pads = [(0, 0)] * 3
    for axis in (0, 1):
        total = max((-(-x.shape[axis] // stride) - 1) * stride + size - x.shape[axis], 0)
        pads[axis] = (total // 2, total - total // 2)
    x = np.pad(x, pads)
    height, width = [(side - size) // stride + 1 for side in x.shape[:2]]
    y = bias
    for r in range(size):
        for q in range(size):
            part = x[r:r + height * stride:stride, q:q + width * stride:stride][:height, :width]
            y = y + part @ kernel[r, q]
    return np.maximum(y, 0)


def pool(x):
    height, width = [(side - 3) // 2 + 1 for side in x.shape[:2]]
    parts = [x[r:r + height * 2:2, q:q + width * 2:2][:height, :width]
             for r in range(3) for q in range(3)]
    return np.max(parts, axis=0)


def row(layer, x):
    flat = x.reshape(-1)
    values = [flat[(k * 7919) % flat.size] for k in range(8)]
    shape = ",".join(str(n) for n in x.shape)
    print(f"{layer},{shape}," + ",".join(f"{v:.8g}" for v in [x.mean(), x.max(), *values]))


i, j, c = np.meshgrid(np.arange(224), np.arange(224), np.arange(3), indexing="ij")
x = pool(conv((i * 31 + j * 17 + c * 7) % 256 - MEANS, "conv1", 2))
for fire in range(2, 10):
    x = pool(x) if fire in (4, 6) else x
    x = conv(x, f"fire{fire}/squeeze1x1")
    x = np.concatenate([conv(x, f"fire{fire}/expand{k}x{k}") for k in (1, 3)], axis=-1)
    row(f"fire{fire}_concat", x)
