package org.truncus.gateway.work;

import org.jdbi.v3.core.Handle;

/**
 * The name that all gateways on one database share. It stands in reports and in their UIDs, so that
 * a study makes the same object whichever of them works on it.
 */
public final class Installation {

  private Installation() {}

  /**
   * The name; where there is none yet, the given one becomes it.
   *
   * @param proposed a UUID
   */
  public static String id(Handle handle, String proposed) {
    Sql.update(
        handle,
        "insert into installation (one, id) values (1, ?) on conflict do nothing",
        proposed);
    return Sql.first(handle, row -> row.getString(1), "select id from installation where one = 1")
        .orElseThrow();
  }
}
