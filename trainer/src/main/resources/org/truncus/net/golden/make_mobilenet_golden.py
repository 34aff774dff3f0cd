"""Reference activations of MobileNet v1 at every block end that a file has, in numpy.

python3 make_mobilenet_golden.py mobilenet_v1_0.25_224_tf.h5 > mobilenet-0.25.csv
python3 make_mobilenet_golden.py mobilenet_v1_1.0_224_tf_to_conv_pw_12.h5 > mobilenet-1.0-to-12.csv
Written from the architecture's description, float64 throughout (h5py, numpy 1.24.2).
Rows: layer,height,width,channels,mean,largest,then eight values at flat index (k*7919) % size
"""
import sys

import h5py
import numpy as np

file = h5py.File(sys.argv[1], "r")
STRIDES = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1]


def weight(layer, name):
    return np.asarray(file[layer][layer][name + ":0"], np.float64)


def norm_relu6(x, layer):
    mean, var = weight(layer, "moving_mean"), weight(layer, "moving_variance")
    y = (x - mean) / np.sqrt(var + 1e-3) * weight(layer, "gamma") + weight(layer, "beta")
    return np.clip(y, 0, 6)


def same(x, stride):
    """TensorFlow's SAME for a 3x3 window."""
    pads = [(0, 0)] * 3
    for axis in (0, 1):
        total = max((-(-x.shape[axis] // stride) - 1) * stride + 3 - x.shape[axis], 0)
        pads[axis] = (total // 2, total - total // 2)
    return np.pad(x, pads)


def windows(x, stride):
    """The nine shifted and strided images below a 3x3 window."""
    height, width = (x.shape[0] - 3) // stride + 1, (x.shape[1] - 3) // stride + 1
    for r in range(3):
        for q in range(3):
            yield r, q, x[r:r + height * stride:stride, q:q + width * stride:stride][:height, :width]


def conv3(x, kernel, stride):
    return sum(part @ kernel[r, q] for r, q, part in windows(same(x, stride), stride))


def depthwise3(x, kernel, stride):
    return sum(part * kernel[r, q, :, 0] for r, q, part in windows(same(x, stride), stride))


def row(layer, x):
    flat = x.reshape(-1)
    values = [flat[(k * 7919) % flat.size] for k in range(8)]
    shape = ",".join(str(n) for n in x.shape)
    print(f"{layer},{shape}," + ",".join(f"{v:.8g}" for v in [x.mean(), x.max(), *values]))


i, j, c = np.meshgrid(np.arange(224), np.arange(224), np.arange(3), indexing="ij")
images = ((i * 31 + j * 17 + c * 7) % 256) / 127.5 - 1
x = norm_relu6(conv3(images, weight("conv1", "kernel"), 2), "conv1_bn")
row("conv1_relu", x)
for block, stride in enumerate(STRIDES, 1):
    dw, pw = f"conv_dw_{block}", f"conv_pw_{block}"
    if dw not in file:
        break
    x = norm_relu6(depthwise3(x, weight(dw, "depthwise_kernel"), stride), dw + "_bn")
    x = norm_relu6(x @ weight(pw, "kernel")[0, 0], pw + "_bn")
    row(pw + "_relu", x)
if "conv_preds" in file:
    x = x.mean(axis=(0, 1)) @ weight("conv_preds", "kernel")[0, 0] + weight("conv_preds", "bias")
    row("conv_preds", x.reshape(1, 1, -1))
