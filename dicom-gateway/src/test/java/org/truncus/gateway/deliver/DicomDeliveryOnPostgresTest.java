package org.truncus.gateway.deliver;

import org.truncus.gateway.work.Databases;

/** The same on PostgreSQL. */
class DicomDeliveryOnPostgresTest extends DicomDeliveryTest {

  @Override
  Databases databases() {
    return Databases.POSTGRESQL;
  }
}
