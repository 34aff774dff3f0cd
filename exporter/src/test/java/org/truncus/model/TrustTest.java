package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;

/** Signatures: whose package it is, and each way in which it is not. */
class TrustTest {

  private static final SigningKey KEY = SigningKey.generate();
  private static final Trust TRUST = new Trust(List.of(KEY.verifying()));

  @TempDir Path folder;

  @Test
  void aSignedPackageIsOpenedByItsKey() {
    Path signed = TinyPackages.publish(folder, KEY).folder();

    assertThat(ModelPackage.open(signed, TRUST).signature())
        .isEqualTo(new SignatureState(SignatureState.Status.VERIFIED, KEY.verifying().sha256()));
    assertThat(ModelPackage.open(signed).signature().status())
        .isEqualTo(SignatureState.Status.NOT_CHECKED);
    Trust either = new Trust(List.of(SigningKey.generate().verifying(), KEY.verifying()));
    assertThat(ModelPackage.open(signed, either).signature().status())
        .isEqualTo(SignatureState.Status.VERIFIED);
  }

  @Test
  void anUnsignedPackageIsRefusedWhereASignatureIsRequired() {
    Path unsigned = TinyPackages.publish(folder).folder();

    assertThat(ModelPackage.open(unsigned).signature().status())
        .isEqualTo(SignatureState.Status.UNSIGNED);
    assertThatThrownBy(() -> ModelPackage.open(unsigned, TRUST))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll("is not signed", KEY.verifying().sha256());
  }

  @Test
  void anotherKeysPackageIsRefused() {
    SigningKey other = SigningKey.generate();
    Path signed = TinyPackages.publish(folder, other).folder();

    assertThatThrownBy(() -> ModelPackage.open(signed, TRUST))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll(
            "signed with another key", other.verifying().sha256(), KEY.verifying().sha256());
  }

  @Test
  void aThresholdChangedWithAllDigestsIsStillRefused() throws IOException {
    Path signed = TinyPackages.publish(folder, KEY).folder();
    Path manifest = signed.resolve(ModelPackage.MANIFEST);
    String json = Files.readString(manifest);
    Files.writeString(manifest, json.replace("\"threshold\" : 0.5", "\"threshold\" : 0.4"));
    PackageTampering.seal(signed);

    assertThat(ModelPackage.open(signed).manifest().operatingPoint("effusion"))
        .hasValueSatisfying(point -> assertThat(point.threshold()).isEqualTo(0.4));
    assertThatThrownBy(() -> ModelPackage.open(signed, TRUST))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("the signature is not that of this manifest");
  }

  @Test
  void aMissingSignatureIsRefusedBothWays() throws IOException {
    Path signed = TinyPackages.publish(folder, KEY).folder();
    Files.delete(signed.resolve(ModelPackage.SIGNATURE));

    assertThatThrownBy(() -> ModelPackage.open(signed))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("truncus.json.sig is missing");
    PackageTampering.seal(signed);
    assertThatThrownBy(() -> ModelPackage.open(signed))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll("truncus.json.sig is missing", KEY.verifying().sha256());
  }

  @Test
  void aSignatureThatNobodyNamesIsRefused() throws IOException {
    Path unsigned = TinyPackages.publish(folder).folder();
    Files.write(unsigned.resolve(ModelPackage.SIGNATURE), new byte[64]);
    PackageTampering.seal(unsigned);

    assertThatThrownBy(() -> ModelPackage.open(unsigned))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("truncus.json.sig is not listed");
  }

  @Test
  void aSignatureOfWrongLengthIsRefused() throws IOException {
    Path signed = TinyPackages.publish(folder, KEY).folder();
    Files.write(signed.resolve(ModelPackage.SIGNATURE), new byte[10]);
    PackageTampering.seal(signed);

    assertThatThrownBy(() -> ModelPackage.open(signed, TRUST))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("the signature is not that of this manifest");
  }

  @Test
  void keysComeBackFromTheirFiles() throws IOException {
    KEY.write(folder.resolve("keys"));

    Path secret = folder.resolve("keys").resolve(SigningKey.PRIVATE_FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    SigningKey read = SigningKey.read(secret);
    assertThat(read.verifying().sha256()).isEqualTo(KEY.verifying().sha256());
    assertThat(read.toString()).isEqualTo("SigningKey[" + KEY.verifying().sha256() + "]");
    assertThat(Trust.of(List.of(folder.resolve("keys").resolve(SigningKey.PUBLIC_FILE))).keys())
        .singleElement()
        .satisfies(
            key -> assertThat(key.verifies(new byte[] {1}, read.sign(new byte[] {1}))).isTrue());
    assertThatThrownBy(() -> SigningKey.generate().write(folder.resolve("keys")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not overwritten");
  }

  /** The first test of RFC 8032, section 7.1. */
  @Test
  void signsAsTheStandardSays() throws IOException {
    HexFormat hex = HexFormat.of();
    String seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    byte[] der = hex.parseHex("302e020100300506032b657004220420" + seed);
    Path file = Files.writeString(folder.resolve("rfc.pem"), Pem.text(Pem.PRIVATE_KEY, der));

    SigningKey key = SigningKey.read(file);

    assertThat(hex.formatHex(key.verifying().key().getEncoded()))
        .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(hex.formatHex(key.sign(new byte[0])))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
    KEY.write(folder);
    Path secret = folder.resolve(SigningKey.PRIVATE_FILE);
    Path shown = folder.resolve(SigningKey.PUBLIC_FILE);
    String base64 = Files.readAllLines(secret).get(1);

    assertThatThrownBy(() -> VerifyingKey.read(secret))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds a PRIVATE KEY, expected the PUBLIC KEY")
        .message()
        .doesNotContain(base64);
    assertThatThrownBy(() -> SigningKey.read(shown))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds a PUBLIC KEY");
    Files.writeString(secret, Files.readString(secret).replace(base64, "AAAA"));
    assertThatThrownBy(() -> SigningKey.read(secret))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no Ed25519 key");
    assertThatThrownBy(() -> SigningKey.read(folder.resolve("none.pem")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("can't be read");
  }
}
