package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.image.FloatImage;
import org.truncus.list.Split;

/** A network that has learnt to find a bright spot finds its evidence at the spot. */
class HeatMapTest {

  @TempDir private Path root;

  @Test
  void theHeatLiesOnTheSpot() {
    Path list = SyntheticList.multilabel(root, 60);
    TrainConfig config =
        Runs.tiny(list)
            .data(data -> data.labels(List.of("blob")))
            .recipe(recipe -> recipe.epochs(8))
            .build();
    RunRecord record = Runs.run(config, root.resolve("run"));
    assertThat(record.metrics().get("test").labels().get("blob").auroc()).isGreaterThan(0.9);
    try (NetworkPredictor network =
            new NetworkPredictor(new RunFolder(root.resolve("run")), config.compute().execution());
        ImageSet images = new ImageSet(TrainingData.read(config).list().rows(Split.TEST), config)) {
      InputPipeline pipeline = images.pipeline(1);
      TrainingData data = TrainingData.read(config);
      List<FloatImage> spots = new ArrayList<>();
      for (int i = 0; i < data.list().rows(Split.TEST).size(); i++) {
        if (data.list().rows(Split.TEST).get(i).targets()[0] > 0.5f) {
          spots.add(pipeline.image(i));
        }
      }
      List<FloatImage> maps = network.heatMaps(spots, new int[spots.size()]);
      double[] shares = new double[spots.size()];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = shareNear(maps.get(i), centre(spots.get(i)));
      }
      Arrays.sort(shares);
      // a disc of 12 pixels around the spot covers at most 44 % of the 32 x 32 pixels
      assertThat(shares[shares.length / 2])
          .as("median of %s", Arrays.toString(shares))
          .isGreaterThan(0.8);
    }
  }

  /** Centre of mass of the brightest tenth. */
  private static double[] centre(FloatImage image) {
    float[] sorted = image.samples().clone();
    Arrays.sort(sorted);
    float bright = sorted[sorted.length * 9 / 10];
    double y = 0;
    double x = 0;
    int n = 0;
    for (int i = 0; i < image.samples().length; i++) {
      if (image.samples()[i] >= bright) {
        int row = i / image.width();
        y += row;
        x += i % image.width();
        n++;
      }
    }
    return new double[] {y / n, x / n};
  }

  private static double shareNear(FloatImage map, double[] centre) {
    double near = 0;
    double all = 0;
    double cell = 32.0 / map.height();
    for (int i = 0; i < map.samples().length; i++) {
      int row = i / map.width();
      double y = (row + 0.5) * cell;
      double x = (i % map.width() + 0.5) * cell;
      all += map.samples()[i];
      near += Math.hypot(y - centre[0], x - centre[1]) <= 12 ? map.samples()[i] : 0;
    }
    return near / all;
  }
}
