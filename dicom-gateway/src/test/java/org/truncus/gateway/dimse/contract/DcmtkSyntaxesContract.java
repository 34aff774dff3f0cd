package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.UID;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.StoreFolder;
import org.truncus.gateway.dimse.builtin.Tool;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;
import org.truncus.image.Voi;

/** Every syntax that DCMTK's and GDCM's encoders make, sent as it is by DCMTK's users. */
@Timeout(120)
abstract class DcmtkSyntaxesContract extends ContractPart {

  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1@127.0.0.1")))
          .withTransferSyntaxes(
              Stream.of(
                      StorageSyntaxes.UNCOMPRESSED,
                      StorageSyntaxes.ENCAPSULATED_LOSSLESS,
                      StorageSyntaxes.ENCAPSULATED_LOSSY)
                  .flatMap(List::stream)
                  .toList());

  private static final int GREATEST = 4095;

  @TempDir Path scratch;
  private StoreFolder store;
  private DicomListener listener;

  @BeforeEach
  void listen() {
    store = new StoreFolder(scratch.resolve("received"));
    listener = transport().listen(OPTIONS, store);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  /** Lossy JPEG of DCMTK scales the values, so that only its decoding is looked at. */
  @ParameterizedTest
  @CsvSource({
    "dcmconv +ti, storescu -xi, 1.2.840.10008.1.2, 0",
    "dcmconv +te, dcmsend -dn, 1.2.840.10008.1.2.1, 0",
    "dcmconv +tb, storescu -xb, 1.2.840.10008.1.2.2, 0",
    "dcmcrle, dcmsend -dn, 1.2.840.10008.1.2.5, 0",
    "dcmcjpeg +e1, dcmsend -dn, 1.2.840.10008.1.2.4.70, 0",
    "dcmcjpeg +e1, storescu -xs, 1.2.840.10008.1.2.4.70, 0",
    "dcmcjpeg +el, dcmsend -dn, 1.2.840.10008.1.2.4.57, 0",
    "dcmcjpeg +ee +q 95, dcmsend -dn, 1.2.840.10008.1.2.4.51, 4095",
    "dcmcjpeg +ee +q 95, storescu -xx, 1.2.840.10008.1.2.4.51, 4095",
    "dcmcjpeg +eb +q 95, storescu -xy, 1.2.840.10008.1.2.4.50, 4095",
    "dcmcjpls, dcmsend -dn, 1.2.840.10008.1.2.4.80, 0",
    "dcmcjpls, storescu -xt, 1.2.840.10008.1.2.4.80, 0",
    "dcmcjpls +en +md 2, dcmsend -dn, 1.2.840.10008.1.2.4.81, 2",
    "dcmcrle, storescu -xr, 1.2.840.10008.1.2.5, 0",
    "gdcmconv --j2k, dcmsend -dn, 1.2.840.10008.1.2.4.90, 0",
    "gdcmconv --j2k, storescu -xv, 1.2.840.10008.1.2.4.90, 0"
  })
  void arrivesAsItIs(String encoder, String sender, String syntax, int tolerance) throws Exception {
    Path plain = SampleImages.write(scratch.resolve("plain.dcm"), SampleImages.image(1, 1, 0.5));
    String[] words = encoder.split(" ", -1);
    List<Object> arguments = new ArrayList<>(Arrays.asList(words).subList(1, words.length));
    Path coded = scratch.resolve("coded.dcm");
    arguments.addAll(List.of(plain, coded));
    Tool.Outcome made = Tool.named(words[0]).run(scratch, arguments.toArray());
    assertThat(made.exitCode()).as(made.output()).isZero();
    String[] user = sender.split(" ", -1);
    Tool.Outcome sent = send(user[0], coded, user[1]);
    assertThat(sent.exitCode()).as(sent.output()).isZero();
    DicomFile received = DicomReader.read(store.files().get(0));
    assertThat(received.transferSyntax().uid()).isEqualTo(syntax);
    float[] expected = pixels(DicomReader.read(plain));
    float[] found = pixels(received);
    assertThat(found).hasSameSizeAs(expected);
    double worst =
        IntStream.range(0, found.length)
            .mapToDouble(i -> Math.abs(found[i] - expected[i]))
            .max()
            .orElseThrow();
    assertThat(worst * GREATEST).isCloseTo(0, offset(tolerance + 0.01));
  }

  /** In [0, 1] by what 12 bits can hold. */
  private static float[] pixels(DicomFile file) {
    return new ImageReader(new PixelPolicy(Voi.NONE, true)).pixels(file).samples();
  }

  @Test
  void deflatedDataSetsAreTakenOrRefusedByContext() throws Exception {
    Path plain = SampleImages.write(scratch.resolve("plain.dcm"), SampleImages.image(1, 1, 0.5));
    Path deflated = scratch.resolve("deflated.dcm");
    Tool.Outcome made = Tool.named("dcmconv").run(scratch, "+td", plain, deflated);
    assertThat(made.exitCode()).as(made.output()).isZero();
    boolean offered = OPTIONS.transferSyntaxes().contains(UID.DeflatedExplicitVRLittleEndian);
    Tool.Outcome sent = send("dcmsend", deflated, "-dn", "-v");
    assertThat(store.files()).as(sent.output()).hasSize(offered ? 1 : 0);
  }

  @Test
  void dcmsendFromADicomdir() throws Exception {
    Path media = Files.createDirectory(scratch.resolve("media"));
    for (int i = 1; i <= 3; i++) {
      SampleImages.write(media.resolve("IM" + i), SampleImages.image(1, i, 0.5));
    }
    Path directory = media.resolve("DICOMDIR");
    Tool.Outcome made =
        Tool.named("dcmmkdir")
            .run(scratch, "-Nxc", "+D", directory, "+id", media, "IM1", "IM2", "IM3");
    assertThat(made.exitCode()).as(made.output()).isZero();
    Tool.Outcome sent = send("dcmsend", directory, "+rd");
    assertThat(sent.exitCode()).as(sent.output()).isZero();
    assertThat(store.files()).hasSize(3);
  }

  @Test
  void storescuWithTwoHundredNewInstances() throws Exception {
    Path plain = SampleImages.write(scratch.resolve("plain.dcm"), SampleImages.image(1, 1, 0.5));
    Tool.Outcome sent = send("storescu", plain, "-v", "+II", "--repeat", "200");
    assertThat(sent.exitCode()).as(sent.output()).isZero();
    assertThat(store.files()).hasSize(200);
  }

  private Tool.Outcome send(String tool, Path file, String... options)
      throws IOException, InterruptedException {
    List<Object> arguments = new ArrayList<>(List.of("-aet", "MOD1", "-aec", "GATEWAY"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("127.0.0.1", listener.port(), file));
    return Tool.named(tool).run(scratch, arguments.toArray());
  }
}
