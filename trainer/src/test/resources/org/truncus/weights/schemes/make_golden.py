"""Activations of torchvision's ResNet50 and DenseNet with the weights of formula.py at block ends.

/usr/bin/python3 make_golden.py   (torch 1.13, torchvision 0.14) writes resnet50.csv, resnet50-v1.csv,
densenet121.csv and densenet201.csv; and torchvision-keys.txt, the names and shapes of torchvision's
weights, for what we write for others. Input: the test image (31 i + 17 j + 7 c) mod 256 of 64 pixels,
divided by 255, minus torchvision's means, by its deviations. ResNet50 v1 is torchvision's with the
strides moved from the 3x3 to the first 1x1 convolutions, as in Keras.
Rows: layer,height,width,channels,mean,largest,then eight values at flat index (k*7919) % size
"""
import numpy as np
import torch
import torchvision

import formula

SIZE = 64
i, j, c = np.meshgrid(np.arange(SIZE), np.arange(SIZE), np.arange(3), indexing="ij")
image = ((i * 31 + j * 17 + c * 7) % 256) / 255.0
image = (image - np.array([0.485, 0.456, 0.406])) / np.array([0.229, 0.224, 0.225])
image = torch.from_numpy(image.transpose(2, 0, 1)[None])


def load(model, tensors, rename):
    state = {rename(name): torch.from_numpy(formula.torch_layout(value)) for name, value in tensors.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    assert all(m.startswith(("fc.", "classifier.")) or m.endswith("num_batches_tracked") for m in missing), missing
    return model.double().eval()


def write(file, outputs):
    with open(file, "w") as out:
        for layer, value in outputs:
            x = value[0].numpy().transpose(1, 2, 0)
            flat = x.reshape(-1)
            numbers = [x.mean(), x.max()] + [flat[(k * 7919) % flat.size] for k in range(8)]
            shape = ",".join(str(n) for n in x.shape)
            out.write(f"{layer},{shape}," + ",".join(f"{v:.8g}" for v in numbers) + "\n")


@torch.no_grad()
def resnet(v1):
    model = load(torchvision.models.resnet50(), formula.resnet50(), formula.resnet_torch_name)
    stages = [model.layer1, model.layer2, model.layer3, model.layer4]
    if v1:
        for stage in stages[1:]:
            stage[0].conv1.stride, stage[0].conv2.stride = (2, 2), (1, 1)
    x = model.maxpool(model.relu(model.bn1(model.conv1(image))))
    outputs = [("pool1_pool", x)]
    for s, stage in enumerate(stages, 2):
        for b, block in enumerate(stage, 1):
            x = block(x)
            outputs.append((f"conv{s}_block{b}_out", x))
    return outputs


@torch.no_grad()
def densenet(model, blocks):
    """A cut after a dense layer goes on through the normalisation that reads its features."""
    features = load(model, formula.densenet(blocks), formula.densenet_torch_name).features
    x = features.pool0(features.relu0(features.norm0(features.conv0(image))))
    outputs = [("pool1", x)]
    for s in range(1, 5):
        block = getattr(features, f"denseblock{s}")
        layers = list(block.values())
        for n, layer in enumerate(layers):
            x = torch.cat([x, layer([x])], 1)
            if n + 1 < len(layers):
                read, name = layers[n + 1].norm1, f"conv{s + 1}_block{n + 2}_0_relu"
            elif s < 4:
                read, name = getattr(features, f"transition{s}").norm, f"pool{s + 1}_relu"
            else:
                read, name = features.norm5, "relu"
            outputs.append((name, torch.relu(read(x))))
        if s < 4:
            x = getattr(features, f"transition{s}")(x)
            outputs.append((f"pool{s + 1}_pool", x))
    return outputs


write("resnet50.csv", resnet(False))
write("resnet50-v1.csv", resnet(True))
write("densenet121.csv", densenet(torchvision.models.densenet121(), (6, 12, 24, 16)))
write("densenet201.csv", densenet(torchvision.models.densenet201(), (6, 12, 48, 32)))

with open("torchvision-keys.txt", "w") as out:
    for name in ("resnet50", "densenet121"):
        for key, value in getattr(torchvision.models, name)().state_dict().items():
            if not key.endswith("num_batches_tracked"):
                out.write(f"{name} {key} {list(value.shape)}\n")
