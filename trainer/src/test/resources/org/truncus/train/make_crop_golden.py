"""Facts of torchvision's RandomResizedCrop with its defaults, from 200,000 draws on a square image.

python3 make_crop_golden.py > crop-golden.csv      (torch 1.13.0, torchvision 0.14.1; a minute)
Rows: side,fact,value
"""
import torch
from torchvision.transforms import RandomResizedCrop

torch.manual_seed(1)
DRAWS = 200_000
for side in (224, 32):
    image = torch.zeros(1, side, side)
    boxes = torch.tensor([RandomResizedCrop.get_params(image, (0.08, 1.0), (3 / 4, 4 / 3)) for _ in range(DRAWS)],
                         dtype=torch.float64)
    top, left, height, width = boxes.T
    area, ratio = height * width / side**2, width / height
    facts = {
        "mean area": area.mean(),
        "area below 0.25": (area < 0.25).double().mean(),
        "area above 0.75": (area > 0.75).double().mean(),
        "mean width": width.mean() / side,
        "mean height": height.mean() / side,
        "wider than high": (width > height).double().mean(),
        "ratio above 1.2": (ratio > 1.2).double().mean(),
        "mean left": left.mean() / side,
        "mean top": top.mean() / side,
        "touches the left edge": (left == 0).double().mean(),
    }
    for name, value in facts.items():
        print(f"{side},{name},{float(value):.4f}")
