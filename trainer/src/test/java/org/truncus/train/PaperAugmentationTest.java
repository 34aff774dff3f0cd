package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaperAugmentationTest {

  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @ValueSource(ints = {224, 32})
  void drawsBoxesAsTorchvisionDoes(int side) throws IOException {
    List<PaperAugmentation.Box> boxes = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < DRAWS; i++) {
      boxes.add(PaperAugmentation.box(side, random));
    }
    Map<String, ToDoubleFunction<PaperAugmentation.Box>> facts = facts(side);
    Map<String, Double> golden = golden(side);
    assertThat(golden.keySet()).isEqualTo(facts.keySet());
    facts.forEach(
        (name, fact) ->
            assertThat(boxes.stream().mapToDouble(fact).average().orElseThrow())
                .as(name)
                .isCloseTo(golden.get(name), within(0.006)));
  }

  private static Map<String, ToDoubleFunction<PaperAugmentation.Box>> facts(double side) {
    Map<String, ToDoubleFunction<PaperAugmentation.Box>> facts = new LinkedHashMap<>();
    ToDoubleFunction<PaperAugmentation.Box> area = box -> box.width() * box.height() / side / side;
    facts.put("mean area", area);
    facts.put("area below 0.25", box -> area.applyAsDouble(box) < 0.25 ? 1 : 0);
    facts.put("area above 0.75", box -> area.applyAsDouble(box) > 0.75 ? 1 : 0);
    facts.put("mean width", box -> box.width() / side);
    facts.put("mean height", box -> box.height() / side);
    facts.put("wider than high", box -> box.width() > box.height() ? 1 : 0);
    facts.put("ratio above 1.2", box -> box.width() / (double) box.height() > 1.2 ? 1 : 0);
    facts.put("mean left", box -> box.left() / side);
    facts.put("mean top", box -> box.top() / side);
    facts.put("touches the left edge", box -> box.left() == 0 ? 1 : 0);
    return facts;
  }

  @Test
  void boxesLieInTheImage() {
    SplittableRandom random = new SplittableRandom(6);
    for (int side : new int[] {8, 9, 31, 224}) {
      for (int i = 0; i < 5000; i++) {
        PaperAugmentation.Box box = PaperAugmentation.box(side, random);
        assertThat(box.left()).isNotNegative();
        assertThat(box.top()).isNotNegative();
        assertThat(box.width()).isPositive();
        assertThat(box.left() + box.width()).isLessThanOrEqualTo(side);
        assertThat(box.top() + box.height()).isLessThanOrEqualTo(side);
      }
    }
  }

  /** Bilinear resizing of a ramp is a ramp again: its ends and its slope tell the box. */
  @Test
  void resizesTheBoxToTheSquare() {
    int side = 40;
    int size = 16;
    float[] ramp = new float[side * side];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (i % side + 3 * (i / side)) / 200f;
    }
    for (long seed = 0; seed < 50; seed++) {
      PaperAugmentation.Box box = PaperAugmentation.box(side, new SplittableRandom(seed));
      float[] varied = PaperAugmentation.apply(ramp, side, 1, size, seed);
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double sourceX = inside(box.left(), box.width(), x, size);
          double sourceY = inside(box.top(), box.height(), y, size);
          assertThat((double) varied[y * size + x])
              .as("seed %d, %s, (%d, %d)", seed, box, x, y)
              .isCloseTo((sourceX + 3 * sourceY) / 200, within(1e-5));
        }
      }
    }
  }

  private static double inside(int first, int length, int at, int size) {
    double source = first + (at + 0.5) * length / size - 0.5;
    return Math.min(Math.max(source, first), first + length - 1);
  }

  private static Map<String, Double> golden(int side) throws IOException {
    Map<String, Double> golden = new LinkedHashMap<>();
    try (InputStream in = PaperAugmentationTest.class.getResourceAsStream("crop-golden.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(",", -1))
          .filter(row -> row[0].equals(Integer.toString(side)))
          .forEach(row -> golden.put(row[1], Double.valueOf(row[2])));
    }
    return golden;
  }
}
