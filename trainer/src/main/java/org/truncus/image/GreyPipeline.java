package org.truncus.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * Stored grey values to [0, 1] in the fixed order: padding, modality LUT, VOI, polarity. Everything
 * is a function of the stored value, so up to 16 bits it is worked out once per value, not per
 * pixel.
 */
final class GreyPipeline {

  private static final int TABLE_BITS = 16;

  private final PixelModule module;
  private final DataSet header;
  private final PixelPolicy policy;
  private final List<String> steps;

  GreyPipeline(PixelModule module, DataSet header, PixelPolicy policy, List<String> steps) {
    this.module = module;
    this.header = header;
    this.policy = policy;
    this.steps = steps;
  }

  /** One sample in [0, 1] for each stored value; padding becomes 0. */
  float[] run(int[] stored) {
    Optional<Padding> padding = Padding.of(header, module);
    padding.ifPresent(
        p -> steps.add("padding " + p.low() + " to " + p.high() + " becomes background"));
    DoubleUnaryOperator modality = Modality.of(header, steps);
    Distribution values = distribution(stored, padding, modality);
    float[] samples = new float[stored.length];
    if (values.isEmpty()) {
      steps.add("nothing but padding");
      return samples;
    }
    double[] possible = {
      modality.applyAsDouble((double) lowest()), modality.applyAsDouble((double) highest())
    };
    if (!header.items(Tag.ModalityLUTSequence).isEmpty()) {
      LookupTable table = LookupTable.of(header.items(Tag.ModalityLUTSequence).get(0));
      possible = new double[] {0, table.max()};
    }
    DoubleUnaryOperator voi = ValuesOfInterest.of(policy.voi(), header, possible, values, steps);
    apply(stored, padding, modality.andThen(voi).andThen(polarity()), samples);
    return samples;
  }

  private void apply(
      int[] stored, Optional<Padding> padding, DoubleUnaryOperator function, float[] samples) {
    if (module.bitsStored() > TABLE_BITS) {
      for (int i = 0; i < stored.length; i++) {
        long value = value(stored[i]);
        samples[i] = padded(padding, value) ? 0 : (float) function.applyAsDouble((double) value);
      }
      return;
    }
    int lowest = (int) lowest();
    float[] table = new float[1 << module.bitsStored()];
    for (int i = 0; i < table.length; i++) {
      long value = (long) lowest + i;
      table[i] = padded(padding, value) ? 0 : (float) function.applyAsDouble((double) value);
    }
    for (int i = 0; i < stored.length; i++) {
      samples[i] = table[stored[i] - lowest];
    }
  }

  private Distribution distribution(
      int[] stored, Optional<Padding> padding, DoubleUnaryOperator modality) {
    if (module.bitsStored() > TABLE_BITS) {
      double[] values =
          Arrays.stream(stored)
              .mapToLong(this::value)
              .filter(value -> !padded(padding, value))
              .mapToDouble(modality::applyAsDouble)
              .sorted()
              .toArray();
      long[] ones = new long[values.length];
      Arrays.fill(ones, 1);
      return new Distribution(values, ones);
    }
    int lowest = (int) lowest();
    double[] values = new double[1 << module.bitsStored()];
    long[] counts = new long[values.length];
    for (int value : stored) {
      counts[value - lowest]++;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = modality.applyAsDouble((double) lowest + i);
      counts[i] = padded(padding, (long) lowest + i) ? 0 : counts[i];
    }
    return Distribution.of(values, counts);
  }

  private DoubleUnaryOperator polarity() {
    boolean darkIsHigh =
        module.photometric().equals("MONOCHROME1")
            || header.string(Tag.PresentationLUTShape).orElse("").equals("INVERSE");
    if (!darkIsHigh) {
      steps.add("polarity kept: low values are dark");
      return x -> x;
    }
    if (!policy.invertMonochrome1()) {
      steps.add("polarity kept by policy: low values are bright");
      return x -> x;
    }
    steps.add("inverted: low values were bright");
    return x -> 1 - x;
  }

  private static boolean padded(Optional<Padding> padding, long value) {
    return padding.isPresent() && padding.get().contains(value);
  }

  private long value(int stored) {
    return module.signed() ? stored : stored & 0xFFFF_FFFFL;
  }

  private long lowest() {
    return module.signed() ? -(1L << (module.bitsStored() - 1)) : 0;
  }

  private long highest() {
    return lowest() + (1L << module.bitsStored()) - 1;
  }
}
