"""Golden values for the metrics: python3 make_metrics_golden.py > metrics_golden.json

Needs numpy, scipy and scikit-learn (made with numpy 1.24, scipy 1.10, scikit-learn 1.2).
Labels and scores stand in the file, so a test needs no random numbers of its own.
"""
import json

import numpy as np
from scipy.optimize import brentq, root
from scipy.stats import binomtest, rankdata
from sklearn import metrics

rng = np.random.default_rng(20211)


def ece(y, p, bins=15):
    index = np.floor((rankdata(p, method="average") - 1) * bins / len(p)).astype(int)
    return sum((index == b).sum() / len(p) * abs(p[index == b].mean() - y[index == b].mean())
               for b in np.unique(index))


def line(y, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    x = np.log(p / (1 - p))
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    large = brentq(lambda a: (y - sigmoid(a + x)).sum(), -30, 30, xtol=1e-14)

    def gradient(ab):
        r = y - sigmoid(ab[0] + ab[1] * x)
        return [r.sum(), (r * x).sum()]

    fit = root(gradient, [0, 1], tol=1e-14)
    return fit.x[1], fit.x[0], large


def delong_variance(y, p):
    pos, neg = p[y == 1], p[y == 0]
    psi = (pos[:, None] > neg[None]) + 0.5 * (pos[:, None] == neg[None])
    return psi.mean(1).var(ddof=1) / len(pos) + psi.mean(0).var(ddof=1) / len(neg)


def case(name, y, p):
    fpr, tpr, roc_thresholds = metrics.roc_curve(y, p, drop_intermediate=False)
    precision, recall, pr_thresholds = metrics.precision_recall_curve(y, p)
    slope, intercept, large = line(y, p)
    return dict(
        name=name, labels=y.tolist(), scores=p.tolist(),
        auroc=metrics.roc_auc_score(y, p),
        averagePrecision=metrics.average_precision_score(y, p),
        trapezoid=float(np.trapz(np.r_[precision[:-1][::-1], []], recall[:-1][::-1])
                        + recall[:-1][::-1][0] * (1 + precision[:-1][::-1][0]) / 2),
        brier=metrics.brier_score_loss(y, p), logLoss=metrics.log_loss(y, p),
        fpr=fpr[1:].tolist(), tpr=tpr[1:].tolist(), rocThresholds=roc_thresholds[1:].tolist(),
        precision=precision[:-1][::-1].tolist(), recall=recall[:-1][::-1].tolist(),
        prThresholds=pr_thresholds[::-1].tolist(),
        ece=ece(y, p), slope=slope, intercept=intercept, inTheLarge=large,
        delongVariance=delong_variance(y, p))


def sample(n, prevalence, separation, decimals):
    y = (rng.random(n) < prevalence).astype(int)
    y[:2] = [0, 1]
    z = rng.normal(size=n) + separation * y - 1
    return y, np.round(1 / (1 + np.exp(-z)), decimals)


cases = [case("continuous", *sample(300, 0.3, 1.5, 15)), case("ties", *sample(300, 0.2, 1, 2)),
         case("heavy ties", *sample(200, 0.4, 0.5, 1)), case("rare", *sample(600, 0.01, 2, 3)),
         case("worse than chance", *sample(100, 0.5, -1, 2)), case("tiny", *sample(9, 0.5, 0.2, 1))]
y, p = sample(120, 0.5, 2, 1)
p[[3, 7, 9]] = [0.0, 1.0, 1.0]
y[[3, 7, 9]] = [0, 1, 0]
cases.append(case("certain and wrong", y, p))
wilson = []
for k, n in [(0, 10), (10, 10), (1, 10), (95, 100), (3, 7), (500, 1000)]:
    ci = binomtest(k, n).proportion_ci(method="wilson")
    wilson.append(dict(successes=k, trials=n, low=ci.low, high=ci.high))
print(json.dumps(dict(cases=cases, wilson=wilson), indent=None, separators=(",", ":")))
