package org.truncus.experiment;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.truncus.problem.EnvironmentException;
import org.truncus.progress.Interrupts;
import org.truncus.progress.StopSignal;

/**
 * A process that runs cells for an experiment: requests come on standard input, answers go to
 * standard output. It ends, with a checkpoint of the cell under way, when its input does.
 */
public final class CellWorker {

  private static final long TELL_NANOS = 250_000_000;

  private final WorkerChannel channel;
  private final StopSignal stop = new StopSignal();
  private final BlockingQueue<Optional<Cell>> requests = new LinkedBlockingQueue<>();
  private long toldAt = System.nanoTime();

  private CellWorker(WorkerChannel channel) {
    this.channel = channel;
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Interrupts.ignore();
    WorkerChannel channel = new WorkerChannel(System.in, answers);
    int code = new CellWorker(channel).work();
    System.exit(code);
  }

  private int work() throws InterruptedException {
    if (!(channel.receive().orElse(null) instanceof WorkerMessage.Setup setup)) {
      return 0;
    }
    Thread listener = new Thread(this::listen, "requests");
    listener.setDaemon(true);
    listener.start();
    CellTask task =
        new CellTask(
            new CellStore(setup.folder()), setup.options(), setup.threads(), Clock.systemUTC());
    try {
      for (Optional<Cell> cell = requests.take(); cell.isPresent(); cell = requests.take()) {
        CellProgress progress = new CellProgress(this::tell);
        channel.send(new WorkerMessage.Ended(task.run(cell.get(), progress, stop)));
      }
      return 0;
    } catch (EnvironmentException e) {
      channel.send(new WorkerMessage.Broken(e.getMessage()));
      return e.exitCode();
    }
  }

  private void tell(String text) {
    long now = System.nanoTime();
    if (now - toldAt > TELL_NANOS) {
      toldAt = now;
      channel.send(new WorkerMessage.At(text));
    }
  }

  private void listen() {
    for (Optional<WorkerMessage> message = channel.receive();
        message.isPresent();
        message = channel.receive()) {
      if (message.get() instanceof WorkerMessage.Run run) {
        requests.add(Optional.of(run.cell()));
      } else if (message.get() instanceof WorkerMessage.Stop) {
        stop.ask();
      }
    }
    stop.ask();
    requests.add(Optional.empty());
  }
}
