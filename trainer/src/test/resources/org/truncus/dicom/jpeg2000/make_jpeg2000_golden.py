"""Small JPEG 2000 codestreams by OpenJPEG: python3 make_jpeg2000_golden.py

Writes NAME.j2k and NAME.raw (little endian, [H,W,S]) for each case. For lossless ones .raw is the image that
was encoded, for lossy ones what OpenJPEG decodes. Needs numpy and Pillow with OpenJPEG (made with 9.4).
"""
import io

import numpy as np
from PIL import Image

rng = np.random.default_rng(7)
y, x = np.mgrid[0:61, 0:75]
GREY = (2000 + 900 * np.sin(x / 7) + 700 * np.cos(y / 5) + rng.integers(0, 60, y.shape)).astype(np.uint16)
EIGHT = (GREY >> 4).astype(np.uint8)
RGB = np.stack([x * 3, y * 4, (x + y) * 1.8], -1).astype(np.uint8) + rng.integers(0, 8, (61, 75, 3), dtype=np.uint8)

CASES = {
    "grey-lossless": (GREY, dict()),
    "grey-tiles": (EIGHT, dict(tile_size=(32, 32), num_resolutions=3, progression="RPCL")),
    "grey-precincts": (EIGHT, dict(precinct_size=(32, 32), codeblock_size=(16, 16), progression="PCRL")),
    "grey-lossy": (GREY, dict(irreversible=True, quality_mode="rates", quality_layers=[12, 6])),
    "rgb-lossless": (RGB, dict(progression="CPRL")),
    "rgb-lossy": (RGB, dict(irreversible=True, quality_mode="dB", quality_layers=[30, 40], progression="RLCP")),
}
for name, (image, options) in CASES.items():
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG2000", no_jp2=True, **options)
    lossy = options.get("irreversible", False)
    decoded = np.asarray(Image.open(io.BytesIO(out.getvalue())))
    assert lossy or (decoded == image).all(), name
    open(name + ".j2k", "wb").write(out.getvalue())
    (decoded if lossy else image).astype("<u2" if image.dtype == np.uint16 else np.uint8).tofile(name + ".raw")
