package org.truncus.gateway.deliver;

import org.truncus.gateway.work.Databases;

/** The same on PostgreSQL. */
class TwoGatewaysOnPostgresTest extends TwoGatewaysTest {

  @Override
  Databases databases() {
    return Databases.POSTGRESQL;
  }
}
