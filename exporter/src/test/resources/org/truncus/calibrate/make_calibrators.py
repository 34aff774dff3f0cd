"""Golden values of CalibratorsGoldenTest: scikit-learn's own Platt scaling and isotonic regression, scipy's bounded
optimum of the beta likelihood and of penalised vector scaling, scikit-learn's losses and reliability curve.

Run with Debian's python3-sklearn (numpy, scipy, scikit-learn); writes calibrators.json beside this file.
"""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, softmax
from sklearn.calibration import CalibratedClassifierCV, _sigmoid_calibration, calibration_curve
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, log_loss

GRID = np.concatenate([np.linspace(-12, 12, 97), [-1e4, 1e4]])


class Scores(ClassifierMixin, BaseEstimator):
    """A classifier whose decision is its one feature."""

    def fit(self, X, y):
        self.classes_ = np.array([0, 1])
        return self

    def decision_function(self, X):
        return X[:, 0]


def rows(seed, n, a, b, offset, digits):
    rng = np.random.default_rng(seed)
    z = np.round(rng.normal(0.3, 2, n), digits)
    y = rng.random(n) < expit(-a * np.logaddexp(0, -z) + b * np.logaddexp(0, z) + offset)
    return z, y


def beta(z, y):
    x = np.stack([-np.logaddexp(0, -z), np.logaddexp(0, z), np.ones_like(z)], 1)

    def nll(w):
        s = x @ w
        return np.mean(np.logaddexp(0, np.where(y, -s, s))), x.T @ (expit(s) - y) / len(y)

    best = min((minimize(nll, start, jac=True, method="L-BFGS-B", bounds=[(0, None), (0, None), (None, None)],
                         options=dict(ftol=1e-16, gtol=1e-11, maxiter=10000))
                for start in ([1, 1, 0], [0.2, 2, 0], [2, 0.2, 0])), key=lambda r: r.fun)
    return best.x.tolist()


def quantiles(p, y):
    observed, predicted = calibration_curve(y, p, n_bins=15, strategy="quantile")
    return dict(observed=observed.tolist(), predicted=predicted.tolist())


def decomposition(p, y):
    """Murphy 1973 and Stephenson et al. 2008, over 15 bins of equal count."""
    order = np.argsort(p, kind="stable")
    p, y = p[order], y[order].astype(float)
    o = y.mean()
    rel = res = var = cov = 0
    for part in np.array_split(np.arange(len(p)), 15):
        pb, yb = p[part], y[part]
        rel += len(part) * (pb.mean() - yb.mean()) ** 2 / len(p)
        res += len(part) * (yb.mean() - o) ** 2 / len(p)
        var += ((pb - pb.mean()) ** 2).sum() / len(p)
        cov += 2 * ((pb - pb.mean()) * (yb - yb.mean())).sum() / len(p)
    return [rel, res, o * (1 - o), var, cov]


def binary(seed, n, a, b, offset, digits):
    z, y = rows(seed, n, a, b, offset, digits)
    A, B = _sigmoid_calibration(z, y.astype(float))
    # the whole of CalibratedClassifierCV on a prefit classifier, at the grid
    by = {m: CalibratedClassifierCV(Scores().fit(None, None), cv="prefit", method=m).fit(z[:, None], y.astype(int))
          for m in ("sigmoid", "isotonic")}
    iso = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(z, y.astype(float))
    p = expit(z)
    return dict(
        logits=z.tolist(), positives=y.tolist(), platt=[-A, -B],
        sigmoidAtGrid=by["sigmoid"].predict_proba(GRID[:, None])[:, 1].tolist(),
        isotonicAtGrid=by["isotonic"].predict_proba(GRID[:, None])[:, 1].tolist(),
        isotonicKnots=[iso.X_thresholds_.tolist(), iso.y_thresholds_.tolist()],
        beta=beta(z, y), brier=brier_score_loss(y, p), nll=log_loss(y, p),
        # only where all scores differ are bins of equal count unique
        curve=quantiles(p, y) if len(set(z)) == n else None,
        decomposition=decomposition(p, y) if len(set(z)) == n else None)


def vector(seed, n, k):
    rng = np.random.default_rng(seed)
    true = rng.normal(0, 1.5, (n, k))
    y = np.array([rng.choice(k, p=row) for row in softmax(true, axis=1)])
    z = np.round((true - np.linspace(-1, 1, k)) / np.linspace(0.5, 1.5, k), 4)
    penalty = 1e-4

    def nll(w):
        s = z * w[:k] + w[k:]
        off = softmax(s, axis=1) - np.eye(k)[y]
        d = w - np.concatenate([np.ones(k), np.zeros(k)])
        value = -np.mean(log_softmax(s, axis=1)[np.arange(n), y]) + penalty * (d @ d)
        return value, np.concatenate([(off * z).mean(0), off.mean(0)]) + 2 * penalty * d

    best = minimize(nll, np.concatenate([np.ones(k), np.zeros(k)]), jac=True, method="BFGS",
                    options=dict(gtol=1e-10, maxiter=10000))
    return dict(logits=z.tolist(), classes=y.tolist(), slopes=best.x[:k].tolist(), intercepts=best.x[k:].tolist())


out = dict(
    versions=dict(numpy=np.__version__, scipy=scipy.__version__, sklearn=sklearn.__version__),
    grid=GRID.tolist(),
    binary=[binary(1, 300, 0.6, 0.6, -0.5, 6),   # a straight line
            binary(2, 450, 1.8, 0.4, 0.3, 6),    # bent
            binary(3, 300, 0.7, 1.2, -1.0, 1),   # many ties
            binary(4, 300, -0.3, 1.5, -1.0, 6)],  # at the bound
    vector=[vector(5, 400, 3), vector(6, 500, 5)],
)
here = pathlib.Path(__file__).parent
(here / "calibrators.json").write_text(json.dumps(out) + "\n")
print([c["beta"] for c in out["binary"]], [c["platt"] for c in out["binary"]], [c["slopes"] for c in out["vector"]])
