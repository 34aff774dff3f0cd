package org.truncus.gateway.work;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** Databases for tests: H2 in the data folder, or one of their own on a PostgreSQL server. */
public enum Databases {
  H2 {
    @Override
    public Database open(DataFolder folder) {
      return Database.embedded(folder);
    }
  },
  POSTGRESQL {
    @Override
    public Database open(DataFolder folder) {
      return Database.open(postgresUrl());
    }
  };

  /** Opens an empty one; the test closes it. */
  public abstract Database open(DataFolder folder);

  /** The URL of a new and empty database. Its server ends with this process. */
  public static String postgresUrl() {
    EmbeddedPostgres server = Server.get();
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return server.getJdbcUrl("postgres", name);
  }

  /** Started when first asked for. */
  private static final class Server {

    private static final EmbeddedPostgres POSTGRES = start();

    private Server() {}

    static EmbeddedPostgres get() {
      Assumptions.assumeTrue(POSTGRES != null, "there is no PostgreSQL for this system");
      return POSTGRES;
    }

    private static EmbeddedPostgres start() {
      if (!System.getProperty("os.name").equals("Linux")
          || !System.getProperty("os.arch").equals("amd64")) {
        return null;
      }
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
