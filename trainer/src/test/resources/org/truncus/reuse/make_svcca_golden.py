"""Golden values of SVCCA, by numpy's SVD: python3 make_svcca_golden.py > svcca-golden.json

Made with numpy 1.24.2. Each case: two matrices of the same rows, the share of the variance kept,
the directions kept of either, and the canonical correlations, descending.
"""
import json
import numpy as np


def basis(x, variance):
    x = x.astype(np.float64) - x.astype(np.float64).mean(axis=0)
    u, s, _ = np.linalg.svd(x, full_matrices=False)
    share = np.cumsum(s**2) / np.sum(s**2)
    kept = int(np.searchsorted(share, variance) + 1) if variance < 1 else int(np.sum(s**2 > 1e-11 * s[0] ** 2))
    return u[:, :kept]


def case(name, a, b, variance=0.99):
    a, b = a.astype(np.float32), b.astype(np.float32)
    qa, qb = basis(a, variance), basis(b, variance)
    rho = np.linalg.svd(qa.T @ qb, compute_uv=False)
    return {
        "name": name,
        "variance": variance,
        "first": [[round(float(v), 9) for v in row] for row in a],
        "second": [[round(float(v), 9) for v in row] for row in b],
        "kept": [qa.shape[1], qb.shape[1]],
        "correlations": [float(v) for v in np.clip(rho, 0, 1)],
    }


r = np.random.default_rng(20261125)
x = r.normal(size=(60, 6)) @ np.diag([5, 3, 2, 1, 0.5, 0.1])
y = x[:, :4] @ r.normal(size=(4, 5)) + 0.7 * r.normal(size=(60, 5))
relu = np.maximum(r.normal(size=(80, 8)) @ r.normal(size=(8, 8)), 0)
moved = np.maximum(relu @ (np.eye(8) + 0.4 * r.normal(size=(8, 8))), 0)
low = r.normal(size=(50, 3)) @ r.normal(size=(3, 7))
dead = low.copy()
dead[:, 2] = 1.5
print(json.dumps([
    case("a noisy linear map, fewer channels", x, y),
    case("rectified features that have moved", relu, moved),
    case("the same without truncation", relu, moved, 1.0),
    case("rank three against rank three with a dead channel", low, dead),
    case("independent", r.normal(size=(70, 5)), r.normal(size=(70, 9))),
], indent=None))
