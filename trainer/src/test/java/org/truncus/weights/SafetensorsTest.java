package org.truncus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  private static final WeightTensor KERNEL =
      new WeightTensor("conv1.kernel", new int[] {1, 1, 2, 2}, new float[] {1, -2.5f, 3, 4e-30f});
  private static final WeightTensor STEP = new WeightTensor("step", new int[0], new float[] {7});

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, List.of(KERNEL, STEP), Map.of("truncus.backbone", "resnet50"));
    Safetensors.Content content = Safetensors.open(file);
    assertThat(content.tensors().values()).containsExactly(KERNEL, STEP);
    assertThat(content.metadata()).containsExactly(Map.entry("truncus.backbone", "resnet50"));
  }

  @Test
  void theSameTensorsGiveTheSameBytes() throws IOException {
    Path first = folder.resolve("1");
    Path second = folder.resolve("2");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("a", "1");
    metadata.put("b", "2");
    Map<String, String> otherOrder = new LinkedHashMap<>();
    otherOrder.put("b", "2");
    otherOrder.put("a", "1");
    Safetensors.write(first, List.of(KERNEL, STEP), metadata);
    Safetensors.write(second, List.of(KERNEL, STEP), otherOrder);
    assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
  }

  @Test
  void aFileOfTheFormatsOwnLayoutIsRead() throws IOException {
    Path file = write("{\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
    assertThat(Safetensors.read(file).get("b").values()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}} | 4 | has 4",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]}} | 12 | has 12",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[4,12]}} | 12 | gap or an overlap",
        "{`a`:{`dtype`:`F32`,`shape`:[3],`data_offsets`:[0,8]}} | 8 | 12 bytes",
        "{`a`:{`dtype`:`F32`,`shape`:[-2],`data_offsets`:[0,8]}} | 8 | bad shape",
        "{`a`:{`dtype`:`F32`,`shape`:[99999,99999,99999,99999],`data_offsets`:[0,8]}} | 8 | bad"
            + " shape",
        "{`a`:{`dtype`:`F32`,`shape`:[2]}} | 8 | lacks",
        "{`a`:{`dtype`:`F8_E4M3`,`shape`:[8],`data_offsets`:[0,8]}} | 8 | F8_E4M3",
        "{`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]},`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[4,8]}}"
            + " | 8 | Duplicate",
        "{`a`:{`dtype`:`F32`,`shape`:[2],`data_offsets`:[0,8]},`b`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[4,8]}}"
            + " | 8 | gap or an overlap",
        "[1,2] | 0 | not a JSON object",
        "{`a` | 0 | not JSON"
      })
  void damagedFilesAreRefused(String header, int dataBytes, String reason) throws IOException {
    Path file = write(header.replace("`", "\""), dataBytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOfAny(InvalidWeightsException.class, UnsupportedWeightsException.class)
        .hasMessageContainingAll(file.toString(), reason);
  }

  @Test
  void anImpossibleHeaderLengthIsRefusedWithoutReading() throws IOException {
    Path file = folder.resolve("long");
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(Long.MAX_VALUE).put((byte) '{');
    Files.write(file, bytes.array());
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("header length");
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(InvalidWeightsException.class);
  }

  private Path write(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int i = 0; i < dataBytes / 4; i++) {
      bytes.putFloat(i);
    }
    return Files.write(folder.resolve("hand-made"), bytes.array());
  }
}
