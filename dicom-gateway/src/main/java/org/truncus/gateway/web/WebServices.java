package org.truncus.gateway.web;

import java.util.List;
import org.truncus.gateway.deliver.WithdrawalDesk;
import org.truncus.gateway.dicomweb.DicomWeb;
import org.truncus.gateway.work.DataFolder;

/** All that the controllers need of the gateway, in one bean. */
public record WebServices(
    StudyDesk desk,
    WithdrawalDesk withdrawals,
    Vitals vitals,
    List<ModelView> models,
    DataFolder folder,
    DicomWeb dicomWeb,
    DestinationDesk destinations) {}
