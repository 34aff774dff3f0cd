package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;

/** Files several times as large as the heap of the process that reads them. */
class LargeFileTest {

  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;
  private static final int FRAMES = 300;
  private static final int FRAME_BYTES = ROWS * COLUMNS * 2;
  private static final int MARKED = 250;

  @TempDir Path folder;

  /** The other process: prints the sum of the samples of each frame that is asked for. */
  public static void main(String[] args) {
    FrameSequence frames =
        new ImageReader(new PixelPolicy(Voi.NONE, true)).frames(Path.of(args[0]));
    for (int i = 1; i < args.length; i++) {
      double sum = 0;
      for (float sample : frames.frame(Integer.parseInt(args[i])).image().samples()) {
        sum += sample;
      }
      System.out.println(frames.count() + " frames, sum " + Math.round(sum));
    }
  }

  @Test
  void uncompressedFramesAreReadOneByOne() throws Exception {
    Path file = header(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long start = out.size();
      write(out, start, pixelDataHeader(FRAMES * FRAME_BYTES));
      byte[] white = new byte[FRAME_BYTES];
      java.util.Arrays.fill(white, (byte) 0xFF);
      write(out, start + 12 + (long) MARKED * FRAME_BYTES, white);
      write(out, start + 12 + (long) FRAMES * FRAME_BYTES - 1, new byte[1]);
    }
    assertThat(Files.size(file)).isGreaterThan(300L << 20);
    assertThat(inSmallProcess(file, 0, MARKED, FRAMES - 1))
        .isEqualTo("300 frames, sum 0\n300 frames, sum 524288\n300 frames, sum 0\n");
  }

  @Test
  void fragmentsAreReadWithTheirFrame() throws Exception {
    Path file = header(TransferSyntax.of(UID.RLELossless).orElseThrow());
    byte[] frame = runLength();
    int length = 1 << 20;
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long at = out.size();
      write(out, at, pixelDataHeader(-1));
      write(out, at + 12, item(Tag.Item, 0));
      at += 20;
      for (int i = 0; i < FRAMES; i++) {
        write(out, at, item(Tag.Item, length));
        if (i == MARKED) {
          write(out, at + 8, frame);
        }
        at += 8 + length;
      }
      write(out, at, item(Tag.SequenceDelimitationItem, 0));
    }
    assertThat(inSmallProcess(file, MARKED)).isEqualTo("300 frames, sum 524288\n");
  }

  /** All pixels white: runs of 128 in two segments. */
  private static byte[] runLength() {
    int runs = ROWS * COLUMNS / 128;
    ByteBuffer frame = ByteBuffer.allocate(64 + 4 * runs).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(2).putInt(64).putInt(64 + 2 * runs).position(64);
    for (int i = 0; i < 2 * runs; i++) {
      frame.put((byte) -127).put((byte) 0xFF);
    }
    return frame.array();
  }

  private Path header(TransferSyntax syntax) throws IOException {
    DataSet dataSet =
        ProjectionRadiograph.of(ProjectionRadiograph.Kind.CR, ROWS, COLUMNS, "P1")
            .bitsStored(16)
            .build(new short[ROWS * COLUMNS])
            .setInts(Tag.NumberOfFrames, FRAMES)
            .remove(Tag.PixelData);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.write(out, DicomFile.of(dataSet, syntax));
    return Files.write(folder.resolve("large.dcm"), out.toByteArray());
  }

  private static byte[] pixelDataHeader(int length) {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) Tag.group(Tag.PixelData))
        .putShort((short) Tag.element(Tag.PixelData))
        .put(VR.OW.name().getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 0)
        .putInt(length)
        .array();
  }

  private static byte[] item(int tag, int length) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) Tag.group(tag))
        .putShort((short) Tag.element(tag))
        .putInt(length)
        .array();
  }

  private static void write(FileChannel out, long at, byte[] bytes) throws IOException {
    assertThat(out.write(ByteBuffer.wrap(bytes), at)).isEqualTo(bytes.length);
  }

  private String inSmallProcess(Path file, int... frames) throws Exception {
    java.util.List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(LargeFileTest.class.getName());
    command.add(file.toString());
    for (int frame : frames) {
      command.add(String.valueOf(frame));
    }
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }
}
