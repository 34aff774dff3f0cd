"""Reference values for PreprocessGraph.fit: PIL's antialiased bilinear filter on float images.

python3 make_resize_golden.py > resize-golden.csv      (Pillow 9.4.0, numpy 1.24.2)
Rows: fit,height,width,size,channel,row,column,value
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


for fit in ("STRETCH", "PAD", "CROP"):
    for height, width, size in ((37, 53, 16), (53, 36, 16), (37, 53, 64), (64, 64, 64), (90, 20, 24)):
        x = framed(image(height, width), fit)
        for c in range(3):
            y = np.asarray(Image.fromarray(x[:, :, c]).resize((size, size), Image.BILINEAR))
            for k in range(6):
                r, q = (k * 7 + c) % size, (k * 11 + 3 * c) % size
                r, q = (0, 0) if k == 4 else (size - 1, size - 1) if k == 5 else (r, q)
                print(f"{fit},{height},{width},{size},{c},{r},{q},{y[r, q]:.8f}")
