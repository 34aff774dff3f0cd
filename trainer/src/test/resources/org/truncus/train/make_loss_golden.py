"""Reference values for the losses and their gradients: PyTorch's functions in double precision.

python3 make_loss_golden.py > loss-golden.csv      (torch 1.13.0, torchvision 0.14.1)
Rows: case,L,index,logit,target (empty: masked),gradient of the mean,mean of the losses
"""
import torch
import torch.nn.functional as f
from torchvision.ops import sigmoid_focal_loss

NAN = float("nan")
LABELS = (torch.tensor([[0.3, -2.0, 1.5], [4.0, 0.5, -0.7], [-3.0, 2.5, 0.1], [0.0, -1.0, 6.0]], dtype=torch.float64),
          torch.tensor([[1, 0, 1], [0, NAN, 1], [1, 0, 0], [NAN, 1, 0]], dtype=torch.float64))
CLASSES = (torch.tensor([[0.3, -2.0, 1.5], [4.0, 0.5, -0.7], [-3.0, 2.5, 0.1], [0.0, -1.0, 6.0]], dtype=torch.float64),
           torch.tensor([0, 2, 1, 2]))
POSITIVE = torch.tensor([3.0, 1.0, 0.5], dtype=torch.float64)


def labels(name, loss):
    """The mean over the targets that aren't masked."""
    z, t = LABELS[0].clone().requires_grad_(), LABELS[1]
    known = ~torch.isnan(t)
    value = loss(z, torch.nan_to_num(t))[known].sum() / known.sum()
    write(name, z, t, value)


def classes(name, loss, weight=None):
    """The mean over the rows by weight."""
    z, c = CLASSES[0].clone().requires_grad_(), CLASSES[1]
    w = torch.ones(3, dtype=torch.float64) if weight is None else weight
    value = (w[c] * loss(z, c)).sum() / w[c].sum()
    write(name, z, f.one_hot(c, 3).double(), value)


def write(name, z, t, value):
    value.backward()
    for i, (logit, target, gradient) in enumerate(zip(z.flatten(), t.flatten(), z.grad.flatten())):
        text = "" if torch.isnan(target) else f"{int(target)}"
        print(f"{name},{z.shape[1]},{i},{float(logit)},{text},{float(gradient):.12g},{float(value):.12g}")


def focal_softmax(gamma):
    def loss(z, c):
        log_p = f.log_softmax(z, 1).gather(1, c[:, None])[:, 0]
        return -((1 - log_p.exp()) ** gamma) * log_p
    return loss


def bce(z, t, **more):
    return f.binary_cross_entropy_with_logits(z, t, reduction="none", **more)


def ce(z, c, **more):
    return f.cross_entropy(z, c, reduction="none", **more)


labels("labels", bce)
labels("labels weighted", lambda z, t: bce(z, t, pos_weight=POSITIVE))
labels("labels focal", lambda z, t: sigmoid_focal_loss(z, t, alpha=-1, gamma=2))
labels("labels focal half", lambda z, t: sigmoid_focal_loss(z, t, alpha=-1, gamma=0.5))
labels("labels focal weighted",
       lambda z, t: torch.where(t > 0.5, POSITIVE, torch.ones(3)) * sigmoid_focal_loss(z, t, alpha=-1, gamma=2))
labels("labels smoothed", lambda z, t: bce(z, t * 0.9 + 0.05))
classes("classes", ce)
classes("classes weighted", ce, POSITIVE)
classes("classes focal", focal_softmax(2))
classes("classes focal half weighted", focal_softmax(0.5), POSITIVE)
classes("classes smoothed", lambda z, c: ce(z, c, label_smoothing=0.1))
