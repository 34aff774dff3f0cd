package org.truncus.gateway.dimse.dcm4che;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.Commands;
import org.dcm4che3.net.Dimse;
import org.truncus.gateway.dimse.StoreResponse;

/** Command sets of responses, and what they say. */
final class Replies {

  private Replies() {}

  static Attributes to(Dimse dimse, Attributes request, StoreResponse answer) {
    Attributes response = Commands.mkRSP(request, answer.status(), dimse);
    for (int type : new int[] {Tag.ActionTypeID, Tag.EventTypeID}) {
      if (request.contains(type)) {
        response.setInt(type, VR.US, request.getInt(type, 0));
      }
    }
    if (!answer.errorComment().isEmpty()) {
      response.setString(Tag.ErrorComment, VR.LO, answer.errorComment());
    }
    return response;
  }

  static StoreResponse read(Attributes response) {
    return new StoreResponse(
        response.getInt(Tag.Status, 0) & 0xFFFF, response.getString(Tag.ErrorComment, ""));
  }
}
