package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.progress.Progress;

class ContentDuplicatesTest {

  @TempDir Path folder;

  /** How many files were compared at each stage. */
  private static final class Counting implements Progress {

    private final AtomicLong heads = new AtomicLong();
    private final AtomicLong tails = new AtomicLong();
    private final AtomicLong contents = new AtomicLong();

    @Override
    public Task begin(String what, long total) {
      (what.endsWith("heads") ? heads : what.endsWith("tails") ? tails : contents).addAndGet(total);
      return Progress.silent().begin(what, total);
    }

    @Override
    public void say(String line) {}
  }

  private ListRow row(int number, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("i" + number), content);
    return new ListRow(
        number, file.getFileName().toString(), file, "P" + number, null, Map.of(), new float[] {1});
  }

  private List<Duplicate> find(Progress progress, byte[]... contents) throws IOException {
    List<ListRow> rows = new ArrayList<>();
    long[] sizes = new long[contents.length];
    for (int i = 0; i < contents.length; i++) {
      rows.add(row(i, contents[i]));
      sizes[i] = contents[i].length;
    }
    return ContentDuplicates.find(rows, sizes, progress);
  }

  private static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void filesOfOneSizeAreToldApartByTheirEnds() throws IOException {
    byte[][] contents = new byte[1200][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = noise(9000, i);
    }
    contents[1199] = contents[17].clone();
    Counting counting = new Counting();

    List<Duplicate> found = find(counting, contents);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).images()).containsExactly("i17", "i1199");
    assertThat(found.get(0).acrossPatients()).isTrue();
    assertThat(counting.heads).hasValue(1200);
    assertThat(counting.tails).hasValue(2);
    assertThat(counting.contents).hasValue(2);
  }

  @Test
  void aDifferenceAnywhereMakesThemDiffer() throws IOException {
    byte[] one = noise(20_000, 1);
    Counting counting = new Counting();

    List<Duplicate> found =
        find(
            counting,
            one,
            changed(one, 0),
            changed(one, 4095),
            changed(one, 10_000),
            changed(one, 20_000 - 4096),
            changed(one, 19_999),
            one.clone());

    assertThat(found).hasSize(1);
    assertThat(found.get(0).images()).containsExactly("i0", "i6");
    assertThat(counting.tails).as("but those whose heads differ").hasValue(5);
    assertThat(counting.contents).as("the two, and one that differs in the middle").hasValue(3);
  }

  @Test
  void shortFilesAndEmptyOnesAreCompared() throws IOException {
    byte[] small = noise(100, 2);
    byte[] middle = noise(5000, 3);

    List<Duplicate> found =
        find(
            Progress.silent(),
            new byte[0],
            small,
            middle,
            changed(small, 99),
            changed(middle, 4500),
            new byte[0],
            small.clone(),
            middle.clone());

    assertThat(found)
        .extracting(Duplicate::images)
        .containsExactly(List.of("i0", "i5"), List.of("i1", "i6"), List.of("i2", "i7"));
  }
}
