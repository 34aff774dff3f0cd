"""Areas under the ROC curve of single measures on real lists kept beside the project:

    python3 make_audit_golden.py SHARED_DATA > audit-golden.csv

Needs numpy, Pillow and scikit-learn (made with Debian's 1.24, 9.4 and 1.2). The sizes of the original
files stand in each folder's labels-original.csv; the test adds them to the list as columns.
"""
import csv
import os
import sys

import numpy as np
from PIL import Image
from sklearn.metrics import roc_auc_score

LISTS = {"kermany-pediatric": ["pneumonia"], "nih-cxr14": ["Pneumonia", "Atelectasis", "Effusion", "Edema"],
         "covid-cxr": ["covid"]}


def facts(folder, row, original):
    path = os.path.join(folder, row["image"])
    image = Image.open(path)
    x = np.asarray(image.convert("L"), np.float64) / 255
    h, w = x.shape
    b = max(1, min(h, w) // 20)
    inner = np.zeros_like(x, bool)
    inner[b:h - b, b:w - b] = True
    return {"width": w, "height": h, "area": w * h, "aspect (width / height)": w / h,
            "file size": os.path.getsize(path), "bytes per pixel": os.path.getsize(path) / (w * h),
            "mean brightness": x.mean(), "contrast (sd)": x.std(), "border darkness": 1 - x[~inner].mean(),
            "source_bytes": float(original.get("source_bytes") or "nan"),
            "source_width": float(original.get("source_width") or "nan"),
            "age": float(row.get("age") or "nan")}


print("list,label,against,measure,auroc")
for name, labels in LISTS.items():
    folder = os.path.join(sys.argv[1], name)
    rows = list(csv.DictReader(open(os.path.join(folder, "list.csv"))))
    originals = {r["path"]: r for r in csv.DictReader(open(os.path.join(folder, "labels-original.csv")))}
    measured = [facts(folder, row, originals[row["image"]]) for row in rows]
    columns = [c for c in rows[0] if c.startswith("label:")]
    any_positive = np.array([any(row[c] == "1" for c in columns) for row in rows])
    for label in labels:
        y = np.array([row["label:" + label] == "1" for row in rows])
        for against, among in [("rest", np.ones_like(y)), ("nothing", y | ~any_positive)]:
            if against == "nothing" and among.all():
                continue
            for measure in measured[0]:
                x = np.array([m[measure] for m in measured])
                ok = among & ~np.isnan(x)
                if len(set(x[ok])) > 1:
                    area = roc_auc_score(y[ok], x[ok])
                    print(f"{name},{label},{against},{measure},{max(area, 1 - area):.12f}")
