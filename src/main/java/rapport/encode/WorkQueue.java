package rapport.encode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work for the encoder's threads: questions before documents, several at a time when several wait.
 * There is no timer: a batch is what has gathered while the threads were busy. Safe from any
 * thread.
 */
final class WorkQueue<T> {
  /**
   * Questions that go through the model together, and only when so many wait. An int8 model
   * quantises a batch as a whole, so a vector depends a little on its neighbours: until a queue
   * stands, the same question has the same vector.
   */
  static final int QUERY_BATCH = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<T> queries = new ArrayDeque<>();
  private final ArrayDeque<List<T>> documents = new ArrayDeque<>();
  private final int capacity;
  private int waitingDocuments;
  private boolean closed;

  WorkQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds a question; false when there is no room or the queue is closed. */
  boolean offerQuery(T query) {
    lock.lock();
    try {
      if (closed || queries.size() >= capacity) {
        return false;
      }
      queries.add(query);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds batches of documents, all or none; false when there is no room or the queue is closed. */
  boolean offerDocuments(List<List<T>> batches) {
    int count = batches.stream().mapToInt(List::size).sum();
    lock.lock();
    try {
      if (closed || waitingDocuments + count > capacity) {
        return false;
      }
      waitingDocuments += count;
      documents.addAll(batches);
      arrived.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next batch; waits for one. Empty: the queue is closed. */
  List<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queries.isEmpty() && documents.isEmpty() && !closed) {
        arrived.await();
      }
      if (closed) {
        return List.of();
      }
      return queries.isEmpty() ? nextDocuments() : nextQueries();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the queue; answers what nobody will take any more. */
  List<T> close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
      List<T> left = new ArrayList<>(queries);
      documents.forEach(left::addAll);
      queries.clear();
      documents.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return queries.size() + waitingDocuments;
    } finally {
      lock.unlock();
    }
  }

  private List<T> nextQueries() {
    int count = queries.size() >= QUERY_BATCH ? QUERY_BATCH : 1;
    List<T> batch = new ArrayList<>(count);
    while (batch.size() < count) {
      batch.add(queries.remove());
    }
    return batch;
  }

  private List<T> nextDocuments() {
    List<T> batch = documents.remove();
    waitingDocuments -= batch.size();
    return batch;
  }
}
