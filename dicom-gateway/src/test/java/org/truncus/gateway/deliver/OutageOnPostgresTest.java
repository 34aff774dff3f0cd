package org.truncus.gateway.deliver;

import org.truncus.gateway.work.Databases;

/** The same on PostgreSQL. */
class OutageOnPostgresTest extends OutageTest {

  @Override
  Databases databases() {
    return Databases.POSTGRESQL;
  }
}
