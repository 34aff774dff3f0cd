package org.truncus.gateway.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.problem.EnvironmentException;

/**
 * Keeps what it receives as Part 10 files in one folder, {@code <SOPInstanceUID>.dcm}: a stand-in
 * for a PACS. An instance is answered 0000 when its file and its name are on disk; the first of two
 * with the same UID wins. Safe for several threads.
 */
public final class StoreFolder implements StoreHandler {

  private static final Logger log = LoggerFactory.getLogger(StoreFolder.class);
  private static final String SUFFIX = ".dcm";

  private final Path folder;

  /**
   * Makes the folder where there is none.
   *
   * @throws EnvironmentException where it can't be made
   */
  public StoreFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new EnvironmentException(
          "the folder %s for received instances can't be made: %s; check its permissions"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** The files received so far, by name. */
  public List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  @Override
  public StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException {
    if (!UID.isValid(request.affectedSOPInstanceUID())) {
      return new StoreResponse(
          DimseStatus.CANNOT_UNDERSTAND, "Affected SOP Instance UID is no UID");
    }
    Path part = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      write(part, request, dataSet);
      if (!matches(part, request)) {
        return new StoreResponse(
            DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, "UIDs of data set and command differ");
      }
      link(part, folder.resolve(request.affectedSOPInstanceUID() + SUFFIX));
      return StoreResponse.success();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(Path part, StoreRequest request, InputStream dataSet)
      throws IOException {
    TransferSyntax syntax =
        TransferSyntax.of(request.transferSyntaxUID())
            .orElseThrow(() -> new IOException("transfer syntax " + request.transferSyntaxUID()));
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      DicomWriter.writeMeta(
          out, request.affectedSOPClassUID(), request.affectedSOPInstanceUID(), syntax);
      dataSet.transferTo(out);
      channel.force(true);
    }
  }

  private static boolean matches(Path part, StoreRequest request) {
    DataSet header = DicomReader.readHeader(part).dataSet();
    return header.string(Tag.SOPClassUID).orElse("").equals(request.affectedSOPClassUID())
        && header.string(Tag.SOPInstanceUID).orElse("").equals(request.affectedSOPInstanceUID());
  }

  /** A link never replaces: of two that arrive at once one wins, and both are told the truth. */
  private void link(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
    } catch (FileAlreadyExistsException e) {
      log.info("{} is here already; the first stays", file.getFileName());
    }
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
