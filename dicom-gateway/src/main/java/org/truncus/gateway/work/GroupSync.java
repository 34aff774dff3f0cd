package org.truncus.gateway.work;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets those who wait for the disk at the same time share one wait: whoever comes while a sync is
 * under way waits for the next one, which serves all who came by then. Thread-safe.
 */
final class GroupSync {

  private final Runnable sync;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private long begun;
  private long done;
  private boolean running;

  /**
   * Over the call that forces to the disk whatever was written before it.
   *
   * @param sync throws where that failed
   */
  GroupSync(Runnable sync) {
    this.sync = sync;
  }

  /** Returns when a sync that began after this call has succeeded; throws where ours failed. */
  void await() {
    lock.lock();
    try {
      long wanted = begun + 1;
      while (done < wanted) {
        if (running) {
          ended.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs one sync without the lock; what fails here fails for this caller, others try again. */
  private void lead() {
    running = true;
    long mine = ++begun;
    boolean succeeded = false;
    lock.unlock();
    try {
      sync.run();
      succeeded = true;
    } finally {
      lock.lock();
      running = false;
      done = succeeded ? mine : done;
      ended.signalAll();
    }
  }
}
