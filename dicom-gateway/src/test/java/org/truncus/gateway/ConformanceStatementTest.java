package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StorageClasses;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.builtin.RawDicom;
import org.truncus.gateway.dimse.tls.TlsProfile;
import org.truncus.gateway.inbox.RefusalTable;
import org.truncus.gateway.infer.Eligibility;

/**
 * The tables of {@code docs/conformance.md} say what the code does, and the code negotiates what
 * they say. {@code -Dtruncus.conformance.write=true} writes them anew.
 */
@Timeout(60)
class ConformanceStatementTest {

  private static final Path ROOT = Path.of(System.getProperty("truncus.root", ".."));
  private static final Path STATEMENT = ROOT.resolve("docs/conformance.md");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- generated: ([a-z-]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1")))
          .withTransferSyntaxes(Eligibility.DECODABLE);

  @Test
  void theTablesAreThoseOfTheCode() throws Exception {
    String text = Files.readString(STATEMENT);
    String fresh = regenerate(text);
    if (Boolean.getBoolean("truncus.conformance.write")) {
      Files.writeString(STATEMENT, fresh);
    } else {
      assertThat(text)
          .as("docs/conformance.md; write it anew with -Dtruncus.conformance.write=true")
          .isEqualTo(fresh);
    }
  }

  @Test
  void theListenerNegotiatesWhatTheTablesSay() throws Exception {
    List<String> syntaxes = new ArrayList<>(Eligibility.DECODABLE);
    syntaxes.addAll(List.of("1.2.840.10008.1.2.4.102", UID.HTJ2K));
    List<String> classes = new ArrayList<>(StorageClasses.ALL);
    classes.add("1.2.840.10008.5.1.4.1.2.1.1"); // Query/Retrieve isn't provided
    List<String[]> contexts = new ArrayList<>();
    for (String sopClass : classes) {
      syntaxes.forEach(syntax -> contexts.add(new String[] {sopClass, syntax}));
    }
    try (DicomListener listener =
        new BuiltinTransport().listen(OPTIONS, (request, in) -> StoreResponse.success())) {
      for (int from = 0; from < contexts.size(); from += 128) {
        negotiate(listener.port(), contexts.subList(from, Math.min(contexts.size(), from + 128)));
      }
    }
  }

  /** Result 0 where both are in the tables, 3 for another class, 4 for another syntax. */
  private static void negotiate(int port, List<String[]> contexts) throws IOException {
    try (RawDicom peer = new RawDicom(port)) {
      peer.associate("GATEWAY", "MOD1", new byte[0], contexts.toArray(String[][]::new));
      byte[] body = peer.read().body();
      int at = 68;
      int seen = 0;
      while (at < body.length) {
        int length = (body[at + 2] & 0xFF) << 8 | (body[at + 3] & 0xFF);
        if (body[at] == 0x21) {
          String[] context = contexts.get(((body[at + 4] & 0xFF) - 1) / 2);
          int expected =
              !StorageClasses.ALL.contains(context[0])
                  ? 3
                  : Eligibility.DECODABLE.contains(context[1]) ? 0 : 4;
          assertThat((int) body[at + 6]).as(String.join(" in ", context)).isEqualTo(expected);
          seen++;
        }
        at += 4 + length;
      }
      assertThat(seen).isEqualTo(contexts.size());
    }
  }

  private static String regenerate(String text) throws Exception {
    Map<String, String> tables = tables();
    Matcher matcher = BLOCK.matcher(text);
    StringBuilder fresh = new StringBuilder();
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
      String table = tables.get(matcher.group(1));
      assertThat(table).as("table " + matcher.group(1)).isNotNull();
      matcher.appendReplacement(
          fresh,
          Matcher.quoteReplacement(
              "<!-- generated: " + matcher.group(1) + " -->\n" + table + "\n<!-- end -->"));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(tables.keySet());
    return matcher.appendTail(fresh).toString();
  }

  private static Map<String, String> tables() throws Exception {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("sop-classes", sopClasses());
    tables.put("transfer-syntaxes", transferSyntaxes());
    tables.put("association-policies", policies());
    tables.put(
        "store-status",
        "| status | error comment | when |\n|---|---|---|\n| 0000 | | stored, or here already |\n"
            + RefusalTable.rows(false));
    tables.put(
        "stow-reasons",
        "| failure reason | meaning | when |\n|---|---|---|\n" + RefusalTable.rows(true));
    tables.put("tls-profiles", tlsProfiles());
    return tables;
  }

  private static String sopClasses() throws IOException {
    Map<String, String> names = classNames();
    return "| SOP class | UID |\n|---|---|\n"
        + new TreeMap<>(names)
            .entrySet().stream()
                .map(e -> "| %s | `%s` |".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining("\n"));
  }

  /** The names stand as comments beside the UIDs. */
  private static Map<String, String> classNames() throws IOException {
    Path source =
        ROOT.resolve("dicom-gateway/src/main/java/org/truncus/gateway/dimse/StorageClasses.java");
    Map<String, String> names = new LinkedHashMap<>();
    Matcher line =
        Pattern.compile("\"([0-9.]+)\"[,)]*;? // (.+)").matcher(Files.readString(source));
    while (line.find()) {
      names.put("1.2.840.10008.5.1.4.1.1." + line.group(1), line.group(2));
    }
    assertThat(names.keySet()).containsExactlyInAnyOrderElementsOf(StorageClasses.ALL);
    return names;
  }

  private static String transferSyntaxes() throws IllegalAccessException {
    StringBuilder table = new StringBuilder("| transfer syntax | UID |\n|---|---|");
    for (String uid : Eligibility.DECODABLE) {
      table.append("\n| %s | `%s` |".formatted(keyword(uid), uid));
    }
    return table.toString();
  }

  private static String keyword(String uid) throws IllegalAccessException {
    for (Field field : UID.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && uid.equals(field.get(null))) {
        return field.getName();
      }
    }
    return "";
  }

