package org.truncus.gateway.dimse.builtin;

import static org.truncus.gateway.dimse.builtin.RawDicom.command;
import static org.truncus.gateway.dimse.builtin.RawDicom.item;
import static org.truncus.gateway.dimse.builtin.RawDicom.join;
import static org.truncus.gateway.dimse.builtin.RawDicom.role;
import static org.truncus.gateway.dimse.builtin.RawDicom.sequence;
import static org.truncus.gateway.dimse.builtin.RawDicom.ui;
import static org.truncus.gateway.dimse.builtin.RawDicom.us;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.truncus.gateway.dimse.contract.TestInstances;

/** Whole conversations of a peer as bytes, sound ones and mutants of them. */
final class Streams {

  private static final String COMMITMENT = "1.2.840.10008.1.20.1";
  private static final String COMMITMENT_INSTANCE = "1.2.840.10008.1.20.1.1";
  private static final byte[] RELEASE = {5, 0, 0, 0, 0, 4, 0, 0, 0, 0};

  private Streams() {}

  /** An A-ASSOCIATE-RQ with three contexts and every kind of negotiation. */
  static byte[] request() {
    byte[] user =
        join(
            item(0x52, RawDicom.ascii("1.2.3")),
            item(0x53, new byte[] {0, 5, 0, 5}),
            role(COMMITMENT, 1, 1),
            item(0x55, RawDicom.ascii("RAW")),
            item(0x56, join(new byte[] {0, 5}, RawDicom.ascii("1.2.3"), new byte[] {1, 2})),
            item(0x58, new byte[] {1, 0, 0, 1, 'u', 0, 0}));
    return RawDicom.request(
        "GATEWAY",
        "MOD1",
        user,
        new String[] {"1.2.840.10008.1.1", "1.2.840.10008.1.2"},
        new String[] {TestInstances.SOP_CLASS, "1.2.840.10008.1.2", "1.2.840.10008.1.2.1"},
        new String[] {COMMITMENT, "1.2.840.10008.1.2"});
  }

  /** Sound conversations: echo, store, commitment in both roles, cancel, release. */
  static List<byte[]> sound() {
    byte[] echo =
        RawDicom.pdvs(
            1,
            command(
                ui(0x00000002, "1.2.840.10008.1.1"),
                us(0x0100, 0x30),
                us(0x0110, 1),
                us(0x0800, 0x0101)),
            new byte[0]);
    byte[] dataSet = new byte[700];
    new Random(1).nextBytes(dataSet);
    byte[] store =
        RawDicom.pdvs(
            3,
            command(
                ui(0x00000002, TestInstances.SOP_CLASS),
                us(0x0100, 1),
                us(0x0110, 2),
                us(0x0700, 0),
                us(0x0800, 0),
                ui(0x00001000, "1.2.3.4")),
            dataSet);
    byte[] item = join(ui(0x00081150, "1.2.3"), ui(0x00081155, "1.2.3.4"));
    byte[] items = join(ui(0x00081195, "1.9"), sequence(0x00081199, item, item));
    byte[] action =
        RawDicom.pdvs(
            5,
            command(
                ui(0x00000003, COMMITMENT),
                us(0x0100, 0x130),
                us(0x0110, 3),
                us(0x0800, 0),
                ui(0x00001001, COMMITMENT_INSTANCE),
                us(0x1008, 1)),
            items);
    byte[] event =
        RawDicom.pdvs(
            5,
            command(
                ui(0x00000002, COMMITMENT),
                us(0x0100, 0x100),
                us(0x0110, 4),
                us(0x0800, 0),
                ui(0x00001000, COMMITMENT_INSTANCE),
                us(0x1002, 1)),
            items);
    byte[] cancel =
        RawDicom.pdvs(3, command(us(0x0100, 0xFFF), us(0x0120, 2), us(0x0800, 0x101)), new byte[0]);
    return List.of(
        join(request(), RELEASE),
        join(request(), echo, echo, RELEASE),
        join(request(), store, store, cancel, RELEASE),
        join(request(), action, echo, RELEASE),
        join(request(), event, store, action, echo, RELEASE));
  }

  /** A sound stream with some bytes changed, cut, doubled or made of chance. */
  static byte[] mutant(Random random) {
    List<byte[]> sound = sound();
    byte[] bytes = sound.get(random.nextInt(sound.size())).clone();
    if (random.nextInt(20) == 0) {
      bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
    }
    int changes = 1 + random.nextInt(5);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 ->
            bytes = join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
        default ->
            bytes =
                join(
                    Arrays.copyOf(bytes, at),
                    Arrays.copyOfRange(
                        bytes, Math.min(bytes.length, at + random.nextInt(40)), bytes.length));
      }
    }
    return bytes;
  }
}
