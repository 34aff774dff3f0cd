package org.truncus.gateway.work;

/** The same on PostgreSQL. */
class RetentionOnPostgresTest extends RetentionTest {

  @Override
  Databases databases() {
    return Databases.POSTGRESQL;
  }
}
