package org.truncus.train;

import java.nio.file.Path;
import java.util.List;
import org.truncus.image.PixelPolicy;
import org.truncus.list.SplitRatios;
import org.truncus.list.Uncertain;
import org.truncus.net.Fit;

/**
 * Builds a {@link TrainConfig}. Every setter has the meaning of the component of the same name;
 * only {@link #list} has no default.
 */
public final class TrainConfigBuilder {

  private Path list;
  private Path root;
  private List<String> labels = List.of();
  private String backbone = "resnet50";
  private Strategy strategy = new RandomInit();
  private String cut = "full";
  private Path weights;
  private int imageSize = 224;
  private Channels channels = Channels.AUTO;
  private Fit fit = Fit.PAD;
  private int epochs = 50;
  private int batch = 32;
  private double lr = 1e-4;
  private Loss loss = Loss.CROSSENTROPY;
  private PlateauOptions plateau = PlateauOptions.standard();
  private Augment augment = Augment.MEDICAL;
  private long seed = 1;
  private SplitRatios split = SplitRatios.standard();
  private Uncertain uncertain = Uncertain.IGNORE;
  private PixelPolicy pixels = PixelPolicy.standard();
  private Device device = Device.AUTO;
  private Precision precision = Precision.FP32;
  private int threads = 0;

  TrainConfigBuilder() {}

  TrainConfigBuilder(TrainConfig config) {
    list = config.list();
    root = config.root();
    labels = config.labels();
    backbone = config.backbone();
    strategy = config.strategy();
    cut = config.cut();
    weights = config.weights();
    imageSize = config.imageSize();
    channels = config.channels();
    fit = config.fit();
    epochs = config.epochs();
    batch = config.batch();
    lr = config.lr();
    loss = config.loss();
    plateau = config.plateau();
    augment = config.augment();
    seed = config.seed();
    split = config.split();
    uncertain = config.uncertain();
    pixels = config.pixels();
    device = config.device();
    precision = config.precision();
    threads = config.threads();
  }

  public TrainConfigBuilder list(Path value) {
    list = value;
    return this;
  }

  public TrainConfigBuilder root(Path value) {
    root = value;
    return this;
  }

  public TrainConfigBuilder labels(List<String> value) {
    labels = value;
    return this;
  }

  public TrainConfigBuilder backbone(String value) {
    backbone = value;
    return this;
  }

  public TrainConfigBuilder strategy(Strategy value) {
    strategy = value;
    return this;
  }

  public TrainConfigBuilder cut(String value) {
    cut = value;
    return this;
  }

  public TrainConfigBuilder weights(Path value) {
    weights = value;
    return this;
  }

  public TrainConfigBuilder imageSize(int value) {
    imageSize = value;
    return this;
  }

  public TrainConfigBuilder channels(Channels value) {
    channels = value;
    return this;
  }

  public TrainConfigBuilder fit(Fit value) {
    fit = value;
    return this;
  }

  public TrainConfigBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  public TrainConfigBuilder batch(int value) {
    batch = value;
    return this;
  }

  public TrainConfigBuilder lr(double value) {
    lr = value;
    return this;
  }

  public TrainConfigBuilder loss(Loss value) {
    loss = value;
    return this;
  }

  public TrainConfigBuilder plateau(PlateauOptions value) {
    plateau = value;
    return this;
  }

  public TrainConfigBuilder augment(Augment value) {
    augment = value;
    return this;
  }

  public TrainConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  public TrainConfigBuilder split(SplitRatios value) {
    split = value;
    return this;
  }

  public TrainConfigBuilder uncertain(Uncertain value) {
    uncertain = value;
    return this;
  }

  public TrainConfigBuilder pixels(PixelPolicy value) {
    pixels = value;
    return this;
  }

  public TrainConfigBuilder device(Device value) {
    device = value;
    return this;
  }

  public TrainConfigBuilder precision(Precision value) {
    precision = value;
    return this;
  }

  public TrainConfigBuilder threads(int value) {
    threads = value;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws org.truncus.problem.UsageException where a value is missing or out of range
   */
  public TrainConfig build() {
    return new TrainConfig(
        list, root, labels, backbone, strategy, cut, weights, imageSize, channels, fit, epochs,
        batch, lr, loss, plateau, augment, seed, split, uncertain, pixels, device, precision,
        threads);
  }
}
