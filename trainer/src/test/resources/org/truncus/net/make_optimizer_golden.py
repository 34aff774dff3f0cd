"""Reference values for Adam, AdamW, SGD, clipping and rate factors: PyTorch's optimisers in double precision.

python3 make_optimizer_golden.py > optimizer-golden.csv      (torch 1.13.0)
Rows: case,step,weight,index,value
"""
import torch

KERNEL = [[1.0, -0.5, 0.25], [0.75, -1.25, 2.0]]
BIAS = [0.5, -1.5, 1.0]
STEEPNESS = [[1.0, 0.3, 2.0], [0.1, 0.7, 1.5]]
TARGET = [[0.2, 0.4, -0.6], [0.9, -0.1, 0.3]]
RATES = [0.1, 0.1, 0.05, 0.05, 0.02]


def loss(kernel, bias):
    """The same formula as in OptimizerGoldenTest: both weights act on one another."""
    a, t = torch.tensor(STEEPNESS, dtype=torch.float64), torch.tensor(TARGET, dtype=torch.float64)
    return (a * (kernel - t) ** 2).sum() + (bias * kernel.sum(0) - 1).pow(2).sum()


def run(name, make, clip=None, kernel_factor=1.0, decay=0.0):
    kernel = torch.tensor(KERNEL, dtype=torch.float64, requires_grad=True)
    bias = torch.tensor(BIAS, dtype=torch.float64, requires_grad=True)
    optimizer = make([{"params": [kernel], "weight_decay": decay, "factor": kernel_factor},
                      {"params": [bias], "weight_decay": 0.0, "factor": 1.0}])
    for step, rate in enumerate(RATES, 1):
        for group in optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        optimizer.zero_grad()
        loss(kernel, bias).backward()
        if clip:
            torch.nn.utils.clip_grad_norm_([kernel, bias], clip)
        optimizer.step()
        for weight, values in (("dense.kernel", kernel), ("dense.bias", bias)):
            for index, value in enumerate(values.detach().flatten().tolist()):
                print(f"{name},{step},{weight},{index},{value:.10f}")


o = torch.optim
run("adam", lambda g: o.Adam(g, lr=1))
run("adam clipped", lambda g: o.Adam(g, lr=1), clip=0.8)
run("adam slow kernel", lambda g: o.Adam(g, lr=1), kernel_factor=0.1)
run("adamw", lambda g: o.AdamW(g, lr=1), decay=0.3)
run("adamw slow kernel clipped", lambda g: o.AdamW(g, lr=1), decay=0.3, kernel_factor=0.1, clip=0.8)
run("sgd", lambda g: o.SGD(g, lr=1))
run("sgd clipped", lambda g: o.SGD(g, lr=1), clip=0.8)
run("sgd momentum decay", lambda g: o.SGD(g, lr=1, momentum=0.9), decay=0.05)
run("sgd nesterov slow kernel", lambda g: o.SGD(g, lr=1, momentum=0.9, nesterov=True), kernel_factor=0.1)
