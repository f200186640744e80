package io.catchment.queue;

import io.catchment.event.Delivery;
import io.catchment.platform.Ending;
import io.catchment.platform.GroupCommit;
import io.catchment.platform.GroupCommit.Company;
import io.catchment.store.DeliveryStore;
import io.catchment.store.StoreUnavailableException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has the messages that several beans hold at the same moment stored in one transaction.
 *
 * <p>A database transaction costs a dozen round trips and a flush however little it holds. With a
 * backlog every instance of the bean has a message, and all of them go into the database at once;
 * each instance then acknowledges its own. Without a backlog a message waits a moment for the next.
 *
 * <p>Not by taking further messages off the queue in the bean's transaction: that needs a second
 * consumer, which OpenMQ cannot delay after a failure, and a message that makes trouble would take
 * all others back with it, each for longer and longer.
 */
@ApplicationScoped
class Gathering {

  /** Two, so that one batch is made while the other waits for the disk. */
  private static final int STORERS = 2;

  /** The size that a batch does not pass, unless by a single message, in bytes of bodies. */
  private static final int MAX_BATCH_BYTES = 2 * 1024 * 1024;

  /**
   * Nobody waits for the answer any more, and an event took longer to come here. In exchange those
   * who do wait have the processor: what is stored now and then is stored, and published, in a few
   * transactions instead of one for each message.
   */
  private static final Company COMPANY = new Company(64 * 1024, Duration.ofMillis(20));

  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

  @Inject DeliveryStore store;
  @Resource ManagedThreadFactory threads;
  private ExecutorService executor;
  private Ending ending;
  private GroupCommit<List<Delivery>> group;

  @PostConstruct
  void start() {
    executor = Executors.newCachedThreadPool(threads);
    ending = new Ending(executor, TIME_TO_FINISH);
    group =
        new GroupCommit<>(
            STORERS,
            MAX_BATCH_BYTES,
            COMPANY,
            Gathering::sizeInBytes,
            executor,
            this::storeMessages);
  }

  /** Lets what has begun end. */
  @PreDestroy
  void stop() {
    ending.finish();
  }

  /**
   * Stores the deliveries of a message. When this returns, they are committed.
   *
   * @throws ExecutionException with the reason, if they, or what was gathered with them, could not
   *     be stored; they may be handed in again, those that were stored as well
   */
  void store(List<Delivery> message) throws ExecutionException, InterruptedException {
    group.add(message).toCompletableFuture().get();
  }

  private void storeMessages(List<List<Delivery>> messages) throws StoreUnavailableException {
    store.store(messages.stream().flatMap(List::stream).toList());
  }

  private static int sizeInBytes(List<Delivery> message) {
    return message.stream().mapToInt(d -> d.body().length).sum();
  }
}
