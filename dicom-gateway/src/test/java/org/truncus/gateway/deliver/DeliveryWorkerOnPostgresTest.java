package org.truncus.gateway.deliver;

import org.truncus.gateway.work.Databases;

/** The same on PostgreSQL. */
class DeliveryWorkerOnPostgresTest extends DeliveryWorkerTest {

  @Override
  Databases databases() {
    return Databases.POSTGRESQL;
  }
}
