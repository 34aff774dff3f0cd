"""Golden values for the metrics: python3 make_metrics_golden.py > metrics_golden.json

Needs numpy, scipy and scikit-learn (made with numpy 1.24, scipy 1.10, scikit-learn 1.2).
Labels and scores stand in the file, so a test needs no random numbers of its own.
"""
import json

import numpy as np
from scipy.optimize import brentq, root
from scipy.special import softmax
from scipy.stats import binomtest, norm, rankdata
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


def logit_interval(area, variance):
    logit = np.log(area / (1 - area))
    half = norm.ppf(0.975) * np.sqrt(variance) / (area * (1 - area))
    return [1 / (1 + np.exp(-(logit - half))), 1 / (1 + np.exp(-(logit + half)))]


def at_threshold(y, p, threshold):
    called = (p >= threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(y, called, labels=[0, 1]).ravel().tolist()
    nan = dict(zero_division=0)
    return dict(threshold=threshold, tp=tp, fp=fp, tn=tn, fn=fn,
                sensitivity=metrics.recall_score(y, called),
                specificity=metrics.recall_score(y, called, pos_label=0),
                ppv=metrics.precision_score(y, called, **nan) if called.any() else None,
                npv=metrics.precision_score(y, called, pos_label=0, **nan) if not called.all() else None,
                accuracy=metrics.accuracy_score(y, called),
                balancedAccuracy=metrics.balanced_accuracy_score(y, called),
                f1=metrics.f1_score(y, called))


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
        delongVariance=delong_variance(y, p),
        delongLogit=logit_interval(metrics.roc_auc_score(y, p), delong_variance(y, p)),
        thresholds=[at_threshold(y, p, t) for t in (0.05, 0.25, 0.5, 0.7)])


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


def indicator_areas(y, p):
    """Means over the columns, and all of them pooled."""
    return dict(macroAuroc=metrics.roc_auc_score(y, p, average="macro"),
                macroAveragePrecision=metrics.average_precision_score(y, p, average="macro"),
                microAuroc=metrics.roc_auc_score(y, p, average="micro"),
                microAveragePrecision=metrics.average_precision_score(y, p, average="micro"))


def multiclass(n, prior, separation):
    c = rng.choice(len(prior), n, p=prior)
    c[:len(prior)] = np.arange(len(prior))
    logits = rng.normal(size=(n, len(prior)))
    logits[np.arange(n), c] += separation
    logits = np.round(logits, 4)
    p = softmax(logits, axis=1)
    top = p.argmax(1)
    y = np.eye(len(prior), dtype=int)[c]
    ovr = dict(multi_class="ovr", labels=np.arange(len(prior)))
    assert np.isclose(metrics.roc_auc_score(c, p, average="macro", **ovr),
                      metrics.roc_auc_score(y, p, average="macro"), rtol=0, atol=1e-15)
    return dict(classes=c.tolist(), logits=logits.tolist(), probabilities=p.tolist(),
                auroc=[metrics.roc_auc_score(y[:, k], p[:, k]) for k in range(len(prior))],
                averagePrecision=[metrics.average_precision_score(y[:, k], p[:, k])
                                  for k in range(len(prior))],
                accuracy=metrics.accuracy_score(c, top),
                balancedAccuracy=metrics.balanced_accuracy_score(c, top),
                macroF1=metrics.f1_score(c, top, average="macro"),
                confusion=metrics.confusion_matrix(c, top).tolist(), **indicator_areas(y, p))


def multilabel(n, prevalences):
    y = (rng.random((n, len(prevalences))) < prevalences).astype(int)
    y[0], y[1] = 1, 0
    p = np.round(1 / (1 + np.exp(-(rng.normal(size=y.shape) + 1.2 * y - 1))), 2)
    return dict(labels=y.tolist(), scores=p.tolist(), **indicator_areas(y, p))


two_sided = [dict(z=z, p=2 * norm.sf(z)) for z in
             (0, 1e-9, 0.1, 0.5, 1, 1.5, 1.959963984540054, 2.1, 2.2, 3, 5, 8, 15, 30)]
print(json.dumps(dict(cases=cases, wilson=wilson, multiclass=[
    multiclass(120, [0.5, 0.3, 0.15, 0.05], 1.5), multiclass(60, [0.35, 0.35, 0.3], 1)],
    multilabel=[multilabel(150, [0.5, 0.2, 0.05])], twoSided=two_sided),
    indent=None, separators=(",", ":")))
