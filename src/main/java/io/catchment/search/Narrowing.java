package io.catchment.search;

import io.catchment.event.StorableText;
import io.catchment.filter.And;
import io.catchment.filter.Comparison;
import io.catchment.filter.Filter;
import io.catchment.filter.Literal;
import io.catchment.filter.MemberPath;
import io.catchment.filter.Not;
import io.catchment.filter.Operator;
import io.catchment.filter.Or;
import io.catchment.filter.Presence;
import io.catchment.store.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What SQL can say of a filter: a condition that every event meets that matches. Some others meet
 * it too, so the filter has the last word.
 *
 * <p>A column holds a member exactly if it is a string, cut to {@link Columns#MAX_TEXT} units; it
 * is null if the member is missing, and also if it is an array, in which a filter looks for
 * strings. Then the text of the event decides.
 */
final class Narrowing implements Filter.Visitor<Condition> {

  /** In code points, which PostgreSQL counts: what is shorter was not cut. */
  static final int MAYBE_CUT = 127;

  /** Each asks another table; beyond so many the planner takes longer than the search. */
  private static final int MAX_TARGETS = 5;

  private static final MemberPath EVENT_TYPE = MemberPath.of("eventType");
  private static final MemberPath SEVERITY = MemberPath.of("severity");
  private static final MemberPath ACTOR_ID = MemberPath.of("actor", "id");
  private static final MemberPath ACTOR_ALTERNATE_ID = MemberPath.of("actor", "alternateId");

  private static final MemberPath TARGET_ID = MemberPath.of("target", "id");
  private static final MemberPath TARGET_ALTERNATE_ID = MemberPath.of("target", "alternateId");

  private static final Map<MemberPath, String> COLUMNS =
      Map.of(
          EVENT_TYPE,
          "e.event_type",
          SEVERITY,
          "e.severity",
          MemberPath.of("outcome", "result"),
          "e.outcome",
          ACTOR_ID,
          "e.actor_id",
          MemberPath.of("actor", "type"),
          "e.actor_type",
          ACTOR_ALTERNATE_ID,
          "e.actor_alternate_id",
          MemberPath.of("actor", "displayName"),
          "e.actor_display_name",
          MemberPath.of("client", "ipAddress"),
          "e.client_address");

  private static final Map<MemberPath, String> TARGET_COLUMNS =
      Map.of(
          TARGET_ID,
          "t.target_id",
          MemberPath.of("target", "type"),
          "t.target_type",
          TARGET_ALTERNATE_ID,
          "t.alternate_id",
          MemberPath.of("target", "displayName"),
          "t.display_name");

  /** Those with an index; the ones that leave least come first. */
  private static final List<MemberPath> INDEXED =
      List.of(TARGET_ID, TARGET_ALTERNATE_ID, ACTOR_ID, ACTOR_ALTERNATE_ID, EVENT_TYPE);

  private static final List<MemberPath> INDEXED_TARGETS = List.of(TARGET_ID, TARGET_ALTERNATE_ID);

  /** The store keeps nothing but a place for a target that has another form than Okta's. */
  private static final Condition HIDDEN_TARGET =
      Condition.of(
          "t.target_id is null and t.target_type is null and t.alternate_id is null"
              + " and t.display_name is null");

  private static final Condition NO_TIME = Condition.of("t.published_at is null");

  /** Each is read by itself, so more of them than a few cost more than they spare. */
  private static final int MAX_LEADS = 5;

  private int targets;

  Narrowing() {}

  /**
   * What a query asks of the event itself, not of its org and time. An event that matches is in at
   * least one of the branches, each of which can be read along an index.
   *
   * @param embedded see {@link SearchTransaction#isEmbedded}
   */
  static List<Branch> of(EventQuery query, boolean embedded) {
    List<Filter> parts = new ArrayList<>(query.filter().map(Narrowing::parts).orElse(List.of()));
    Optional<Filter> lead = lead(parts, query.order());
    lead.ifPresent(parts::remove);
    // H2 has no index of the events whose severity is hidden.
    Optional<Comparison> severity =
        embedded
            ? Optional.empty()
            : lead.filter(Narrowing::isOfTypes).flatMap(l -> severity(parts));
    severity.ifPresent(parts::remove);
    Narrowing narrowing = new Narrowing();
    List<Condition> rest = new ArrayList<>();
    parts.forEach(part -> rest.add(part.accept(narrowing)));
    query.keywords().words().forEach(word -> rest.add(EventText.holdsInAnyCase(word)));
    List<Branch> branches = lead.map(Narrowing::led).orElse(List.of(Branch.of(Condition.ANYTHING)));
    List<Branch> narrower =
        severity
            .map(s -> ofSeverity(branches, s, lead.orElseThrow().accept(narrowing)))
            .orElse(branches);
    return narrower.stream().map(branch -> branch.and(Condition.all(rest))).toList();
  }

  private static boolean isOfTypes(Filter lead) {
    return alternatives(lead).stream().allMatch(p -> ((Comparison) p).path().equals(EVENT_TYPE));
  }

  /** The part that asks for one severity, which the index of the types has too. */
  private static Optional<Comparison> severity(List<Filter> parts) {
    return parts.stream()
        .filter(part -> isEqualToText(part, List.of(SEVERITY)))
        .map(Comparison.class::cast)
        .findFirst();
  }

  /** Those of a severity, and apart from them those whose severity is hidden. */
  private static List<Branch> ofSeverity(
      List<Branch> branches, Comparison severity, Condition ofTypes) {
    String column = COLUMNS.get(SEVERITY);
    String text = ((Literal.Text) severity.literal()).text();
    Condition shown = inColumn(column, Operator.EQ, text);
    Condition hidden = hidden(column, SEVERITY, Operator.EQ, text);
    return Stream.concat(
            branches.stream().map(branch -> branch.and(shown)),
            Stream.of(Branch.of(Condition.all(hidden, ofTypes))))
        .toList();
  }

  /** The column that holds a member; empty if there is none, or if an event may have several. */
  static Optional<String> findColumn(MemberPath path) {
    return Optional.ofNullable(COLUMNS.get(path));
  }

  private static List<Filter> parts(Filter filter) {
    return filter instanceof And and ? and.parts() : List.of(filter);
  }

  /**
   * The part that leaves the fewest events to be looked at. In the order of arrival, which is that
   * of no such index, it is one by targets, whose table is narrower than that of the events.
   */
  private static Optional<Filter> lead(List<Filter> parts, Order order) {
    return parts.stream()
        .filter(part -> isLead(alternatives(part), order))
        .min(
            Comparator.comparingInt((Filter part) -> rank(alternatives(part)))
                .thenComparingInt(part -> alternatives(part).size()));
  }

  private static List<Filter> alternatives(Filter part) {
    return part instanceof Or or ? or.parts() : List.of(part);
  }

  private static boolean isLead(List<Filter> alternatives, Order order) {
    List<MemberPath> indexed = order == Order.ARRIVAL ? INDEXED_TARGETS : INDEXED;
    return alternatives.size() <= MAX_LEADS
        && alternatives.stream().allMatch(part -> isEqualToText(part, indexed));
  }

  private static boolean isEqualToText(Filter part, List<MemberPath> paths) {
    return part instanceof Comparison c
        && c.operator() == Operator.EQ
        && c.literal() instanceof Literal.Text
        && paths.contains(c.path());
  }

  /** Of its worst part. */
  private static int rank(List<Filter> lead) {
    return lead.stream()
        .mapToInt(part -> INDEXED.indexOf(((Comparison) part).path()))
        .max()
        .orElseThrow();
  }

  private static List<Branch> led(Filter lead) {
    Map<MemberPath, List<String>> texts = new LinkedHashMap<>();
    for (Filter part : alternatives(lead)) {
      Comparison c = (Comparison) part;
      texts
          .computeIfAbsent(c.path(), path -> new ArrayList<>())
          .add(((Literal.Text) c.literal()).text());
    }
    return texts.entrySet().stream().flatMap(e -> led(e.getKey(), e.getValue())).toList();
  }

  private static Stream<Branch> led(MemberPath path, List<String> texts) {
    Condition inText =
        Condition.any(texts.stream().map(text -> inText(path, Operator.EQ, text)).toList());
    List<String> stored = texts.stream().map(Narrowing::stored).distinct().toList();
    String column = TARGET_COLUMNS.get(path);
    return column == null
        ? ledByEvents(COLUMNS.get(path), stored, inText)
        : ledByTargets(column, stored, inText);
  }

  private static Stream<Branch> ledByEvents(String column, List<String> texts, Condition inText) {
    return Stream.concat(
        texts.stream().map(text -> Branch.of(Condition.of(column + " = ?", text))),
        Stream.of(Branch.of(Condition.all(isNull(column), inText))));
  }

  /** What an older version has stored has no time yet, by which an index finds it otherwise. */
  private static Stream<Branch> ledByTargets(String column, List<String> texts, Condition inText) {
    Condition timeless = ofTarget(Condition.all(Condition.oneOf(column, texts), NO_TIME));
    Condition hiddenTimeless = ofTarget(Condition.all(HIDDEN_TARGET, NO_TIME));
    return Stream.concat(
        texts.stream()
            .map(text -> Optional.of(Condition.of(column + " = ?", text)))
            .map(targets -> new Branch(targets, Condition.ANYTHING)),
        Stream.of(
            Branch.of(timeless),
            new Branch(Optional.of(HIDDEN_TARGET), inText),
            Branch.of(Condition.all(hiddenTimeless, inText))));
  }

  @Override
  public Condition and(And filter) {
    return Condition.all(filter.parts().stream().map(part -> part.accept(this)).toList());
  }

  @Override
  public Condition or(Or filter) {
    return Condition.any(filter.parts().stream().map(part -> part.accept(this)).toList());
  }

  @Override
  public Condition not(Not filter) {
    return Condition.ANYTHING;
  }

  @Override
  public Condition presence(Presence filter) {
    return named(filter.path());
  }

  @Override
  public Condition comparison(Comparison filter) {
    boolean missingMatches =
        (filter.operator() == Operator.NE) != (filter.literal() instanceof Literal.Null);
    if (missingMatches) {
      return Condition.ANYTHING;
    }
    return filter.literal() instanceof Literal.Text literal
        ? text(filter.path(), filter.operator(), literal.text())
        : named(filter.path());
  }

  private Condition text(MemberPath path, Operator operator, String text) {
    String column = COLUMNS.get(path);
    if (column != null) {
      return Condition.any(inColumn(column, operator, text), hidden(column, path, operator, text));
    }
    Condition inText = inText(path, operator, text);
    String targetColumn = TARGET_COLUMNS.get(path);
    if (targetColumn == null || operator != Operator.EQ || targets == MAX_TARGETS) {
      return inText;
    }
    targets++;
    return Condition.any(
        ofTarget(Condition.of(targetColumn + " = ?", stored(text))),
        Condition.all(ofTarget(HIDDEN_TARGET), inText));
  }

  /** What can be said of a member that is in its column. */
  static Condition inColumn(String column, Operator operator, String text) {
    boolean whole = StorableText.isStorable(text) && !text.isEmpty();
    return switch (operator) {
      case EQ -> Condition.of(column + " = ?", stored(text));
      case SW, CO, EW ->
          whole ? holds(column, stored(text)) : Condition.of(column + " is not null");
      case GT, GE, LT, LE, NE -> Condition.of(column + " is not null");
    };
  }

  private static Condition holds(String column, String text) {
    return Condition.of(
        "(position(? in %1$s) > 0 or char_length(%1$s) >= %2$d)".formatted(column, MAYBE_CUT),
        text);
  }

  /** What can be said of a string that is not in its member's column, but in an array. */
  static Condition hidden(String column, MemberPath path, Operator operator, String text) {
    return Condition.all(isNull(column), inText(path, operator, text));
  }

  /** What can be said of any value of a member that is not in its column. */
  static Condition hidden(String column, MemberPath path) {
    return Condition.all(isNull(column), named(path));
  }

  private static Condition isNull(String column) {
    return Condition.of(column + " is null");
  }

  private static Condition ofTarget(Condition targets) {
    return new Condition(
        "e.id in (select t.event_id from event_target t where " + targets.sql() + ")",
        targets.parameters());
  }

  private static Condition inText(MemberPath path, Operator operator, String text) {
    Condition literal =
        operator == Operator.EQ || operator.isOfText() ? EventText.holds(text) : Condition.ANYTHING;
    return literal.equals(Condition.ANYTHING) ? named(path) : literal;
  }

  /** The last name is the same at all places of a path. */
  private static Condition named(MemberPath path) {
    return EventText.names(path.names().get(path.names().size() - 1));
  }

  private static String stored(String text) {
    return StorableText.forColumn(text, Columns.MAX_TEXT);
  }
}
