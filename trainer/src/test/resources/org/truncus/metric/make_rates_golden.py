"""What is read off the counts at a threshold, on the cases of metrics_golden.json:

    python3 make_rates_golden.py > rates-golden.csv

Needs numpy and scikit-learn (made with Debian's 1.24 and 1.2). Rates that scikit-learn has come from it;
those at a stated prevalence from Bayes' theorem. A blank value is undefined: a ratio of nothing.
"""
import json
import os
import warnings

import numpy as np
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, class_likelihood_ratios, confusion_matrix,
                             f1_score, precision_score, recall_score)

warnings.simplefilter("ignore")
PREVALENCES = [0.02, 0.3]


def of_sklearn(y, called):
    undefined = {"zero_division": 0}
    plus, minus = class_likelihood_ratios(y, called)
    tn, fp, fn, tp = confusion_matrix(y, called, labels=[0, 1]).ravel()
    ppv = precision_score(y, called, **undefined) if called.any() else None
    return {"sensitivity": recall_score(y, called), "specificity": recall_score(y, called, pos_label=0), "ppv": ppv,
            "npv": precision_score(y, called, pos_label=0, **undefined) if not called.all() else None,
            "accuracy": accuracy_score(y, called), "balancedAccuracy": balanced_accuracy_score(y, called),
            "f1": f1_score(y, called, **undefined), "positiveLikelihoodRatio": plus if fp else None,
            "negativeLikelihoodRatio": minus if tn else None, "flaggedPerThousand": 1000 * called.mean(),
            "numberNeededToAlert": 1 / ppv if ppv else None}


def by_bayes(sensitivity, specificity, prevalence):
    hits = sensitivity * prevalence
    alarms = (1 - specificity) * (1 - prevalence)
    cleared = specificity * (1 - prevalence)
    missed = (1 - sensitivity) * prevalence
    ppv = hits / (hits + alarms) if hits + alarms else None
    return {"ppvAtPrevalence": ppv, "npvAtPrevalence": cleared / (cleared + missed) if cleared + missed else None,
            "flaggedPerThousandAtPrevalence": 1000 * (hits + alarms),
            "numberNeededToAlertAtPrevalence": 1 / ppv if ppv else None}


cases = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics_golden.json")))["cases"]
print("case,threshold,prevalence,rate,value")
for case in cases:
    scores, y = np.array(case["scores"], np.float64), np.array(case["labels"], int)
    for quantile in (0.1, 0.5, 0.9):
        threshold = float(np.sort(scores)[int(quantile * (len(scores) - 1))])
        called = scores >= threshold
        rates = [("", k, v) for k, v in of_sklearn(y, called).items()]
        for p in PREVALENCES:
            rates += [(p, k, v) for k, v in by_bayes(rates[0][2], rates[1][2], p).items()]
        for prevalence, rate, value in rates:
            print("%s,%r,%s,%s,%s" % (case["name"], threshold, prevalence, rate, "" if value is None else repr(float(value))))
