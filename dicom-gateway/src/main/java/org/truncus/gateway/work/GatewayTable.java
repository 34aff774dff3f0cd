package org.truncus.gateway.work;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Which gateways there are on this database, and which models and destinations each of them serves.
 * Work that none of them would ever take up is parked; so each says again and again that it lives.
 */
public final class GatewayTable {

  private final Clock clock;
  private final Lease lease;

  /** Signs of life of {@code lease.owner()}, each of which holds for the length of the lease. */
  public GatewayTable(Clock clock, Lease lease) {
    this.clock = clock;
    this.lease = lease;
  }

  /** What a gateway can serve. */
  public enum Kind {
    /** {@code name/version}. */
    MODEL,
    DESTINATION
  }

  /** Says that this gateway lives and serves these, and nothing else of that kind. */
  public void serve(Handle handle, Kind kind, Collection<String> names) {
    Sql.update(
        handle,
        "delete from gateway where id = ? and kind = ? or seen_at < ?",
        lease.owner(),
        kind.name(),
        clock.millis() - lease.length().toMillis());
    for (String name : Set.copyOf(names)) {
      Sql.update(
          handle,
          "insert into gateway (id, kind, serves, seen_at) values (?, ?, ?, ?)",
          lease.owner(),
          kind.name(),
          name,
          clock.millis());
    }
  }

  /** Says that this gateway has ended. */
  public void leave(Handle handle) {
    Sql.update(handle, "delete from gateway where id = ?", lease.owner());
  }

  /** What the living gateways serve. */
  public Set<String> served(Handle handle, Kind kind) {
    return new TreeSet<>(
        handle
            .createQuery("select distinct serves from gateway where kind = :kind and seen_at >= :t")
            .bind("kind", kind)
            .bind("t", clock.millis() - lease.length().toMillis())
            .mapTo(String.class)
            .list());
  }
}
