package org.truncus.gateway.dimse.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;

/** Keeps complete data sets in memory, and what happened. */
public final class MemoryStore implements StoreHandler {

  @SuppressWarnings("ArrayRecordComponent") // a test's own, never compared
  public record Received(StoreRequest request, byte[] dataSet) {}

  public final Map<String, Received> received = new ConcurrentHashMap<>();
  public final List<Exception> failures = new CopyOnWriteArrayList<>();
  public final List<Boolean> closed = new CopyOnWriteArrayList<>();

  @Override
  public StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException {
    try {
      received.put(request.affectedSOPInstanceUID(), new Received(request, dataSet.readAllBytes()));
      return StoreResponse.success();
    } catch (IOException e) {
      failures.add(e);
      throw e;
    }
  }

  @Override
  public void associationClosed(AssociationInfo association, boolean aborted) {
    closed.add(aborted);
  }
}
