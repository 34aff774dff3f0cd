package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.UsageException;

class SessionsTest {

  @Test
  void theCpuIsAlwaysThere() {
    assertThat(Devices.list()).contains("CPU:0");
  }

  @Test
  void aGpuThatIsNotThereIsAnError() {
    Assumptions.assumeFalse(Devices.hasGpu(), "this machine has a GPU");
    ExecutionOptions options =
        new ExecutionOptions(ExecutionOptions.Device.GPU, 0, ExecutionOptions.Precision.FP32);
    assertThatThrownBy(() -> Sessions.config(options))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll("CPU:0", "-Pgpu");
  }

  @Test
  void optionsReachTheConfiguration() {
    ConfigProto config =
        Sessions.config(
            new ExecutionOptions(ExecutionOptions.Device.CPU, 3, ExecutionOptions.Precision.BF16));
    assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(config.getInterOpParallelismThreads()).isEqualTo(1);
    assertThat(config.getUsePerSessionThreads()).isTrue();
    assertThat(config.getDeviceCountMap()).containsEntry("GPU", 0);
    assertThat(config.getGraphOptions().getRewriteOptions().getAutoMixedPrecisionOnednnBfloat16())
        .isEqualTo(RewriterConfig.Toggle.ON);
    assertThat(Sessions.config(ExecutionOptions.standard()).getIntraOpParallelismThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void whatRunsInTheCallersThreadLeavesThePoolItsSize() {
    ConfigProto config = Sessions.callerThreadConfig(3);
    assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(config.getInterOpParallelismThreads()).isEqualTo(-1);
    assertThat(config.getUsePerSessionThreads()).isFalse();
    assertThat(config.getDeviceCountMap()).containsEntry("GPU", 0);
    assertThat(Sessions.callerThreadConfig(0).getIntraOpParallelismThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void negativeThreadsAreRefused() {
    assertThatThrownBy(() -> ExecutionOptions.cpu(-1)).isInstanceOf(UsageException.class);
  }
}
