package org.truncus.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.truncus.image.FloatImage;

/**
 * Makes batches ahead of the device: a bounded number of batches is under way on the workers, and
 * they come out in their order, so that what a batch holds depends on (seed, epoch) alone.
 */
final class InputPipeline {

  private static final int AHEAD = 3;

  private final FittedImages images;
  private final int side;
  private final int size;
  private final int channels;
  private final ExecutorService workers;

  /**
   * A pipeline over these images.
   *
   * @param side of the images
   * @param size S of the batches
   * @param channels C of the batches
   * @param workers not ended here
   */
  InputPipeline(FittedImages images, int side, int size, int channels, ExecutorService workers) {
    this.images = images;
    this.side = side;
    this.size = size;
    this.channels = channels;
    this.workers = workers;
  }

  /** Side of the images that a variation gets. */
  int side() {
    return side;
  }

  /** S of the batches. */
  int size() {
    return size;
  }

  /** C of the batches. */
  int channels() {
    return channels;
  }

  /**
   * One image with its margins, {@code [side,side,channels]} in [0,1], decoded again where it isn't
   * kept.
   */
  FloatImage image(int row) {
    return images.get(row).withChannels(channels);
  }

  /** Turns the image of a row into what is fed. */
  interface Variation {
    /** {@code [S,S,C]} from {@code [side,side,C]}; the input is not changed. */
    float[] vary(float[] image, int row);
  }

  /** Images as they are, without their margins. */
  Variation unvaried() {
    return (image, row) -> CentreCrop.apply(image, side, channels, size);
  }

  /**
   * One batch.
   *
   * @param rows N rows, in order
   * @param images {@code [N,S,S,C]} in [0,1]
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Batch(int[] rows, float[] images) {}

  /** The batches of these rows in their order. */
  Batches batches(List<int[]> rows, Variation variation) {
    return new Batches(rows.iterator(), variation);
  }

  /** Batches under way; closing it drops those not taken. */
  final class Batches implements Iterator<Batch>, AutoCloseable {

    private final Iterator<int[]> rows;
    private final Variation variation;
    private final Queue<Making> underWay = new ArrayDeque<>();

    private Batches(Iterator<int[]> rows, Variation variation) {
      this.rows = rows;
      this.variation = variation;
      while (underWay.size() < AHEAD && rows.hasNext()) {
        underWay.add(make(rows.next()));
      }
    }

    @Override
    public boolean hasNext() {
      return !underWay.isEmpty();
    }

    @Override
    public Batch next() {
      if (underWay.isEmpty()) {
        throw new NoSuchElementException("no more batches");
      }
      Making making = underWay.remove();
      if (rows.hasNext()) {
        underWay.add(make(rows.next()));
      }
      return making.await();
    }

    private Making make(int[] batch) {
      int length = size * size * channels;
      float[] target = new float[batch.length * length];
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < batch.length; i++) {
        int row = batch[i];
        int at = i * length;
        parts.add(
            workers.submit(
                () -> {
                  float[] varied = variation.vary(image(row).samples(), row);
                  System.arraycopy(varied, 0, target, at, length);
                }));
      }
      return new Making(new Batch(batch, target), parts);
    }

    @Override
    public void close() {
      underWay.forEach(making -> making.parts().forEach(part -> part.cancel(true)));
      underWay.clear();
    }
  }

  private record Making(Batch batch, List<Future<?>> parts) {

    Batch await() {
      try {
        for (Future<?> part : parts) {
          part.get();
        }
        return batch;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for images", e);
      } catch (ExecutionException e) {
        throw Workers.rethrown(e);
      }
    }
  }
}
