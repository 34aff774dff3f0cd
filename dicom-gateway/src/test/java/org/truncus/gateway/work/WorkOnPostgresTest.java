package org.truncus.gateway.work;

/** The same on PostgreSQL. */
class WorkOnPostgresTest extends WorkTest {

  @Override
  Databases databases() {
    return Databases.POSTGRESQL;
  }
}
