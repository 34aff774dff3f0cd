package org.truncus.gateway.inbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.work.DurableFiles;

/**
 * A data set on its way from the network to the disk. It never is in memory as a whole. Closing
 * removes the file unless it has been moved to its place.
 */
final class Reception implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  /** Between two looks at the disk, in bytes. */
  private static final int LOOK = 4 << 20;

  private final Path part;
  private final BooleanSupplier exhausted;
  private final MessageDigest file = sha256();
  private final MessageDigest dataSet = sha256();
  private long bytes;

  /** To that place, as long as the disk isn't exhausted. */
  Reception(Path part, BooleanSupplier exhausted) {
    this.part = part;
    this.exhausted = exhausted;
  }

  /** Writes preamble, meta information and the data set as it comes. */
  void receive(StoreRequest request, InputStream in) throws IOException {
    TransferSyntax syntax = TransferSyntax.of(request.transferSyntaxUID()).orElseThrow();
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out =
            new DigestOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), file)) {
      DicomWriter.writeMeta(
          out,
          request.affectedSOPClassUID(),
          HeaderCheck.legal(request) ? request.affectedSOPInstanceUID() : "",
          syntax);
      byte[] buffer = new byte[BUFFER];
      int unseen = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        unseen += n;
        if (unseen >= LOOK) {
          unseen = 0;
          checkRoom();
        }
        dataSet.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    bytes = Files.size(part);
  }

  private void checkRoom() throws IOException {
    if (exhausted.getAsBoolean()) {
      throw new IOException("no more room on the disk for an object under way");
    }
  }

  /** Forces the file to the disk. */
  void sync() throws IOException {
    DurableFiles.syncFile(part);
  }

  Path part() {
    return part;
  }

  long bytes() {
    return bytes;
  }

  /** Of the whole file; call once, after {@link #receive}. */
  String fileDigest() {
    return HexFormat.of().formatHex(file.digest());
  }

  /** Of the data set alone; call once, after {@link #receive}. */
  String dataSetDigest() {
    return HexFormat.of().formatHex(dataSet.digest());
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