  private static String policies() {
    Timeouts timeouts = Timeouts.standard();
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("Application context", "1.2.840.10008.3.1.1.1");
    rows.put("Implementation class UID", UID.TruncusImplementationClass);
    rows.put("Maximum PDU length offered", OPTIONS.maxPduLength() + " bytes");
    rows.put("Presentation contexts", "up to 128");
    rows.put("Asynchronous operations", "1 invoked, 1 performed");
    rows.put(
        "Associations at one time (`--max-associations`)",
        standard(GatewayOption.MAX_ASSOCIATIONS));
    rows.put(
        "Associations of one calling title (`--max-associations-per-peer`)",
        standard(GatewayOption.MAX_ASSOCIATIONS_PER_PEER));
    rows.put("Request and ARTIM timeout", timeouts.request().toSeconds() + " s");
    rows.put("Idle timeout", timeouts.idle().toSeconds() + " s");
    rows.put("Message timeout", timeouts.dimse().toSeconds() + " s");
    rows.put("Release timeout", timeouts.release().toSeconds() + " s");
    rows.put(
        "Largest data set (`--max-instance-megabytes`)",
        standard(GatewayOption.MAX_INSTANCE_MEGABYTES) + " MiB");
    return "| what | default |\n|---|---|\n"
        + rows.entrySet().stream()
            .map(e -> "| %s | %s |".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private static String standard(GatewayOption option) {
    return Optional.of(option).flatMap(GatewayOption::standard).orElseThrow();
  }

  private static String tlsProfiles() {
    return "| `--tls-profile` | protocols | cipher suites |\n|---|---|---|\n"
        + Arrays.stream(TlsProfile.values())
            .map(
                p ->
                    "| `%s` | %s | %s |"
                        .formatted(
                            p.text(),
                            String.join(", ", p.protocols()),
                            String.join(", ", p.cipherSuites())))
            .collect(Collectors.joining("\n"));
  }
}
