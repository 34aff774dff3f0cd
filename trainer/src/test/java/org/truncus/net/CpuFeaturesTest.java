package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuFeaturesTest {

  @Test
  void readsWhatLinuxTells() {
    CpuFeatures cpu =
        CpuFeatures.of(
            List.of(
                "processor : 0",
                "model name\t: Some CPU @ 2.0",
                "flags\t\t: fpu avx2 avx512f avx512_bf16 other",
                "model name\t: Some CPU @ 2.0"));

    assertThat(cpu.model()).isEqualTo("Some CPU @ 2.0");
    assertThat(cpu.flags()).containsExactly("avx2", "avx512_bf16", "avx512f");
    assertThat(cpu.bf16Objection()).isEmpty();
  }

  @Test
  void saysWhyBfloat16IsNotThere() {
    assertThat(CpuFeatures.of(List.of("flags : avx2 fma")).bf16Objection())
        .hasValueSatisfying(why -> assertThat(why).contains("none of avx512_bf16, amx_bf16"));
    assertThat(CpuFeatures.of(List.of()).bf16Objection())
        .hasValueSatisfying(why -> assertThat(why).contains("doesn't tell"));
  }
}
