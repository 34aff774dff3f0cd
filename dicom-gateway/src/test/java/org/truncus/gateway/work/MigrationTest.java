package org.truncus.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.deliver.OutboxRow;
import org.truncus.gateway.deliver.OutboxState;
import org.truncus.gateway.deliver.OutboxTable;

/** What the second version of the tables held is there in the present one. */
class MigrationTest {

  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path data;

  @Test
  void onH2() {
    migrate(
        "jdbc:h2:file:"
            + data.resolve("db")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
  }

  @Test
  void onPostgres() {
    migrate(Databases.postgresUrl());
  }

  private static void migrate(String url) {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:org/truncus/gateway/work/migration")
        .target("2")
        .load()
        .migrate();
    Jdbi.create(url).useHandle(MigrationTest::fill);
    try (Database database = Database.open(url)) {
      Lease lease = new Lease("me", Duration.ofMinutes(5));
      OutboxTable outbox = new OutboxTable(Clock.systemUTC(), lease);
      List<OutboxRow> rows = database.transact(handle -> outbox.ofStudy(handle, "1.2"));
      assertThat(rows).extracting(OutboxRow::destination).containsExactly("A@a:1", "B@b:2");
      assertThat(rows)
          .extracting(OutboxRow::state)
          .containsExactly(OutboxState.DELIVERED, OutboxState.HELD);
      assertThat(rows).extracting(OutboxRow::sopInstanceUid).containsOnly("2.25.7");
      assertThat(rows).extracting(OutboxRow::commitment).containsExactly("COMMITTED", null);
      assertThat(database.<Integer>transact(handle -> outbox.retry(handle, "1.2"))).isEqualTo(1);
      ResultRow result =
          database.transact(handle -> new ResultTable().latest(handle, "1.2", "m/1")).orElseThrow();
      assertThat(result.status()).isEqualTo("final");
      assertThat(result.runId()).isEqualTo(1);
      OutputRow output =
          database.transact(handle -> new OutputTable().of(handle, result.id())).get(0);
      assertThat(output.kind()).isEqualTo(OutputKind.REPORT);
      assertThat(output.sha256()).isEqualTo(DIGEST);
    }
  }

  private static void fill(Handle handle) {
    handle.execute(
        "insert into study (study_uid, state, revision, closed, opened_at, first_received_at,"
            + " last_received_at, due_at, calling_aet) values ('1.2', 'FAILED', 1, true, 1, 1, 1,"
            + " 1, 'MOD1')");
    handle.execute(
        "insert into run (study_uid, revision, model, state, attempts, next_at, created_at) values"
            + " ('1.2', 1, 'm/1', 'DONE', 1, 1, 1)");
    handle.execute(
        "insert into result (run_id, study_uid, revision, model, model_sha256, sop_class_uid,"
            + " sr_uid, sha256, evidence, document, page, created_at) values (1, '1.2', 1, 'm/1',"
            + " ?, '1.3', '2.25.7', ?, ?, '{}', '', 1)",
        DIGEST,
        DIGEST,
        DIGEST);
    handle.execute(
        "insert into outbox (result_id, destination, state, attempts, permanent_failures, next_at,"
            + " queued_at, delivered_at) values (1, 'A@a:1', 'DELIVERED', 1, 0, 1, 1, 2), (1,"
            + " 'B@b:2', 'HELD', 3, 3, 1, 1, null)");
    handle.execute(
        "insert into commitment_asked (transaction_uid, outbox_id, state, asked_at, answered_at)"
            + " values ('1.9', 1, 'COMMITTED', 3, 4)");
  }
}
