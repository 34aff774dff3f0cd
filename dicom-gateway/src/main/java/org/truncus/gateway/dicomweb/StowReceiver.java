package org.truncus.gateway.dicomweb;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.ObjectTooLargeException;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.service.Part10Head;
import org.truncus.gateway.inbox.Inbox;
import org.truncus.gateway.inbox.Receipt;
import org.truncus.gateway.inbox.Refusal;
import org.truncus.gateway.work.Failures;

/**
 * Takes the parts of a STOW-RS request (PS3.18 §10.5) as if they had come by C-STORE: a request is
 * an association whose calling title is {@value #CALLING_AET}. Thread-safe.
 */
public final class StowReceiver {

  /** Who has sent what came over HTTP. */
  public static final String CALLING_AET = "STOW-RS";

  private static final Logger LOG = LoggerFactory.getLogger(StowReceiver.class);
  private static final int MAX_REQUESTS = 16;
  private static final int MAX_PARTS = 20_000;
  private static final Path PART = Path.of("part");

  private final Inbox inbox;
  private final ListenOptions rules;
  private final Semaphore requests = new Semaphore(MAX_REQUESTS);
  private final AtomicLong numbers = new AtomicLong();

  /** Takes the SOP classes, transfer syntaxes and sizes that the DICOM port takes. */
  public StowReceiver(Inbox inbox, ListenOptions rules) {
    this.inbox = inbox;
    this.rules = rules;
  }

  /** Whether somebody there may post: the list of who may send names {@value #CALLING_AET}. */
  public boolean admits(InetAddress address) {
    AssociationInfo sender =
        new AssociationInfo("http", CALLING_AET, rules.aeTitles().get(0), address.getHostAddress());
    return rules.acceptFrom().stream().anyMatch(rule -> rule.accepts(sender, address));
  }

  /**
   * Reads a body; what it answers is durable.
   *
   * @param body stays open
   * @param boundary of the parts
   * @param remoteAddress of the sender
   * @param study the study that all must be of; any where empty
   * @return empty where so many requests are under way that this one has to come again
   */
  public Optional<StowOutcome> receive(
      InputStream body, String boundary, String remoteAddress, Optional<String> study) {
    if (!requests.tryAcquire()) {
      return Optional.empty();
    }
    AssociationInfo sender =
        new AssociationInfo(
            "http-" + numbers.incrementAndGet(),
            CALLING_AET,
            rules.aeTitles().get(0),
            remoteAddress);
    boolean whole = false;
    try {
      StowOutcome outcome = parts(new MultipartReader(body, boundary), sender, study);
      whole = outcome.fault().isEmpty();
      return Optional.of(outcome);
    } finally {
      requests.release();
      inbox.associationClosed(sender, !whole);
    }
  }

  private StowOutcome parts(
      MultipartReader reader, AssociationInfo sender, Optional<String> study) {
    List<StowOutcome.Item> items = new ArrayList<>();
    try {
      Optional<MultipartReader.Part> part = reader.next();
      while (part.isPresent()) {
        if (items.size() == MAX_PARTS) {
          throw new MalformedBodyException("the body has more than " + MAX_PARTS + " parts");
        }
        items.add(part(part.get(), sender, study));
        part = reader.next();
      }
      return new StowOutcome(items, Optional.empty());
    } catch (MalformedBodyException | AssociationLostException e) {
      return fault(sender, items, e, e.getMessage());
    } catch (IOException e) {
      return fault(sender, items, e, "the request broke");
    }
  }

  private static StowOutcome fault(
      AssociationInfo sender, List<StowOutcome.Item> items, IOException why, String what) {
    LOG.warn(
        "association {}: after {} instances: {} ({})",
        sender.id(),
        items.size(),
        what,
        Failures.describe(why));
    return new StowOutcome(items, Optional.of(what));
  }

  private StowOutcome.Item part(
      MultipartReader.Part part, AssociationInfo sender, Optional<String> study)
      throws IOException {
    if (!isDicom(part.headers())) {
      return unread(sender, Refusal.UNPARSABLE);
    }
    InputStream in = new BufferedInputStream(new PartInput(part.body(), rules.maxObjectBytes()));
    Part10Head head;
    try {
      head = Part10Head.read(in, PART);
    } catch (InvalidDicomException e) {
      return unread(sender, Refusal.UNPARSABLE);
    } catch (ObjectTooLargeException e) {
      return unread(sender, Refusal.TOO_LARGE);
    }
    StoreRequest request =
        new StoreRequest(
            sender, head.sopClassUID(), head.sopInstanceUID(), head.transferSyntaxUID());
    return new StowOutcome.Item(
        head.sopClassUID(), head.sopInstanceUID(), receive(request, in, study));
  }

  private Receipt receive(StoreRequest request, InputStream in, Optional<String> study)
      throws IOException {
    if (!rules.storageSopClasses().contains(request.affectedSOPClassUID())) {
      return inbox.refuse(request, Refusal.SOP_CLASS);
    }
    if (!rules.transferSyntaxes().contains(request.transferSyntaxUID())) {
      return inbox.refuse(request, Refusal.TRANSFER_SYNTAX);
    }
    return inbox.receive(request, in, study);
  }

  private StowOutcome.Item unread(AssociationInfo sender, Refusal refusal) {
    return new StowOutcome.Item(
        "", "", inbox.refuse(new StoreRequest(sender, "", "", ""), refusal));
  }

  /** Whether the part claims to be an instance, as it is and not in Base64. */
  private static boolean isDicom(Map<String, String> headers) {
    String type = headers.getOrDefault("content-type", DicomMedia.DICOM);
    String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
    return MediaRange.parse(type).type().equals(DicomMedia.DICOM)
        && !encoding.equalsIgnoreCase("base64")
        && !encoding.equalsIgnoreCase("quoted-printable");
  }
}
