package org.truncus.gateway;

import java.time.Clock;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyTable;

/** The gateway's memory: its folder, its database, and the tables in it. */
record Tables(
    DataFolder folder,
    Database database,
    StudyTable studies,
    RunTable runs,
    OutboxTable outbox,
    AuditLog audit,
    Clock clock) {}
