"""Golden values of TemperatureScalingTest: scipy minimises the likelihood, sklearn scores it.

Run with Debian's python3-sklearn (numpy, scipy, scikit-learn); writes temperature.json beside this file.
"""
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, softmax
from sklearn.metrics import brier_score_loss, log_loss


def binary(seed, n, distortion, prevalence):
    rng = np.random.default_rng(seed)
    true = rng.normal(np.log(prevalence / (1 - prevalence)), 1.5, n)
    y = rng.random(n) < expit(true)
    z = np.round((true * distortion).astype(np.float32).astype(float), 5)
    nll = lambda b: np.mean(np.logaddexp(0, np.where(y, -b * z, b * z)))
    best = minimize_scalar(nll, bracket=(0.05, 1, 5), method="brent", tol=1e-15)
    p0, p1 = expit(z), expit(z * best.x)
    return dict(distortion=distortion, logits=z.tolist(), positives=y.tolist(), temperature=1 / best.x,
                nllBefore=log_loss(y, p0), nllAfter=log_loss(y, p1),
                brierBefore=brier_score_loss(y, p0), brierAfter=brier_score_loss(y, p1))


def multiclass(seed, n, k, distortion):
    rng = np.random.default_rng(seed)
    true = rng.normal(0, 1.5, (n, k))
    y = np.array([rng.choice(k, p=row) for row in softmax(true, axis=1)])
    z = np.round(true * distortion, 5)
    nll = lambda b: -np.mean(log_softmax(b * z, axis=1)[np.arange(n), y])
    best = minimize_scalar(nll, bracket=(0.05, 1, 5), method="brent", tol=1e-15)
    return dict(distortion=distortion, logits=z.tolist(), classes=y.tolist(), temperature=1 / best.x,
                nllBefore=log_loss(y, softmax(z, axis=1), labels=range(k)),
                nllAfter=log_loss(y, softmax(best.x * z, axis=1), labels=range(k)))


out = dict(
    versions=dict(numpy=np.__version__, scipy=scipy.__version__, sklearn=sklearn.__version__),
    binary=[binary(1, 300, 3.0, 0.3), binary(2, 200, 0.4, 0.5), binary(3, 400, 1.0, 0.1)],
    multiclass=[multiclass(4, 250, 4, 2.5), multiclass(5, 200, 3, 0.5)],
)
here = pathlib.Path(__file__).parent
(here / "temperature.json").write_text(json.dumps(out) + "\n")
for part in ("binary", "multiclass"):
    print([(c["distortion"], c["temperature"]) for c in out[part]])
