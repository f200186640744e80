package io.catchment.filter;

import io.catchment.event.JsonTree;
import io.catchment.event.JsonTree.Elements;
import io.catchment.event.JsonTree.Members;
import io.catchment.event.JsonTree.Null;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which member of an event: the names on the way to it. It prints as a filter writes it.
 *
 * @param names at least one, as they stand in the event; any text can be one
 */
public record MemberPath(List<String> names) {

  private static final String CHAIN = "ipChain";
  private static final List<String> OWNERS = List.of("client", "request");

  /** Checks that there is a name. */
  public MemberPath {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A path has at least one name.");
    }
  }

  /** The path of these names. */
  public static MemberPath of(String... names) {
    return new MemberPath(List.of(names));
  }

  /**
   * Where the member is looked for: at this path, and what is below one of {@code client.ipChain}
   * and {@code request.ipChain} at the other, too. Okta writes it below {@code client} in what a
   * hook delivers and below {@code request} in the System Log (seen in its deliveries), and which
   * way an event came must not decide whether a filter finds it.
   */
  public List<MemberPath> places() {
    boolean chain = names.size() > 1 && names.get(1).equals(CHAIN) && OWNERS.contains(names.get(0));
    return chain ? OWNERS.stream().map(this::below).toList() : List.of(this);
  }

  private MemberPath below(String owner) {
    List<String> moved = new ArrayList<>(names);
    moved.set(0, owner);
    return new MemberPath(moved);
  }

  /**
   * All values at its {@linkplain #places places}, each in the order of the event. Through an array
   * it leads into each of the elements, so there may be several, and none of them is an array or
   * null.
   */
  public Stream<JsonTree> values(JsonTree event) {
    return places().stream().flatMap(place -> place.ownValues(event));
  }

  private Stream<JsonTree> ownValues(JsonTree event) {
    Stream<JsonTree> values = flat(event);
    for (String name : names) {
      values = values.flatMap(value -> member(value, name));
    }
    return values;
  }

  private static Stream<JsonTree> member(JsonTree value, String name) {
    return value instanceof Members object
        ? Stream.ofNullable(object.members().get(name)).flatMap(MemberPath::flat)
        : Stream.empty();
  }

  private static Stream<JsonTree> flat(JsonTree value) {
    List<JsonTree> values = new ArrayList<>();
    collect(value, values);
    return values.stream();
  }

  /** Not with a stream in a stream: arrays may be nested hundreds of levels deep. */
  private static void collect(JsonTree value, List<JsonTree> values) {
    if (value instanceof Elements array) {
      for (JsonTree element : array.elements()) {
        collect(element, values);
      }
    } else if (!(value instanceof Null)) {
      values.add(value);
    }
  }

  @Override
  public String toString() {
    boolean keyword = names.size() == 1 && FilterText.isKeyword(names.get(0));
    return keyword
        ? QuotedText.write(names.get(0))
        : names.stream().map(MemberPath::written).collect(Collectors.joining("."));
  }

  private static String written(String name) {
    return FilterText.isName(name) ? name : QuotedText.write(name);
  }
}
