package io.catchment.search;

import io.catchment.event.JsonTree;
import io.catchment.filter.Keywords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reads what is new once for all clients that are abreast, in the order of arrival up to where
 * nothing can appear any more, so that every node's events come and none is passed by. Who does not
 * keep up falls behind, and is read for alone.
 *
 * <p>Safe for any number of threads. Throws what the database throws; nothing is lost by that, and
 * the next call goes on from where this one came to.
 */
final class LiveReader {

  /** A client that has room for a page has half of its own. */
  private static final PageRoom PAGE = new PageRoom(Waiting.MAX_EVENTS / 2, Waiting.MAX_SIZE / 2);

  private static final EventQuery EVERYTHING =
      new EventQuery(
          Sources.ALL,
          LogsRequest.EARLIEST,
          Optional.empty(),
          Optional.empty(),
          new Keywords(List.of()),
          Order.ARRIVAL);

  private final Events events;
  private final Set<LiveClient> abreast = ConcurrentHashMap.newKeySet();

  /** Held while a page is read for all. Fair, so that whoever wants to join is not kept out. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private Position place;

  LiveReader(Events events) {
    this.events = events;
  }

  /** Whether anybody would be told of a new event. */
  boolean hasClients() {
    return !abreast.isEmpty();
  }

  /**
   * Tells the clients of a page of what is new, and waits for none of them: who has no room for it
   * falls behind.
   *
   * @return whether there is more
   */
  boolean look() {
    turn.lock();
    try {
      return hasClients() && tellPage();
    } finally {
      turn.unlock();
    }
  }

  private boolean tellPage() {
    EventPage page = events.readAtOnce(EVERYTHING, Optional.of(place), PAGE);
    for (FoundEvent event : page.events()) {
      Supplier<JsonTree> tree = new Tree(event.json());
      abreast.forEach(client -> client.offer(event, tree));
    }
    place = page.end();
    abreast.forEach(client -> client.reach(page.end()));
    return page.more();
  }

  /**
   * Reads a page on for a client that is behind and has nothing waiting. If that brings it near the
   * end of what is stored, and leaves it room for a page that is read for all, it comes abreast.
   */
  void catchUp(LiveClient client) {
    if (!client.isBehind()) {
      // Asked for by a turn that another one overtook.
      return;
    }
    abreast.remove(client);
    if (!readOn(client) && client.hasRoom()) {
      join(client);
    }
  }

  private boolean readOn(LiveClient client) {
    EventPage page = events.readAtOnce(client.query(), Optional.of(client.place()), PAGE);
    client.take(page);
    return page.more();
  }

  /**
   * Little can be new, and while it is read nobody goes on: so it does reach the others, or all but
   * does. The id up to which everything is there may go back, while a transaction has just said
   * that it will store something; then they are told again what they pass over.
   */
  private void join(LiveClient client) {
    turn.lock();
    try {
      if (!readOn(client) && client.hasRoom()) {
        boolean before = hasClients() && place.id() <= client.place().id();
        place = before ? place : client.place();
        client.comeAbreast();
        abreast.add(client);
        if (client.isOver()) {
          abreast.remove(client);
        }
      }
    } finally {
      turn.unlock();
    }
  }

  /** Tells a client nothing more. */
  void forget(LiveClient client) {
    abreast.remove(client);
  }

  /** The text of an event, read when the first client looks into it. Used by one thread. */
  private static final class Tree implements Supplier<JsonTree> {
    private final String json;
    private JsonTree tree;

    Tree(String json) {
      this.json = json;
    }

    @Override
    public JsonTree get() {
      if (tree == null) {
        tree = JsonTree.read(json);
      }
      return tree;
    }
  }
}
