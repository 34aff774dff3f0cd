"""Reference values for PreprocessGraph.fit: PIL's antialiased bilinear filter on float images.

python3 make_resize_golden.py > resize-golden.csv      (Pillow 9.4.0, numpy 1.24.2)
Rows: fit,height,width,size,channel,row,column,value; PAD@0.875 is resized to size / 0.875, and its middle kept
"""
import numpy as np
from PIL import Image


def image(height, width):
    """[H,W,3] in [0,1]; the same formula as in PreprocessGraphTest."""
    i, j, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return (((i * 31 + j * 17 + c * 7) * (i + 2 * j + 1)) % 256 / 255.0).astype(np.float32)


def framed(x, fit):
    height, width, _ = x.shape
    if fit == "PAD":
        side = max(height, width)
        top, left = (side - height) // 2, (side - width) // 2
        out = np.zeros((side, side, 3), np.float32)
        out[top:top + height, left:left + width] = x
        return out
    if fit == "CROP":
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        return x[top:top + side, left:left + side]
    return x


def rows(fit, height, width, size, fraction=1.0):
    x = framed(image(height, width), fit)
    name, whole = (fit, size) if fraction == 1 else (f"{fit}@{fraction}", round(size / fraction))
    margin = (whole - size) // 2
    for c in range(3):
        y = np.asarray(Image.fromarray(x[:, :, c]).resize((whole, whole), Image.BILINEAR))
        y = y[margin:margin + size, margin:margin + size]
        for k in range(6):
            r, q = (k * 7 + c) % size, (k * 11 + 3 * c) % size
            r, q = (0, 0) if k == 4 else (size - 1, size - 1) if k == 5 else (r, q)
            print(f"{name},{height},{width},{size},{c},{r},{q},{y[r, q]:.8f}")


for fit in ("STRETCH", "PAD", "CROP"):
    for height, width, size in ((37, 53, 16), (53, 36, 16), (37, 53, 64), (64, 64, 64), (90, 20, 24)):
        rows(fit, height, width, size)
rows("CROP", 53, 37, 28, 0.875)
rows("PAD", 90, 20, 21, 0.8)
rows("STRETCH", 64, 64, 56, 0.875)
