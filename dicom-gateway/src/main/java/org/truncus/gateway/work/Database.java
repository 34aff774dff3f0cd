package org.truncus.gateway.work;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.UsageException;

/**
 * The gateway's database: an H2 file in the data folder, or a PostgreSQL server. All access goes
 * through here, each piece of work in one transaction (READ COMMITTED). Closed by the gateway.
 */
public final class Database implements AutoCloseable {

  private static final String MIGRATIONS = "classpath:org/truncus/gateway/work/migration";

  private final HikariDataSource source;
  private final Jdbi jdbi;
  private final boolean embedded;
  private final GroupSync group;

  private Database(HikariDataSource source, boolean embedded) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.embedded = embedded;
    this.group = new GroupSync(() -> jdbi.useHandle(handle -> handle.execute("checkpoint sync")));
  }

  /** The database file of a data folder. */
  public static Database embedded(DataFolder folder) {
    return open(
        "jdbc:h2:file:"
            + folder.database()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=200;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=15000;QUERY_CACHE_SIZE=64");
  }

  /**
   * Connects and brings the tables up to date.
   *
   * @param url a JDBC URL; a password may stand in it or in the driver's own files
   * @throws EnvironmentException where the database can't be reached or migrated
   */
  public static Database open(String url) {
    checkDriver(url);
    HikariDataSource source = null;
    try {
      source = new HikariDataSource(pool(url));
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations(MIGRATIONS)
          .load()
          .migrate();
      return new Database(source, url.startsWith("jdbc:h2:"));
    } catch (FlywayException | HikariPool.PoolInitializationException e) {
      if (source != null) {
        source.close();
      }
      throw new EnvironmentException(
          "the gateway's database can't be opened: "
              + root(e)
              + ". Check --database, or the folder given with --data.",
          e);
    }
  }

  private static HikariConfig pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(1);
    config.setPoolName("gateway");
    config.setConnectionTimeout(10_000);
    return config;
  }

  private static void checkDriver(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new UsageException(
          "--database: there is no driver for "
              + url.replaceAll("^(jdbc:[^:]*:).*", "$1")
              + " on the class path; without the option an embedded database is used",
          e);
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Runs a piece of work in one transaction. Others see it at once, the disk does within a fifth of
   * a second or at the next {@link #sync}, in the order of the transactions.
   */
  public <T> T transact(Function<Handle, T> work) {
    return jdbi.inTransaction(work::apply);
  }

  /**
   * Runs a piece of work in one transaction and returns only when it would survive a power cut.
   * Needed wherever something is promised to the outside next.
   */
  public <T> T durably(Function<Handle, T> work) {
    T answer = transact(work);
    sync();
    return answer;
  }

  /**
   * Returns when all that has been committed before would survive a power cut. Those who call at
   * the same time share one write to the disk.
   */
  public void sync() {
    if (embedded) {
      group.await();
    }
  }

  /** As {@link #durably(Function)}, without an answer. */
  public void durablyDo(Consumer<Handle> work) {
    durably(
        handle -> {
          work.accept(handle);
          return Boolean.TRUE;
        });
  }

  @Override
  public void close() {
    source.close();
  }
}
