package org.truncus.gateway.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.gateway.work.InstanceTable;

/**
 * Says for each instance whether we keep it: it is in the database, under that class, and its file
 * is there whole and retention hasn't removed it.
 */
record Keeping(DataFolder folder, InstanceTable instances) {

  CommitmentResult of(Handle handle, CommitmentRequest request) {
    List<CommitmentItem> kept = new ArrayList<>();
    List<CommitmentResult.Failed> failed = new ArrayList<>();
    for (CommitmentItem item : request.items()) {
      int reason = reason(item, instances.find(handle, item.sopInstanceUID()));
      if (reason == DimseStatus.SUCCESS) {
        kept.add(item);
      } else {
        failed.add(new CommitmentResult.Failed(item, reason));
      }
    }
    return new CommitmentResult(request.transactionUID(), kept, failed);
  }

  private int reason(CommitmentItem item, Optional<InstanceRow> row) {
    if (row.isEmpty() || row.get().purgedAt() != null) {
      return DimseStatus.NO_SUCH_SOP_INSTANCE;
    }
    if (!row.get().sopClassUid().equals(item.sopClassUID())) {
      return DimseStatus.CLASS_INSTANCE_CONFLICT;
    }
    try {
      boolean whole = Files.size(folder.instance(row.get().sha256())) == row.get().bytes();
      return whole ? DimseStatus.SUCCESS : DimseStatus.PROCESSING_FAILURE;
    } catch (IOException e) {
      return DimseStatus.PROCESSING_FAILURE;
    }
  }
}
